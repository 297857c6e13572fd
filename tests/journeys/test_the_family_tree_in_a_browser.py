"""The family tree, as people walk it: from an empty one to a picture, real names at a click, and the file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from safelight.records.audit.models import Entry
from safelight.records.cases.actions import intake
from safelight.records.cases.models import Case
from tests.factories import REGISTER, SCOPED, Cast, a_cast, a_scoped_case, moment
from tests.journeys.conftest import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARENTS = "".join(
    f'\n[[person]]\nid = "{key}"\nrole = "parent"\nnames = ["{name} Wren-Halloran"]\npseudonym = "the {key}"\n'
    for key, name in (("mother", "Corinna"), ("father", "Desmond"))
)


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.PRETEND_TODAY = "2010-05-10"
    made = a_cast()
    for user in made.all():
        user.set_password(PASSWORD)
        user.save()
    case = a_scoped_case(made)
    intake.keep_register(case=case, untrusted_toml=REGISTER + PARENTS, by=made.manager, at=moment(SCOPED))
    return made


def test_the_author_draws_a_family_and_the_panel_sees_it_without_names(
    visitor: Visitor, cast: Cast, tmp_path: Path
) -> None:
    page, tree = visitor.page, reverse("desk:family_tree", args=[Case.objects.get().pk])
    visitor.sign_in(cast.author.email)
    visitor.go(tree)
    assert "Add one relation after the other" in visitor.text()
    for who, kind, whom in (
        ("the mother", "mother or father of", "Child N"),
        ("the father", "mother or father of", "Child N"),
        ("the mother", "separated from", "the father"),
    ):
        visitor.press("Add a relation")
        page.get_by_label("Who?").select_option(label=who)
        page.get_by_label("Is the …").select_option(label=kind)
        page.get_by_label("… of whom?").select_option(label=whom)
        page.get_by_label("Since when?").fill("spring" if kind == "separated from" else "")
        visitor.press("Add it")
    assert "must be a day, a month or a year" in visitor.text()
    assert page.get_by_label("Is the …").input_value() == "separated"
    page.get_by_label("Since when?").fill("3 2007")
    visitor.press("Add it")
    visitor.press("Choose a shape")
    page.get_by_label("Who?").select_option(label="the mother")
    page.get_by_label("Female: a circle").check()
    visitor.press("Save")
    assert "Separated from the father since 2007" in visitor.text()
    assert "Halloran" not in page.content()

    visitor.follow("Show real names")
    assert "Separated from Desmond Wren-Halloran since March 2007" in visitor.text()
    assert Entry.objects.filter(action="cases.look_at_family_tree").count() == 1
    visitor.follow("Show pseudonyms")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the picture (SVG)").click()
    picture = ET.fromstring(Path(taken.value.path()).read_text("utf-8"))
    assert picture.tag.endswith("svg")
    assert [child.tag.partition("}")[2] for child in picture][:2] == ["title", "desc"]
    visitor.press("Remove the mother: separated from the father since 2007")
    assert "Separated from" not in visitor.text()
    visitor.sign_out()

    visitor.sign_in(cast.panel_member.email)
    visitor.go(tree)
    assert "mother of Child N" in visitor.text().replace("Mother", "mother")
    assert not page.get_by_role("link", name="Show real names").count()
    assert not page.get_by_role("button", name="Remove", exact=False).count()
    assert "Halloran" not in page.content()
