"""The family tree: by pseudonyms for those inside a review, with real names at a click, and as a file."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.core.anonymise.kinship import RelationKind, Sex
from safelight.core.review.genogram import FamilyTree
from safelight.records.cases.actions import family_tree as acts
from safelight.records.cases.queries import family_tree_page
from safelight.web.fields import DayMonthOrYear, OneOf, Pick
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today

IS_THE = [
    (RelationKind.PARENT, "mother or father of"),
    (RelationKind.ADOPTIVE_PARENT, "adoptive parent of"),
    (RelationKind.FOSTER_PARENT, "foster parent of"),
    (RelationKind.STEP_PARENT, "step-parent of"),
    (RelationKind.GRANDPARENT, "grandparent of (if it is not known through whom)"),
    (RelationKind.CARER, "carer of (and nothing else to them)"),
    (RelationKind.MARRIED, "married to"),
    (RelationKind.PARTNER, "partner of"),
    (RelationKind.SEPARATED, "separated from"),
    (RelationKind.DIVORCED, "divorced from"),
    (RelationKind.SIBLING, "brother or sister of"),
    (RelationKind.HALF_SIBLING, "half-brother or half-sister of"),
    (RelationKind.TWIN, "twin of"),
]
"""What one person can be to another, as the middle of a sentence."""


@desk
@require_GET
def family_tree(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The tree by pseudonyms and ages."""
    page = family_tree_page(request.user, case_id, on=today(), at_death=_at_death(request))
    return render(request, "desk/family_tree.html", {"page": page, "tree": page.tree})


@desk
@require_GET
def family_tree_names(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The tree with real names: opening this page is recorded."""
    page = family_tree_page(request.user, case_id, on=today())
    tree = acts.look_at_family_tree(case=case_id, at_death=_at_death(request), by=request.user, at=now())
    return render(request, "desk/family_tree.html", {"page": page, "tree": tree})


@desk
@require_GET
def family_tree_svg(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The picture by pseudonyms, as a file."""
    page = family_tree_page(request.user, case_id, on=today(), at_death=_at_death(request))
    return _picture(page.tree)


@desk
@require_GET
def family_tree_names_svg(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The picture with real names, as a file; handing it over is recorded."""
    tree = acts.look_at_family_tree(case=case_id, at_death=_at_death(request), as_file=True, by=request.user, at=now())
    return _picture(tree)


def _picture(tree: FamilyTree | None) -> HttpResponse:
    if tree is None:
        return HttpResponse(status=204)
    response = HttpResponse(
        render_to_string("desk/family_tree_file.html", {"tree": tree}), content_type="image/svg+xml"
    )
    # No name of a case in the file's name: it would stay behind in lists of downloads.
    response["Content-Disposition"] = 'attachment; filename="family-tree.svg"'
    return response


def _at_death(request: DeskRequest) -> bool:
    return request.GET.get("ages") != "today"


@desk
def add_relation(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Add who is what to whom."""
    page = family_tree_page(request.user, case_id, on=today())
    only(request, "cases.add_relation", may=page.case.may)
    tree = reverse("desk:family_tree", args=[case_id])

    class RelationForm(forms.Form):
        one = Pick(page.people, label="Who?")
        kind = Pick([(kind.value, words) for kind, words in IS_THE], label="Is the …")
        other = Pick(page.people, label="… of whom?")
        since = DayMonthOrYear(
            label="Since when?", help_text="If it is known: a day, a month or a year, like 14 3 2007, 3 2007 or 2007."
        )
        until = DayMonthOrYear(label="Until when?", help_text="If it has ended and it is known when.")

    return form_page(
        request,
        RelationForm,
        title="Add a relation",
        intro="As a sentence: somebody is the parent, partner or sister of somebody else. People who are missing from "
        "these lists are added in the register first.",
        do=lambda entered: acts.add_relation(case=case_id, by=request.user, at=now(), **entered),
        then=tree,
        done="Added. The picture below shows it.",
        back=tree,
        button="Add it",
    )


@desk
@require_POST
def remove_relation(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Take a relation out of the register."""
    sent = request.POST
    acts.remove_relation(
        case=case_id,
        kind=sent.get("kind", ""),
        one=sent.get("one", ""),
        other=sent.get("other", ""),
        by=request.user,
        at=now(),
    )
    messages.success(request, "Removed. The picture below is without it.")
    return redirect("desk:family_tree", case_id)


@desk
def record_sex(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Record which shape stands for somebody."""
    page = family_tree_page(request.user, case_id, on=today())
    only(request, "cases.record_sex", may=page.case.may)
    tree = reverse("desk:family_tree", args=[case_id])

    class SexForm(forms.Form):
        person = Pick(page.people, label="Who?")
        sex = OneOf(
            [
                (Sex.FEMALE.value, "Female: a circle"),
                (Sex.MALE.value, "Male: a square"),
                ("", "Not recorded: a diamond"),
            ],
            label="Which shape stands for them?",
            required=False,
        )

    return form_page(
        request,
        SexForm,
        title="Choose a shape",
        intro="A family tree draws a circle for a woman or girl and a square for a man or boy; nothing is guessed.",
        do=lambda entered: acts.record_sex(case=case_id, by=request.user, at=now(), **entered),
        then=tree,
        done="Recorded.",
        back=tree,
    )


urlpatterns = [
    path("reviews/<uuid:case_id>/family-tree/", family_tree, name="family_tree"),
    path("reviews/<uuid:case_id>/family-tree/picture.svg", family_tree_svg, name="family_tree_svg"),
    path("reviews/<uuid:case_id>/family-tree/real-names/", family_tree_names, name="family_tree_names"),
    path(
        "reviews/<uuid:case_id>/family-tree/real-names/picture.svg", family_tree_names_svg, name="family_tree_names_svg"
    ),
    path("reviews/<uuid:case_id>/family-tree/add/", add_relation, name="add_relation"),
    path("reviews/<uuid:case_id>/family-tree/remove/", remove_relation, name="remove_relation"),
    path("reviews/<uuid:case_id>/family-tree/shape/", record_sex, name="record_sex"),
]
