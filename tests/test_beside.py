"""Does a piece of work come out the same in a copy of the process, and does nothing depend on there being one?"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable

import pytest

from safelight.cli import beside
from safelight.cli.beside import in_a_copy, may_copy
from safelight.core.collecting import without_collecting
from safelight.core.review.chronology.aside import in_turn
from safelight.core.review.chronology.merge import merge
from tests.core.review.chronology.made_up import dated


def test_work_is_done_in_another_process_where_one_may_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert may_copy()
    assert in_a_copy(os.getpid)() != os.getpid()


@pytest.mark.parametrize(("platform", "processors"), [("linux", 1), ("linux", None), ("darwin", 8), ("win32", 8)])
def test_work_is_done_here_where_no_copy_may_be_made(
    monkeypatch: pytest.MonkeyPatch, platform: str, processors: int | None
) -> None:
    monkeypatch.setattr(beside.sys, "platform", platform)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert in_a_copy(os.getpid)() == os.getpid()


def test_work_is_done_here_where_the_copy_comes_to_grief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done"

    assert in_a_copy(work)() == "done"


def test_what_is_merged_in_copies_is_what_is_merged_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    told = "Bruise of 3 cm on left cheek seen by the health visitor at home."
    files = (
        dated(("14/03/2008", told), ("20/03/2008", "Plan: will refer to the paediatrician."), name="One.csv"),
        dated(("14/03/2008", told), ("02/09/2008", "Referral made to the police."), name="Police.csv"),
        dated(("16/03/2008", told.replace("3 cm", "4 cm")), name="Three.csv"),
    )
    in_copies = merge(files, aside=in_a_copy)
    assert in_copies == merge(files, aside=in_turn)
    assert in_copies.remarks
    assert in_copies.gaps


@pytest.mark.parametrize("enabled", [True, False])
def test_collecting_goes_on_as_before(enabled: bool) -> None:
    was: Callable[[], None] = gc.enable if gc.isenabled() else gc.disable
    try:
        (gc.enable if enabled else gc.disable)()
        with without_collecting():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        was()
