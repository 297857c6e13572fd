"""May the tagger be taught from the invented records? Patterns unfold, marks fit, and what is kept back stays back."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.unlisted.numbers import is_nhs_number
from tools.narrative.hands import typed
from tools.narrative.patterns import PatternError, Text, read_pattern, unfold
from tools.narrative.people import Names, allowed
from tools.narrative.records import VOICES, Filling, _entries, record, records, voices
from tools.narrative.values import LABEL_OF, WORDS, parts, value
from tools.narrative.written import KINDS, fill, forms
from tools.train_tagger.kept_back import KEPT_BACK_VOICES, unseen_records
from tools.train_tagger.marked import Mark, Marked, exchanged, lowered, read_inline, renamed

EVERYBODY = Names(kept_back=None)


@pytest.mark.parametrize("voice", voices())
def test_every_pattern_of_a_voice_unfolds(voice: str) -> None:
    random = Random(voice)
    for line in (VOICES / f"{voice}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#") and not re.fullmatch(r"\[\w+\]", line.strip()):
            text = Text()
            unfold(read_pattern(line.strip()), into=text, fill=Filling(EVERYBODY, random), random=random)
            assert not set("<>{}¶") & set(text.words), line
            assert all(mark.label in LABELS for mark in text.marks)


def test_marks_hold_words_and_nothing_around_them() -> None:
    for made in records(300, random=Random(1), names=EVERYBODY):
        for mark in made.marks:
            words = made.text[mark.start : mark.end]
            assert words, made.name
            assert words == words.strip(), (made.name, words)


def test_the_same_seed_makes_the_same_records() -> None:
    first, again = (list(records(20, random=Random(4), names=EVERYBODY)) for _ in range(2))
    assert first == again


def test_voices_patterns_and_names_that_are_kept_back_are_not_taught() -> None:
    assert {made.name for made in unseen_records(40, random=Random(2))} <= set(KEPT_BACK_VOICES)
    names = [f"name{number}" for number in range(100)]
    taught, kept = allowed(names, False), allowed(names, True)
    assert kept
    assert not set(taught) & set(kept)
    assert sorted([*taught, *kept]) == sorted(names)
    lines = {which: {entry for voice in voices() for entry in _entries(voice, which)} for which in (True, False)}
    assert all(lines.values())
    assert not lines[True] & lines[False]


@pytest.mark.parametrize("pattern", ["<a|b", "a>", "{town", "x}", "<a{b|c>}"])
def test_a_pattern_with_a_bracket_missing_is_named(pattern: str) -> None:
    with pytest.raises(PatternError, match="“"):
        read_pattern(pattern)


def test_a_choice_a_slot_a_literal_and_a_decoy() -> None:
    text = Text()
    unfold(
        read_pattern("<Yes|Yes>, {town} {DEM?: a roofer} ~x~ {CODE: AB}."), into=text, random=Random(1),
        fill=lambda slot, _: {"town": ("Marden", "LOC", 1.0), "~x": ("s47", "", 0.0)}[slot],
    )  # fmt: skip
    assert text.words == "Yes, Marden a roofer s47 AB."
    assert [(text.words[m.start : m.end], m.label, m.share) for m in text.marks] == [
        ("Marden", "LOC", 1.0), ("a roofer", "DEM", 0.5), ("AB", "CODE", 1.0),
    ]  # fmt: skip


def test_a_value_that_no_list_has_is_named() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        value("unicorn", Random(1), EVERYBODY)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_form_of_a_kind_can_be_filled(kind: str) -> None:
    assert forms(kind)
    for form in forms(kind):
        words = fill(form, parts(kind, Random(form), EVERYBODY), Random(form))
        assert words == words.strip()
        assert words, form
        assert not set("{}\\") & set(words), form


def test_figures_letters_signs_and_parts_of_a_form() -> None:
    words = fill(r"##/@-{day:02} \#{day} a\@b", {"day": 7}, Random(1))
    assert re.fullmatch(r"\d\d/[A-Y]-07 #7 a@b", words)
    with pytest.raises(KeyError, match="month"):
        fill("{day} {month}", {"day": 7}, Random(1))


def test_every_kind_with_a_label_has_forms_or_a_list_and_never_both() -> None:
    listed = {path.stem for path in WORDS.glob("*.txt")}
    assert set(LABEL_OF) <= listed | KINDS
    assert not listed & KINDS


def test_invented_nhs_numbers_check_and_telephone_numbers_are_nobodys() -> None:
    random = Random(3)
    assert all(is_nhs_number(re.sub(r"\D", "", value("nhs", random, EVERYBODY))) for _ in range(50))
    assert set(LABEL_OF.values()) <= set(LABELS)


def test_hands_keep_every_mark_on_its_words() -> None:
    text = "Met Kelly Marsh at Low Gate, with her brother."
    marked = Marked("x", text, (Mark(4, 15, "PERSON"), Mark(19, 27, "LOC")))
    random = Random(5)
    for _ in range(200):
        made = typed(marked, random)
        words = [made.text[mark.start : mark.end].lower() for mark in made.marks]
        assert all(set(word) & set("kelymarshlowgt") for word in words)
        assert len(words) == 2


def test_stretches_are_exchanged_and_marks_move_with_them() -> None:
    marks = (Mark(0, 8, "PERSON"), Mark(13, 21, "PERSON"), Mark(26, 28, "LOC"))
    marked = Marked("x", "Mr Polat met Mr Polat and Ay.", marks)
    new = renamed(marked, ["Featherstone"], random=Random(1))
    assert [new.text[m.start : m.end] for m in new.marks] == ["Mr Featherstone", "Mr Featherstone", "Ay"]
    assert exchanged(marked, []).text == marked.text
    assert lowered(marked).text == marked.text.lower()


def test_inline_marks_are_read(tmp_path: Path) -> None:
    page = tmp_path / "texts.txt"
    page.write_text("=== one | diary\nSaw {PERSON*:Jo} in {LOC:Ely}.\n\n=== two | log\nNil.\n", encoding="utf-8")
    one, two = read_inline(page)
    assert (one.name, one.text, two.text) == ("one | diary", "Saw Jo in Ely.", "Nil.")
    assert [(one.text[m.start : m.end], m.label, m.direct) for m in one.marks] == [
        ("Jo", "PERSON", True), ("Ely", "LOC", False),
    ]  # fmt: skip


def test_a_record_has_a_cast_of_its_own() -> None:
    made = record(voices()[0], random=Random(6), names=EVERYBODY, hand=False)
    assert made.text
    assert made.marks
