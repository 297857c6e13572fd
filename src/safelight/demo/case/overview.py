"""What does the overview report look like when its author sends it in? Sixty pages with real names, and untidy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from safelight.core.papers.manuscript import manuscript_from_markdown
from safelight.demo.case.chronologies import entries
from safelight.demo.case.events import AGENCIES, read_events
from safelight.demo.case.genogram import draw_genogram
from safelight.demo.case.material import KeyEvent, Paper, Recommendation, ReviewFinding, TermsVersion
from safelight.demo.case.plan import action_plan_text, grid, in_full, panel_text
from safelight.demo.case.texts import fill, read_table, read_text
from safelight.demo.case.untidy import (
    add_comment,
    add_custom_properties,
    add_footnote,
    add_hidden_words,
    add_picture,
    add_text_box,
    paragraph_with,
    set_running_heads,
    track_deletion,
    track_insertion,
)
from safelight.demo.case.word import add_manuscript, open_document, save

_TREE: Final = "Figure 1: the family"
_FAMILY: Final = (
    ("Joel Adeyemi-Holt", "Subject of this review", "Born 17 May 2005, died 12 December 2009"),
    ("Hope Adeyemi-Holt", "Sister", "Born 3 September 2001"),
    ("Amara Lowther", "Sister", "Born 21 October 2008"),
    ("Simone Adeyemi-Holt", "Mother", "Born 26 March 1982"),
    ("Tomasz Jasiński", "Father of Joel", "Born 9 January 1980; lives in Eastholm"),
    ("Craig Lowther", "Mother's partner; father of Amara", "Born 14 August 1978"),
    ("Folasade Adeyemi", "Maternal grandmother", "Lives at 41 Kestrel Bank"),
    ("Brenda Fairweather", "Neighbour", "Lives at 29 Pinfold Rise"),
)


def overview_report(
    *,
    findings: Sequence[ReviewFinding],
    recommendations: Sequence[Recommendation],
    terms: Sequence[TermsVersion],
) -> Paper:
    """The overview report as a Word file, with what its author and readers left in it."""
    text = "\n\n".join(_parts(findings=findings, recommendations=recommendations, terms=terms))
    document = open_document(author="Priya Raman", title="Joel Adeyemi-Holt: overview report, final")
    document.add_heading("Joel Adeyemi-Holt: serious case review, overview report", level=0)
    document.add_paragraph("SCR-2010-01. For Northmere Safeguarding Children Board, 20 July 2010. Not for publication.")
    add_manuscript(document, manuscript_from_markdown(text))
    _leave_traces(document)
    return Paper(name="SCR-2010-01 Adeyemi-Holt overview FINAL v9 (tracked).docx", data=save(document))


def _parts(
    *, findings: Sequence[ReviewFinding], recommendations: Sequence[Recommendation], terms: Sequence[TermsVersion]
) -> Iterator[str]:
    register = read_table("register.toml")
    introduction = read_text("overview/01-introduction.txt")
    yield fill(introduction, panel=panel_text(register), contributions=_contributions())
    yield fill(
        read_text("overview/02-family.txt"),
        family=grid(("Name", "Who", "Dates and place"), _FAMILY),
        genogram=_TREE,
    )
    for name in ("03-voices", "04-narrative", "05-agencies", "06-analysis"):
        yield read_text(f"overview/{name}.txt")
    yield "# Findings"
    for finding in findings:
        yield "\n\n".join((f"## Finding {finding.number}: {finding.title}", finding.public, *finding.inside))
    yield read_text("overview/07-conclusions.txt")
    yield from _recommended(recommendations)
    yield f"# Appendix A: Terms of reference\n\n{terms[-1].text}"
    yield "# Appendix B: The events on which this report relies"
    yield grid(("When", "Time", "What happened"), [_event_row(event.key) for event in read_events()])
    yield "# Appendix C: Who recorded what"
    yield "Each agency's own words about the events in Appendix B. Where two accounts differ both are given."
    yield grid(("Date", "Agency", "As recorded"), _told_rows())
    yield "## The last weeks: from the integrated chronology"
    yield (
        "Every entry of the integrated chronology between 16 November and 11 December 2009 that comes from the school "
        "or the surgery. Most are ordinary, which is why they are here."
    )
    yield grid(("Date", "Agency", "As recorded"), _last_weeks())
    yield read_text("overview/09-appendices.txt")


def _recommended(recommendations: Sequence[Recommendation]) -> Iterator[str]:
    yield "# Recommendations"
    for each in recommendations:
        numbers = ", ".join(str(number) for number in each.findings)
        yield f"**Recommendation {each.number} ({each.group}).** {each.text} Rests on: {numbers}."
    yield "## Recommendations made by the agencies themselves"
    yield "These are carried out by each agency and reported to the board once a year."
    rows = [
        (review["agency"], *line[:3])
        for review in (read_table(f"imr/{agency}.toml") for agency in AGENCIES)
        for line in review["recommendations"]
    ]
    yield grid(("Agency", "Action", "Owner", "Date"), rows)
    yield "# Action plan"
    yield action_plan_text(recommendations)


def _contributions() -> str:
    rows = [
        (review["agency"], review["nature"], f"{review['author']}, signed by {review['signed_by']}")
        for review in (read_table(f"imr/{agency}.toml") for agency in AGENCIES)
    ]
    return grid(("Agency", "Nature of involvement", "Review written by"), rows)


def _event_row(event: KeyEvent) -> tuple[str, str, str]:
    exact = len(event.when) == len("2008-05-01")
    return (in_full(date.fromisoformat(event.when)) if exact else event.when, event.time, event.text)


def _told_rows() -> list[tuple[str, str, str]]:
    names = _names()
    return [
        (
            telling.day.strftime("%B %Y") if telling.only_month else in_full(telling.day),
            names[telling.agency],
            telling.text,
        )
        for event in read_events()
        for telling in event.tellings
    ]


def _last_weeks() -> list[tuple[str, str, str]]:
    names = _names()
    chosen = [
        (entry.day, entry.time, names[agency], entry.text)
        for agency in ("edu", "gp")
        for entry in entries(agency)
        if date(2009, 11, 16) <= entry.day <= date(2009, 12, 11)
    ]
    return [(in_full(day), agency, text) for day, _, agency, text in sorted(chosen)]


def _names() -> Mapping[str, str]:
    return {agency: str(read_table(f"imr/{agency}.toml")["agency"]) for agency in AGENCIES}


def _leave_traces(document: Any) -> None:
    set_running_heads(
        document,
        header="Northmere SCB: Joel Adeyemi-Holt, overview report. Confidential.",
        footer="SCR-2010-01. Copy 4 of 20: H Strand. Queries: 07700 900341 is the family's number, do not use.",
    )
    tree = paragraph_with(document, _TREE)
    add_picture(
        document,
        tree,
        draw_genogram(),
        alt="Family tree: Folasade Adeyemi above Simone; Simone with Tomasz Jasiński and Craig Lowther; children Joel, "
        "Hope and Amara. Joel's square is crossed.",
        file_name="adeyemi-holt genogram.png",
    )
    add_text_box(tree, "Check with Nana Folu that she is content with 41 Kestrel Bank being shown.")
    july = date(2010, 7, 14)
    story = paragraph_with(document, "Craig Lowther moved in. Simone says that he came for a weekend.")
    track_deletion(story, " He had been seen at 112 Gantry Street in April.", by="Priya Raman", on=july, number=801)
    track_insertion(story, " He brought one bag.", by="Raymond Osgood", on=july, number=802)
    add_footnote(document, story, "Simone Adeyemi-Holt to the author, 4 May 2010; Mrs Fairweather puts it in June.")
    heard = paragraph_with(document, "The call lasted for six minutes and forty seconds.")
    add_comment(
        document,
        heard,
        "Niamh O'Dowd was in the room when this call came in. Ask Helena before we finalise.",
        by="Raymond Osgood",
        initials="RO",
        on=july,
    )
    add_hidden_words(paragraph_with(document, "Hope brought a drawing"), "Drawing is in the safe, file P00452921.")
    add_custom_properties(
        document,
        {"Case": "SCR-2010-01", "Subject": "Adeyemi-Holt, Joel (Jojo)", "Social care number": "P00452918"},
    )
