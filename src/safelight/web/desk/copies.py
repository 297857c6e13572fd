"""Where copies of an edition went, called back once it is withdrawn, rehearsed before; and the repository's package."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from safelight.records.disclosure.actions import record_recalled
from safelight.records.disclosure.whereabouts import PlaceLine, WhereaboutsPage, whereabouts_page
from safelight.records.people.permission import NotNow
from safelight.records.publication.actions import copies as acts
from safelight.records.publication.actions import packing
from safelight.records.publication.notices import TO_DO, notice_for
from safelight.records.publication.package import NAME
from safelight.records.publication.places import HOW_WORDS, PlaceKind
from safelight.records.publication.words import EditionState, Holder, HowGiven
from safelight.web.fields import Day, Line, OneOf, Words
from safelight.web.pages import DeskRequest, desk, form_page, now, only, today
from safelight.web.public.rehearsal import addresses_of, read_back, rehearse

CLEAN = "The public folder was read back: nothing of it is left, and the notice is there."


class CopyForm(forms.Form):
    """To whom a copy went."""

    holder = Line(
        label="Which body or post has a copy?",
        help_text="For example: Director of Public Health. Never the name of a person.",
    )
    kind = OneOf(
        [
            (str(Holder.BODY), "A body or a post"),
            (str(Holder.REPOSITORY), "The national repository, or a library"),
            (str(Holder.WEBSITE), "Another website that shows it or links to it"),
        ],
        label="What is it?",
        initial=str(Holder.BODY),
    )
    given_on = Day(label="On which day did it get it?")
    how = OneOf(
        [(str(how), said) for how, said in HOW_WORDS.items()], label="How did it go out?", initial=str(HowGiven.EMAIL)
    )
    address = Line(label="Where would you write to ask for it back?", help_text="The mailbox or address of that post.")


class StrikeForm(forms.Form):
    """Why an entry was a mistake."""

    reason = Words(label="Why was it a mistake?", rows=3, max_length=400)


class DoneForm(forms.Form):
    """That one place has been asked."""

    done_on = Day(label="On which day was it done?")
    said = Words(
        label="What was done, or what did they answer?",
        rows=3,
        required=False,
        max_length=400,
        help_text="For example: deleted, confirmed by e-mail. Name nobody.",
    )


class PackageForm(forms.Form):
    """What the catalogue needs beside what the records know."""

    contact = Line(
        label="Whom can the repository ask?", help_text="A post and its mailbox. Never the name of a person."
    )
    key_words = Words(
        label="Key words",
        rows=3,
        required=False,
        help_text="Separated by commas, for example: neglect, health visiting, missed appointments. No places.",
    )
    not_before = Day(label="Not to be shown before which day?", required=False, help_text="Leave it empty for at once.")


@desk
@require_GET
def copies(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Every place, what is to be done there, the rehearsals, and the packages."""
    page = whereabouts_page(request.user, edition_id)
    return render(request, "desk/copies.html", {"page": page, "to_do": TO_DO})


