"""The executive summary: drafted, refused by the gate, rewritten, held by a trial, published by a second person."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from safelight.core.review.examination import CHECKS
from safelight.core.review.intruder import Conclusion, Indicated, Indicator, Insider, Searched, Source, Weighed
from safelight.core.review.plan import months_after
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import PaperKind
from safelight.demo import duties
from safelight.demo.beginning import Say, _day
from safelight.demo.case.material import CaseMaterial, SecondCaseMaterial
from safelight.demo.cast import Cast, at
from safelight.records.cases.actions import proceedings
from safelight.records.cases.models import Case, Proceeding
from safelight.records.disclosure.whereabouts import whereabouts_page
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, RefusedByRule
from safelight.records.publication.actions import (
    copies,
    drafting,
    intruder,
    proving,
    public_facts,
    publishing,
    settling,
)
from safelight.records.publication.actions.from_writing import draft_from_report
from safelight.records.publication.models import Draft, Edition
from safelight.records.publication.queries import draft_page
from safelight.records.publication.words import PUBLIC_LINK, EditionState, Holder, HowGiven, Settlement
from safelight.records.writing.actions import bringing_in, sections
from safelight.records.writing.brought import brought_page
from safelight.web.public.rehearsal import rehearse

KEEP = "It names no person or place of this case."
LOOKED = (
    (
        Source.SEARCH_ENGINE,
        "The board's name with “serious case review”, and six phrases of the text in quotation marks.",
        "The board's own page on reviews, and nothing about a family.",
    ),
    (
        Source.PRESS,
        "The local paper's reports of trials in the last two years.",
        "Three trials could fit. Nothing that the summary tells says which, now that the month and the court are out.",
    ),
    (
        Source.OTHER_REVIEWS,
        "The board's earlier summaries, and those of its neighbours.",
        "No other child is called by the same letter.",
    ),
)
"""Where the demonstration's panel chair looked, for what, and what was found."""
CLOSE = {
    Insider.NEIGHBOUR: "That police came to the house is known in the street already. The summary tells no more of it.",
    Insider.FAMILY: "They know themselves. What each of them would learn of the others was taken out.",
    Insider.STAFF: "Those who worked with the family recognise it by the order of events. They knew all of it before.",
}
SIGNS = {
    Indicator.SINGLING_OUT: (False, "The ages are bands and the places are gone: many families fit."),
    Indicator.LINKING: (True, "A trial is mentioned. Three fit, so the link stays a guess."),
    Indicator.INFERRING: (False, "No day of birth follows from the ages and dates that are left."),
}
UNLINK = "It ties the family to what has been reported."


