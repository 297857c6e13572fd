"""What the board writes back: plain English, the rule named, and no paragraph number that nobody has checked."""

from __future__ import annotations

from safelight.core.decision import Decision
from safelight.core.rulebook.model import day_in_words
from safelight.core.vocabulary import PaperKind
from safelight.records.disclosure.models import Request
from safelight.records.disclosure.words import Form, RequestState

PAPERS = {
    PaperKind.EXECUTIVE_SUMMARY: "executive summary",
    PaperKind.OVERVIEW: "overview report",
    PaperKind.IMR: "individual management reviews",
}
FORMS = {
    Form.FULL: "A copy is enclosed.",
    Form.ANONYMISED: "A copy in which nobody can be identified is enclosed.",
    Form.READ_IN_ROOM: "You may read it at the board's office by appointment. No copy can be taken away.",
}


def answer_of(request: Request) -> Decision:
    """The Decision that stands: the one a person made, else the one on receipt."""
    return Decision.from_json(request.settled_decision or request.first_answer)


def reply_to(request: Request, *, form: Form | None = None) -> str:
    """The letter: what was asked, what the answer is and which rule it rests on. It names nobody in the case."""
    decision = answer_of(request)
    paper = PAPERS.get(PaperKind(request.paper_kind), request.paper_kind.replace("_", " "))
    on, board = day_in_words(request.received_on), request.case.board.name
    asked = f"On {on} you asked {board} for the {paper} of a serious case review."
    if form is not None:
        answer = f"The board has decided to let you have it. {FORMS[form]}"
    elif request.state == RequestState.REFUSED:
        answer = "The board cannot let you have it."
    elif request.state == RequestState.REFERRED:
        answer = "The board is considering this and will write to you again."
    else:
        answer = "You may have it."
    # What a decider wrote under each consideration is the board's own: the letter gives the rule, not the notes.
    grounds = dict.fromkeys(f"{reason.says} ({reason.citation.outside()})" for reason in decision.reasons)
    parts = [asked, answer, *grounds]
    if request.conditions and form is not None:
        parts.append(f"Conditions: {request.conditions}")
    parts.append(f"If you think this is wrong, write to {request.case.board.contact}.")
    return "\n\n".join(parts)
