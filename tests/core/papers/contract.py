"""What must every format of paper be able to do? Classes of tests that each of them inherits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import ClassVar

import pytest

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Edit, Passage, UnreadablePaper
from safelight.core.papers.reading import read_paper, rewrite_paper
from tests.core.papers.builders import SHOWN

WORD = "Quillon"
LABEL = "Child N"


def relabel(passage: Passage) -> Sequence[Edit]:
    """Replace the hidden name wherever it stands."""
    return [Edit(found.start(), found.end(), LABEL) for found in re.finditer(WORD, passage.text)]


def leave(_passage: Passage) -> Sequence[Edit]:
    """Change nothing."""
    return ()


@lru_cache(maxsize=256)
def relabelled(data: bytes, name: str) -> bytes:
    """The copy of a paper with the name replaced."""
    return rewrite_paper(data, name=name, edits=relabel)


class PaperContract:
    """Inherit it, fill in the class variables, and every promise of a format is tested."""

    ending: ClassVar[str]
    clean: ClassVar[Callable[[], bytes]]
    hiding: ClassVar[dict[str, Callable[[str], bytes]]]
    showing: ClassVar[dict[str, Callable[[str], bytes]]]

    def name(self) -> str:
        return f"summary{self.ending}"

    def test_a_clean_paper_has_nothing_hidden_and_nothing_unreadable(self) -> None:
        data = type(self).clean()
        assert find_hidden(data, name=self.name()) == ()
        assert read_paper(data, name=self.name()).unreadable == ()

    def test_what_a_paper_shows_is_read_as_visible(self) -> None:
        paper = read_paper(type(self).clean(), name=self.name())
        assert any(SHOWN in passage.text and passage.visible for passage in paper.passages)

    def test_every_passage_knows_its_key_and_its_place(self) -> None:
        paper = read_paper(type(self).clean(), name=self.name())
        assert [passage.key for passage in paper.passages] == list(range(len(paper.passages)))
        assert all(passage.where for passage in paper.passages)

    def test_every_hiding_place_is_read_and_reported(self, hiding_place: str) -> None:
        data = self.hiding[hiding_place](WORD)
        paper = read_paper(data, name=self.name())
        found = find_hidden(data, name=self.name())
        assert found, "nothing hidden was found"
        assert all(one.rule and one.where and one.advice for one in found)
        said = any(WORD in passage.text for passage in paper.passages)
        assert said or any(WORD in one.text for one in found) or paper.unreadable

    def test_what_names_somebody_without_hiding_is_read(self, showing_place: str) -> None:
        data = self.showing[showing_place](WORD)
        assert any(WORD in passage.text for passage in read_paper(data, name=self.name()).passages)

    def test_what_is_not_hidden_is_not_called_hidden(self, showing_place: str) -> None:
        assert find_hidden(self.showing[showing_place](WORD), name=self.name()) == ()

    def test_the_same_bytes_read_the_same_twice(self, hiding_place: str) -> None:
        data = self.hiding[hiding_place](WORD)
        assert read_paper(data, name=self.name()) == read_paper(data, name=self.name())

    def test_cut_off_bytes_end_in_one_sentence(self) -> None:
        data = type(self).clean()
        for share in (0.1, 0.5, 0.9, 0.99):
            self.refused_or_read(data[: int(len(data) * share)])

    def test_damaged_bytes_end_in_one_sentence(self) -> None:
        data = bytearray(type(self).clean())
        for place in range(0, len(data), max(len(data) // 25, 1)):
            damaged = bytes(data[:place]) + bytes([data[place] ^ 0xFF]) + bytes(data[place + 1 :])
            self.refused_or_read(damaged)

    def test_an_empty_file_is_refused(self) -> None:
        with pytest.raises(UnreadablePaper, match="empty"):
            read_paper(b"", name=self.name())

    def visible(self, data: bytes) -> str:
        paper = read_paper(data, name=self.name())
        return "\n".join(passage.text for passage in paper.passages if passage.visible)

    def refused_or_read(self, data: bytes) -> None:
        for act in (read_paper, find_hidden):
            said = refusal_of(act, data, self.name())
            assert said == "" or (said.startswith(self.name()) and "\n" not in said)


class RewritingContract(PaperContract):
    """What a format that can be written again must keep besides."""

    def test_a_copy_has_nothing_hidden_left(self, hiding_place: str) -> None:
        copy = self.copy(self.hiding[hiding_place](WORD))
        assert find_hidden(copy, name=self.name()) == ()
        assert read_paper(copy, name=self.name()).unreadable == ()
        assert WORD not in self.raw_words(copy)
        assert SHOWN in self.visible(copy)

    def test_a_copy_has_the_edits_made_and_nothing_else_changed(self, showing_place: str) -> None:
        copy = self.copy(self.showing[showing_place](WORD))
        assert find_hidden(copy, name=self.name()) == ()
        assert WORD not in self.raw_words(copy)
        before = self.visible(self.showing[showing_place](WORD))
        assert " ".join(self.visible(copy).split()) == " ".join(before.replace(WORD, LABEL).split())

    def test_a_copy_of_a_copy_is_the_same_file(self, hiding_place: str) -> None:
        copy = self.copy(self.hiding[hiding_place](WORD))
        assert self.copy(copy) == copy

    def test_a_copy_with_no_edits_still_loses_what_hides(self, hiding_place: str) -> None:
        data = self.hiding[hiding_place](WORD)
        copy = rewrite_paper(data, name=self.name(), edits=leave)
        assert find_hidden(copy, name=self.name()) == ()
        assert WORD not in self.raw_words(copy)

    def test_the_edits_are_asked_for_the_passages_that_were_read(self, hiding_place: str) -> None:
        data = self.hiding[hiding_place](WORD)
        asked: list[Passage] = []

        def note(passage: Passage) -> Sequence[Edit]:
            asked.append(passage)
            return relabel(passage)

        rewrite_paper(data, name=self.name(), edits=note)
        read = read_paper(data, name=self.name()).passages
        assert tuple(asked[: len(read)]) == read

    def test_a_fault_of_the_caller_is_not_blamed_on_the_file(self) -> None:
        def broken(_passage: Passage) -> Sequence[Edit]:
            raise KeyError("a fault of ours")

        with pytest.raises(KeyError):
            rewrite_paper(type(self).clean(), name=self.name(), edits=broken)

    def copy(self, data: bytes) -> bytes:
        return relabelled(data, self.name())

    def raw_words(self, data: bytes) -> str:
        """Everything in the finished bytes that could be found by a route that reading does not use."""
        return data.decode("utf-8", "replace") + data.decode("utf-16-le", "replace")


def refusal_of(act: Callable[..., object], data: bytes, name: str) -> str:
    """What a user is told about a file that is refused; empty if it is not."""
    try:
        act(data, name=name)
    except UnreadablePaper as refusal:
        return str(refusal)
    return ""


def pytest_generate_places(metafunc: pytest.Metafunc) -> None:
    """Run the contract's tests once for each hiding or showing place of the format."""
    contract = metafunc.cls
    if contract is None or not issubclass(contract, PaperContract):
        return
    for fixture, places in (("hiding_place", contract.hiding), ("showing_place", contract.showing)):
        if fixture in metafunc.fixturenames:
            metafunc.parametrize(fixture, list(places))
