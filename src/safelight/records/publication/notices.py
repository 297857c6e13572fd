"""What is a place told when an edition is withdrawn? Ready words that identify nobody, and no review either."""

from __future__ import annotations

from collections.abc import Sequence

from safelight.core.review.wording import PAPER_WORDS, in_words
from safelight.core.vocabulary import PaperKind
from safelight.records.publication.places import Place, PlaceKind

TO_DO = {
    PlaceKind.SITE: "Nothing by hand: Safelight reads the public folder back and looks for it there.",
    PlaceKind.ENGINES: "Ask each large search engine, and each archive of the web, to remove these very addresses. "
    "Their help pages say where to ask; search for the addresses yourself a week later.",
    PlaceKind.DESK: "Ask them to delete what they saved. The trail of the review says who they are.",
    PlaceKind.REPOSITORY: "Send the notice below to the repository, from the address that it knows you by.",
    PlaceKind.WEBSITE: "Send the notice below to whoever runs the website, and look a week later whether it is gone.",
    PlaceKind.BODY: "Send the notice below to the address on record.",
}
OPENINGS = {
    PlaceKind.ENGINES: "Please remove the addresses below from your results, and delete the copies that you keep of "
    "them. The paper that stood there has been withdrawn by its publisher.",
    PlaceKind.REPOSITORY: "Please stop showing the paper described below, and delete every file of it. Please leave a "
    "notice in its place that says only that it was withdrawn, and on which day.",
    PlaceKind.WEBSITE: "Please take the paper described below off your website, with any quotation from it and any "
    "picture of it, and remove links that lead to it.",
}
ASK_BACK = (
    "Please delete every copy of the paper described below, printed or electronic, and ask those to whom you have "
    "passed it on to do the same. Please do not quote from it or send it on."
)
ANSWER = "Please answer this message once it is done, and say on which day. If it cannot be done, please say so today."


def notice_for(
    place: Place, *, kind: PaperKind, pdf_sha256: str, addresses: Sequence[str] = (), on_site: bool = True
) -> str:
    """The words to send to a place, empty where nothing is sent.

    They say what kind of paper it is, when that place got it, and the hash by which it can be told apart: no title, no
    reason, and nothing that would lead somebody who finds this message to the child. The addresses of the site are
    given only to those who have to find them; an edition without the board's name has none (`on_site`).
    """
    if place.kind in {PlaceKind.SITE, PlaceKind.DESK}:
        return ""
    lines = [OPENINGS.get(place.kind, ASK_BACK), ""]
    if place.kind is PlaceKind.ENGINES or (place.kind is PlaceKind.WEBSITE and on_site):
        lines += [*addresses, ""]
    if place.kind is not PlaceKind.ENGINES:
        lines += [*_described(place, kind=kind, pdf_sha256=pdf_sha256), ""]
    return "\n".join([*lines, ANSWER])


def _described(place: Place, *, kind: PaperKind, pdf_sha256: str) -> Sequence[str]:
    got = f"You got it on {in_words(place.given_on)}." if place.given_on else ""
    return [
        f"The paper: {PAPER_WORDS[kind]}, as PDF, as page or as text for a word processor. {got}".strip(),
        f"SHA-256 of the PDF: {pdf_sha256}",
    ]
