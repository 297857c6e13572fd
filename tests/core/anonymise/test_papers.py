"""Is a whole paper searched and rewritten, also where a name is split, and is the copy proved on its bytes?"""

import io
from collections.abc import Callable
from pathlib import PurePath

import docx
import pytest

from safelight.core.anonymise import engine
from safelight.core.anonymise.engine import CannotAnonymise, anonymise_paper, find_in_paper
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Paper, PaperFormat, Part, Passage, UnreadablePaper
from safelight.core.papers.reading import read_paper
from tests.core.anonymise.people import roster


def paper_of(*texts: str, part: Part = Part.BODY) -> Paper:
    passages = tuple(Passage(text, f"paragraph {n}", part, True, n - 1) for n, text in enumerate(texts, 1))
    return Paper(PaperFormat.TEXT, "paper.txt", "0" * 64, passages)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("Oka", "for said"), ["Oka\nfor"]),
        (("ring 07700", "900123 now"), ["07700\n900123"]),
        (("NHS 943", "476", "5919"), ["943\n476\n5919"]),
        (("born 11", "February 2005"), ["11\nFebruary 2005"]),
        (("Liam", "Okafor-Reed"), ["Liam", "Okafor-Reed"]),
        (("the end of", "May said"), ["May"]),
        (("nothing", "here"), []),
    ],
)
def test_a_mention_split_over_passages_is_found(texts: tuple[str, ...], found: list[str]) -> None:
    placed = find_in_paper(paper_of(*texts), roster=roster())
    assert [p.finding.text for p in placed] == found


def test_a_split_mention_says_where_it_begins_and_ends() -> None:
    (placed,) = find_in_paper(paper_of("one", "Oka", "for"), roster=roster())
    assert placed.where == "paragraph 2 to paragraph 3"
    assert (placed.finding.start, placed.finding.end) == (0, 7)


def test_passages_of_different_parts_are_not_put_together() -> None:
    first, second = paper_of("Oka").passages[0], Passage("for", "header 1", Part.HEADER, True, 1)
    paper = Paper(PaperFormat.DOCX, "paper.docx", "0" * 64, (first, second))
    assert find_in_paper(paper, roster=roster()) == ()


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Liam Okafor"
    first = document.add_paragraph()
    first.add_run("Li").bold = True
    first.add_run("am's mother lived at 14 Marl ")
    first.add_run("Street.").italic = True
    document.add_paragraph("Oka")
    document.add_paragraph("for said no. NHS 943 476")
    document.add_paragraph("5919 was noted by Margaret Ellison.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Liam"
    table.cell(0, 1).text = "DOB 11.2.05"
    document.sections[0].header.paragraphs[0].text = "SCR 2009/03"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_file() -> bytes:
    return "Liam’s mother, born 11\nFebruary 2005.\nOka-\nfor came with Margaret Ellison.".encode()


def web_page() -> bytes:
    return (
        b"<!DOCTYPE html><html lang='en'><head><title>Liam</title></head><body><!-- Okafor -->"
        b"<p>L<b>iam</b>&#39;s mother <a href='https://example.org/liam-okafor'>wrote</a> to Margaret Ellison</p>"
        b"<p style='display:none'>May Okafor</p></body></html>"
    )


PAPERS = {"summary.docx": word_file, "summary.txt": text_file, "summary.md": text_file, "summary.html": web_page}


@pytest.mark.parametrize("name", PAPERS)
def test_the_copy_identifies_nobody_hides_nothing_and_still_names_the_officer(name: str) -> None:
    result = anonymise_paper(PAPERS[name](), name=name, roster=roster())
    copy = read_paper(result.data, name=name)
    assert find_in_paper(copy, roster=roster()) == ()
    assert find_hidden(result.data, name=name) == ()
    assert any("Margaret Ellison" in passage.text for passage in copy.passages)
    assert result.replaced


@pytest.mark.parametrize("name", PAPERS)
def test_anonymising_a_copy_again_finds_nothing_more(name: str) -> None:
    once = anonymise_paper(PAPERS[name](), name=name, roster=roster())
    assert anonymise_paper(once.data, name=name, roster=roster()).replaced == ()


def test_the_words_around_a_split_name_stay() -> None:
    copy = read_paper(anonymise_paper(word_file(), name="a.docx", roster=roster()).data, name="a.docx")
    body = [passage.text for passage in copy.passages if passage.part is Part.BODY]
    assert body[:4] == [
        "Child N's mother lived at an address.",
        "the family",
        "said no. NHS a reference number",
        "was noted by Margaret Ellison.",
    ]


def test_a_copy_that_still_shows_somebody_is_refused_with_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaves_everything(untrusted_data: bytes, *, name: str, edits: Callable[[Passage], object]) -> bytes:
        return untrusted_data

    monkeypatch.setattr(engine, "rewrite_paper", leaves_everything)
    with pytest.raises(CannotAnonymise) as refused:
        anonymise_paper(b"Liam was seen.", name="a.txt", roster=roster())
    assert "Liam" in refused.value.reasons[0]


def test_a_copy_that_hides_something_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaves_a_comment(untrusted_data: bytes, *, name: str, edits: Callable[[Passage], object]) -> bytes:
        return (
            b"<!DOCTYPE html><html lang='en'><head><title>x</title></head><body><!-- a remark --><p>y</p></body></html>"
        )

    monkeypatch.setattr(engine, "rewrite_paper", leaves_a_comment)
    with pytest.raises(CannotAnonymise) as refused:
        anonymise_paper(web_page(), name="a.html", roster=roster())
    assert any("comment" in reason for reason in refused.value.reasons)


def test_a_file_that_cannot_be_read_is_said_to_be_so() -> None:
    name = str(PurePath("broken.docx"))
    with pytest.raises(UnreadablePaper, match=name):
        anonymise_paper(b"not a document", name=name, roster=roster())
