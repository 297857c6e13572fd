"""What reviews teach: themes over all of them, one-page briefings, and who has read and discussed each."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.records.plans.actions import theming
from safelight.records.plans.learning import theme_choices, themes_page
from safelight.records.plans.queries import finding_page, plan_of, recommendation_page
from safelight.records.publication.actions import briefing as briefings_acts
from safelight.records.publication.briefings import briefing_bytes, briefing_list, briefing_page
from safelight.web.fields import AnyOf, Day, Line, Number, Pick
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.public.build import rebuild


class ThemeForm(forms.Form):
    """A theme of the board's own."""

    title = Line(label="Theme", max_length=80, help_text="A few words, for example: Children who are home-educated.")


@desk
@require_GET
def themes(request: DeskRequest) -> HttpResponse:
    """Themes over all reviews, with counts."""
    return render(request, "desk/learning_themes.html", {"page": themes_page(request.user)})


@desk
def new_theme(request: DeskRequest) -> HttpResponse:
    """Add a theme of the board's own."""
    only(request, "plans.add_learning_theme", may=themes_page(request.user).may_add)
    return form_page(
        request,
        ThemeForm,
        title="A theme of your own",
        do=lambda entered: theming.add_learning_theme(by=request.user, at=now(), **entered),
        then=reverse("desk:themes"),
        done="The theme is added.",
        back=reverse("desk:themes"),
        intro="The themes that Safelight knows stay. Add one only for what none of them says.",
    )


@desk
def finding_themes(request: DeskRequest, finding_id: UUID) -> HttpResponse:
    """Under which themes a finding belongs."""
    page = finding_page(request.user, finding_id)
    only(request, "plans.put_under_themes", may=page.may_write)
    return _choose_themes(
        request, page.case_id, title=f"Themes of finding {page.number}", text=page.text, finding=finding_id
    )


@desk
def recommendation_themes(request: DeskRequest, recommendation_id: UUID) -> HttpResponse:
    """Under which themes a recommendation belongs."""
    page = recommendation_page(request.user, recommendation_id)
    only(request, "plans.put_under_themes", may=plan_of(request.user, page.case_id, on=today()).may_write)
    title = f"Themes of recommendation {page.number}"
    return _choose_themes(request, page.case_id, title=title, text=page.text, recommendation=recommendation_id)


def _choose_themes(request: DeskRequest, case_id: UUID, *, title: str, text: str, **which: UUID) -> HttpResponse:
    plan = plan_of(request.user, case_id, on=today())
    under = {row.id: row.themes for row in plan.findings} | {row.id: row.themes for row in plan.recommendations}
    names = dict(theme_choices(request.user))
    chosen = [key for key, name in names.items() for one in which.values() if name in under[one]]

    class ChooseForm(forms.Form):
        themes = AnyOf(list(names.items()), label="Themes", required=False)

    def put(entered: dict[str, list[str]]) -> None:
        theming.put_under_themes(themes=entered["themes"], by=request.user, at=now(), **which)
        rebuild()

    return form_page(
        request,
        ChooseForm,
        title=title,
        initial={"themes": chosen},
        do=put,
        then=reverse("desk:plan", args=[case_id]),
        done="The themes are saved.",
        back=reverse("desk:plan", args=[case_id]),
        intro=text,
    )


@desk
@require_POST
def draft_briefing(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Put a first draft of the briefing together."""
    draft = briefings_acts.draft_briefing(case=case_id, by=request.user, at=now())
    messages.success(request, "A first draft is there. Shorten it to a page, then look for people in it.")
    return redirect("desk:draft", draft.pk)


@desk
@require_GET
def briefings(request: DeskRequest) -> HttpResponse:
    """Every published briefing."""
    return render(request, "desk/briefings.html", {"page": briefing_list(request.user)})


@desk
@require_GET
def briefing(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """One briefing: read it, confirm it, record who discussed it."""
    return render(request, "desk/briefing.html", {"page": briefing_page(request.user, edition_id)})


@desk
@require_GET
def briefing_file(request: DeskRequest, edition_id: UUID, form: str) -> HttpResponse:
    """The page or the PDF, as everybody can read it on the board's site."""
    data = briefing_bytes(request.user, edition_id, form=form)
    response = HttpResponse(data, content_type="application/pdf" if form == "pdf" else "text/html; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="learning-briefing.{form}"'
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


@desk
@require_POST
def confirm_read(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Confirm that one has read it."""
    briefings_acts.confirm_read(edition=edition_id, by=request.user, at=now())
    messages.success(request, "Thank you: the board sees that you have read it.")
    return redirect("desk:briefing", edition_id)


@desk
def discussed(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Record that a team discussed it."""
    page = briefing_page(request.user, edition_id)
    only(request, "publication.record_discussion", may=bool(page.agencies))
    here = reverse("desk:briefing", args=[edition_id])

    class DiscussedForm(forms.Form):
        agency = Pick([(str(key), name) for key, name in page.agencies], label="Agency")
        team = Line(label="Team", max_length=120, help_text="For example: duty team, north.")
        held_on = Day(label="On which day?")
        people = Number(label="How many people were there?", max_value=9999)

    return form_page(
        request,
        DiscussedForm,
        title="Your team discussed it",
        initial={"agency": str(page.agencies[0][0])} if len(page.agencies) == 1 else None,
        do=lambda entered: briefings_acts.record_discussion(edition=edition_id, by=request.user, at=now(), **entered),
        then=here,
        done="Recorded.",
        back=here,
        intro=f"The briefing on {page.public_name}.",
    )


urlpatterns = [
    path("themes/", themes, name="themes"),
    path("themes/new/", new_theme, name="new_theme"),
    path("findings/<uuid:finding_id>/themes/", finding_themes, name="finding_themes"),
    path("recommendations/<uuid:recommendation_id>/themes/", recommendation_themes, name="recommendation_themes"),
    path("reviews/<uuid:case_id>/publication/briefing/", draft_briefing, name="draft_briefing"),
    path("briefings/", briefings, name="briefings"),
    path("briefings/<uuid:edition_id>/", briefing, name="briefing"),
    path("briefings/<uuid:edition_id>/file.<str:form>", briefing_file, name="briefing_file"),
    path("briefings/<uuid:edition_id>/read/", confirm_read, name="confirm_read"),
    path("briefings/<uuid:edition_id>/discussed/", discussed, name="discussed"),
]
