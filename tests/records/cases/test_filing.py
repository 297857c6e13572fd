"""What somebody sends in is opened by a process of its own before it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from safelight.core.papers.apart import count_hidden_apart
from safelight.core.papers.limits import Limits
from safelight.records.cases.filing import arrive
from safelight.records.people.permission import WrongInput
from tests.core.papers.builders import page, plain_docx
from tests.core.papers.test_hostile_files import bomb_docx


@pytest.fixture
def apart(settings: Any) -> None:
    settings.PAPERS_READ_APART = True


@pytest.mark.usefixtures("apart")
def test_what_hides_in_a_file_is_counted_by_a_process_of_its_own() -> None:
    assert arrive(page("<p hidden>x</p><!-- y -->"), name="seen.html").hidden == 2
    assert arrive(plain_docx(), name="seen.docx").hidden == 0


@pytest.mark.usefixtures("apart")
def test_a_refusal_comes_back_in_one_sentence_and_keeps_nothing(settings: Any) -> None:
    with pytest.raises(WrongInput, match="far more than it should") as wrong:
        arrive(bomb_docx(), name="agenda.docx")
    assert wrong.value.field == "file"
    assert not [one for one in Path(settings.VAULT).rglob("*") if one.is_file()]


def test_a_file_that_takes_too_much_ends_its_process_and_not_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safelight.core.papers.apart.limits_for", lambda _: Limits(busy=0, waiting=0))
    monkeypatch.setattr("safelight.core.papers.apart.SLACK", 0)
    with pytest.raises(Exception, match="too large, or made to exhaust"):
        count_hidden_apart(b"x", name="notes.txt")


def test_the_keys_of_the_desk_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def noted(*words: object, **rest: Any) -> Any:
        given.update(rest)
        raise ValueError("Nothing was started.")

    monkeypatch.setattr("subprocess.run", noted)
    with pytest.raises(ValueError, match="cannot be read"):
        count_hidden_apart(b"x", name="notes.txt", environment={"PATH": "/bin", "SAFELIGHT_VAULT_KEY": "secret"})
    assert given["env"] == {"PATH": "/bin"}