def draft(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """The first draft, as untidy as authors send it: the gate says what leaks and what is missing."""
    day, author = material.dates.summary_drafted_on, cast["author"]
    for fact in material.known_facts:
        public_facts.record_public_fact(
            case=case, text=fact.text, source=fact.source, terms=list(fact.terms), by=cast["manager"], at=at(day, 9)
        )
    first = drafting.save_draft(
        case=case,
        kind=PaperKind.EXECUTIVE_SUMMARY,
        untrusted_data=material.summary.draft.data,
        name=material.summary.draft.name,
        by=author,
        at=at(day, 10),
    )
    drafting.find_people(draft=first, by=author, at=at(day, 11))
    result = proving.run_gate(draft=first, by=author, at=at(day, 12))
    say(f"{_day(day)}: the first draft of the summary goes to the gate: refused, {result.blocking} things block")
    _tell_what_blocks(first, author, say)
    replaced = settling.settle_by_register(draft=first, by=author, at=at(day, 14))
    _settle_the_rest(first, author, day_at=at(day, 15))
    second = settling.apply_settlements(draft=first, by=author, at=at(day, 16))
    result = proving.run_gate(draft=second, by=author, at=at(day, 17))
    say(f"  {replaced} mentions replaced in version 2; the gate still refuses: {result.blocking} things block")


def rewrite(material: CaseMaterial, case: Case, cast: Cast, say: Say) -> Edition:
    """The author writes it for publication; it passes, is proved on its bytes, and is approved."""
    day = material.dates.summary_approved_on
    title, _, rest = material.summary.final_markdown.partition("\n")
    assert title.startswith("# ")
    markdown = f"## About this summary\n{rest}"
    text = write_here(case, PaperKind.EXECUTIVE_SUMMARY, markdown, cast, day=day)
    say(f"{_day(day)}: brought into its sections here, and made a draft of: version {text.version}")
    edition = make(text, cast, day=day)
    say(f"{_day(day)}: rewritten for publication; the gate finds nothing; HTML, PDF and ODT are proved on their bytes")
    again = try_to_see_through(edition.draft, cast, day=day)
    say(f"  the panel chair tries to find out who it is about: sufficiently remote, to be tried again on {_day(again)}")
    publishing.approve_edition(edition=edition, by=cast["chair"], at=at(day, 15))
    say("  the chair approves exactly this text")
    return edition


def try_to_see_through(text: Draft, cast: Cast, *, day: date) -> date:
    """Somebody who wrote none of it looks where anybody could, and sets the day on which it is tried again."""
    looker, again = cast["panel_chair"], months_after(day, 12)
    intruder.record_intruder_review(
        draft=text,
        looked_by=looker.name,
        looked_on=day,
        searched=[Searched(source=source, looked_for=words, found=found) for source, words, found in LOOKED],
        weighed=[Weighed(insider=who, text=said) for who, said in CLOSE.items()],
        indicated=[Indicated(indicator=one, possible=could, why=why) for one, (could, why) in SIGNS.items()],
        conclusion=Conclusion.REMOTE,
        repeat_on=again,
        by=looker,
        at=at(day, 14),
    )
    return again


def write_here(case: Case, kind: PaperKind, markdown: str, cast: Cast, *, day: date) -> Draft:
    """The author brings what was written elsewhere into the sections here; together they are the next draft."""
    author = cast["author"]
    report = sections.begin_report(case=case, kind=kind, by=author, at=at(day, 8))
    brought = bringing_in.bring_in_report(
        report=report.pk, untrusted_data=markdown.encode(), name="Summary, rewritten.md", by=author, at=at(day, 8)
    )
    pieces = brought_page(author, brought.pk).pieces
    chosen = {piece.number: piece.section or "above" for piece in pieces}
    bringing_in.lay_out_report(brought=brought.pk, chosen=chosen, by=author, at=at(day, 8))
    return draft_from_report(case=case, kind=kind, by=author, at=at(day, 9))


def save(case: Case, kind: PaperKind, markdown: str, cast: Cast, *, day: date) -> Draft:
    """A text that was written elsewhere, as a draft."""
    return drafting.save_draft(case=case, kind=kind, text=markdown, by=cast["author"], at=at(day, 9))


def make(text: Draft, cast: Cast, *, day: date) -> Edition:
    """From a draft to an edition: look for people, settle, pass the gate, render, prove."""
    author = cast["author"]
    drafting.find_people(draft=text, by=author, at=at(day, 10))
    _settle_the_rest(text, author, day_at=at(day, 11))
    proving.run_gate(draft=text, by=author, at=at(day, 12))
    return proving.make_edition(draft=text, by=author, at=at(day, 13))


def publish(edition: Edition, trial: Proceeding, material: CaseMaterial, cast: Cast, say: Say) -> None:
    """Held while the trial runs; then released; the author cannot publish, a second person can."""
    approved = material.dates.summary_approved_on
    try:
        publishing.publish_edition(edition=edition, by=cast["manager"], at=at(approved, 16))
    except RefusedByRule as refused:
        say(f"  publication is refused: {refused.decision.reasons[0].found}")
    assert material.dates.released_on is not None
    proceedings.end_proceeding(
        proceeding=trial,
        ending="Sentence was passed; no appeal was made within the time allowed.",
        ended_on=material.dates.released_on,
        by=cast["manager"],
        at=at(material.dates.published_on, 9),
    )
    say(f"{_day(material.dates.published_on)}: the trial is over and the hold is released")
    duties.record(Phase.PUBLICATION, case=edition.case, cast=cast, on=material.dates.released_on, say=say)
    try:
        publishing.publish_edition(edition=edition, by=cast["author"], at=at(material.dates.published_on, 10))
    except NotForYou:
        say("  the author cannot publish")
    publishing.publish_edition(edition=edition, by=cast["manager"], at=at(material.dates.published_on, 11))
    say("  the business manager, a second person, publishes the summary")
    copies.record_copy(
        edition=edition,
        kind=Holder.BODY,
        holder="Director of Public Health",
        given_on=material.dates.published_on,
        how=HowGiven.EMAIL,
        address="public.health@northmere.example.org",
        by=cast["manager"],
        at=at(material.dates.published_on, 15),
    )


def publish_both(material: SecondCaseMaterial, case: Case, cast: Cast, say: Say) -> None:
    """A review begun after 10 June 2010: its overview report must be published as well."""
    day = material.dates.summary_approved_on
    duties.record(Phase.PUBLICATION, case=case, cast=cast, on=day, say=say)
    for kind, markdown in (
        (PaperKind.OVERVIEW, material.overview_markdown),
        (PaperKind.EXECUTIVE_SUMMARY, material.summary_markdown),
    ):
        edition = make(save(case, kind, markdown, cast, day=day), cast, day=day)
        publishing.approve_edition(edition=edition, by=cast["chair"], at=at(day, 15))
        publishing.publish_edition(edition=edition, by=cast["manager"], at=at(material.dates.published_on, 11))
    say(f"{_day(material.dates.published_on)}: the overview report and the summary of {material.title} are published")


def _settle_the_rest(draft: Draft, author: User, *, day_at: datetime) -> None:
    """What the register does not know: links are rewritten, everything else is kept with a reason."""
    for finding in draft.found.filter(settlement=""):
        finding.refresh_from_db()
        if finding.settlement:
            continue
        link = finding.rule == PUBLIC_LINK and draft.upload_sha256
        settling.settle_finding(
            finding=finding,
            settlement=Settlement.REPLACE if finding.listed or link else Settlement.KEEP,
            replacement="[left out]" if link else "",
            reason=UNLINK if link else KEEP,
            by=author,
            at=day_at,
        )


def _tell_what_blocks(draft: Draft, author: User, say: Say) -> None:
    gate = draft_page(author, draft.pk).gate
    assert gate is not None
    blocking = [finding for finding in gate.findings if finding.severity == "block"]
    counts = Counter(finding.check for finding in blocking)
    say("  " + ", ".join(f"{counts[check]} of {check}" for check in CHECKS if counts[check]))
    for check in CHECKS:
        told = [row for row in blocking if row.check == check]
        links = [row for row in told if row.rule == PUBLIC_LINK]
        for finding in links + [row for row in told if row not in links][:3]:
            say(f"    {check}: {finding.rule} at {finding.where}: {finding.advice}")


def rehearse_withdrawal(cast: Cast, say: Say, *, today: date) -> None:
    """What would be left of the first summary if it had to go today? Tried beside the live site."""
    manager = cast["manager"]
    edition = Edition.objects.filter(state=EditionState.PUBLISHED, kind=PaperKind.EXECUTIVE_SUMMARY).earliest(
        "published_at"
    )
    page = whereabouts_page(manager, edition.pk)
    found = rehearse([number for _, number in page.together], at=at(today, 16), on=today)
    copies.record_rehearsal(
        edition=edition,
        milliseconds=found.milliseconds,
        files=found.files,
        places=len(page.lines),
        failures=found.failures,
        by=manager,
        at=at(today, 16),
    )
    say(f"{_day(today)}: taking the summary down is rehearsed: {len(found.failures)} things would be left")