@desk
def add_copy(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Enter that somebody was given a copy."""
    page = whereabouts_page(request.user, edition_id)
    only(request, "publication.record_copy", may=page.may_record)
    back = reverse("desk:copies", args=[edition_id])
    return form_page(
        request,
        CopyForm,
        title="Somebody has a copy",
        initial={"given_on": today(), "kind": str(Holder.BODY), "how": str(HowGiven.EMAIL)},
        do=lambda entered: acts.record_copy(edition=edition_id, by=request.user, at=now(), **entered),
        then=back,
        done="Entered. If the edition is withdrawn, this place is on the list to be asked.",
        back=back,
        intro="Enter each body and post that was sent the edition, so that you can ask for it back.",
    )


@desk
def strike_copy(request: DeskRequest, edition_id: UUID, place: str) -> HttpResponse:
    """Take an entry off the list that was a mistake."""
    page = whereabouts_page(request.user, edition_id)
    only(request, "publication.strike_copy", may=page.may_record)
    line = page.line(place)
    if not line.place.by_hand:
        raise NotNow("Safelight knows of this copy from the records. Only what was entered by hand can be struck.")
    back = reverse("desk:copies", args=[edition_id])
    return form_page(
        request,
        StrikeForm,
        title="Entered by mistake",
        do=lambda entered: acts.strike_copy(
            copy=UUID(place.removeprefix("copy-")), reason=entered["reason"], by=request.user, at=now()
        ),
        then=back,
        done="Struck. It stays in the record.",
        back=back,
        button="Strike it",
        intro=line.place.who,
    )


@desk
def recall(request: DeskRequest, edition_id: UUID, place: str) -> HttpResponse:
    """One place of the recall list: what to write to it, and that it is done."""
    page = whereabouts_page(request.user, edition_id)
    only(request, "disclosure.record_recalled", may=page.calls_back)
    line = page.line(place)
    if page.state is not EditionState.WITHDRAWN:
        raise NotNow(
            "Copies are called back once the edition is withdrawn. Rehearse it before: the words are there too."
        )
    back = reverse("desk:copies", args=[edition_id])
    if line.place.kind is PlaceKind.SITE:
        return _site(request, page)
    return form_page(
        request,
        DoneForm,
        title=line.place.who,
        initial={"done_on": today()},
        do=lambda entered: record_recalled(edition=edition_id, place=place, by=request.user, at=now(), **entered),
        then=back,
        done="Ticked off.",
        back=back,
        button="It is done",
        template="desk/recall.html",
        line=line,
        to_do=TO_DO[line.place.kind],
        notice=_notice(page, line, addresses=_addresses(page)),
    )


@desk
@require_POST
def rehearse_withdrawal(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Rehearse the withdrawal in a folder of its own, and keep what it found."""
    page = whereabouts_page(request.user, edition_id)
    only(request, "publication.record_rehearsal", may=page.may_rehearse)
    found = rehearse([number for _, number in page.together], at=now(), on=today())
    acts.record_rehearsal(
        edition=edition_id,
        milliseconds=found.milliseconds,
        files=found.files,
        places=len(page.lines),
        failures=found.failures,
        by=request.user,
        at=now(),
    )
    return redirect(reverse("desk:copies", args=[edition_id]) + "#rehearsal")


@desk
@require_GET
def notices(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """All notices on one page, to be read while there is time."""
    page = whereabouts_page(request.user, edition_id)
    addresses = _addresses(page)
    written = [(line, TO_DO[line.place.kind], _notice(page, line, addresses=addresses)) for line in page.lines]
    return render(request, "desk/notices.html", {"page": page, "written": written})


@desk
def pack(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Make the package for the national repository."""
    page = whereabouts_page(request.user, edition_id)
    only(request, "publication.make_package", may=page.may_pack)
    back = reverse("desk:copies", args=[edition_id])
    return form_page(
        request,
        PackageForm,
        title="A package for the national repository",
        do=lambda entered: packing.make_package(edition=edition_id, by=request.user, at=now(), **entered),
        then=f"{back}#packages",
        done="The package is made, opened again and looked through. Download it, and send it as its first page says.",
        back=back,
        button="Make the package",
        intro="One file with the approved PDF, page and text, a sheet for the catalogue, and how to send it."
        + (" It names the board nowhere: give a contact that does not either." if page.unnamed else ""),
    )


@desk
@require_GET
def package(request: DeskRequest, package_id: UUID) -> HttpResponse:
    """Download a package; that it was is recorded."""
    data = packing.open_package(package=package_id, by=request.user, at=now())
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response


def record_site_read_back(request: DeskRequest, edition_id: UUID) -> tuple[str, ...]:
    """Read the public folder back and tick the site off where nothing is left; else what is."""
    page = whereabouts_page(request.user, edition_id)
    left = read_back(page.public_id, on=today())
    if not left:
        record_recalled(
            edition=edition_id, place=PlaceKind.SITE, done_on=today(), said=CLEAN, by=request.user, at=now()
        )
    return left


def _site(request: DeskRequest, page: WhereaboutsPage) -> HttpResponse:
    """The site is ticked off by nobody's word: it is read back."""
    if request.method != "POST":
        left = read_back(page.public_id, on=today())
        return render(request, "desk/recall_site.html", {"page": page, "left": left})
    left = record_site_read_back(request, page.id)
    if left:
        messages.error(request, "Something is left on the site. Write it anew, and look again.")
        return redirect("desk:recall", page.id, PlaceKind.SITE)
    messages.success(request, CLEAN)
    return redirect("desk:copies", page.id)


def _addresses(page: WhereaboutsPage) -> tuple[str, ...]:
    """Where the public could read it on the board's site, for which everything that is public is read."""
    return () if page.unnamed else addresses_of(page.public_id, on=today())


def _notice(page: WhereaboutsPage, line: PlaceLine, *, addresses: tuple[str, ...]) -> str:
    return notice_for(
        line.place, kind=page.kind, pdf_sha256=page.pdf_sha256, addresses=addresses, on_site=not page.unnamed
    )


urlpatterns = [
    path("editions/<uuid:edition_id>/copies/", copies, name="copies"),
    path("editions/<uuid:edition_id>/copies/new/", add_copy, name="add_copy"),
    path("editions/<uuid:edition_id>/copies/notices/", notices, name="notices"),
    path("editions/<uuid:edition_id>/copies/package/", pack, name="pack"),
    path("editions/<uuid:edition_id>/copies/rehearse/", rehearse_withdrawal, name="rehearse"),
    path("editions/<uuid:edition_id>/copies/<str:place>/", recall, name="recall"),
    path("editions/<uuid:edition_id>/copies/<str:place>/strike/", strike_copy, name="strike_copy"),
    path("packages/<uuid:package_id>/", package, name="package"),
]
