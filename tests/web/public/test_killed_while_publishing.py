"""A process killed at any step of publication leaves the old site or the new one, and the next start does the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from safelight.web import starting
from safelight.web.public import build
from tests.web.world import TODAY, World

ROOT = Path(__file__).parents[3]


def test_whenever_it_is_killed_the_site_is_the_old_or_the_new_one_and_the_next_start_repairs_the_rest(
    tmp_path: Path,
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.web.public.killed", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout.splitlines()[-1])
    steps = told["steps"]
    assert told["differ"]
    assert len(steps) > 15
    assert all(step["killed"] for step in steps)
    assert {step["whole"] for step in steps} == {"old", "new"}
    assert all(step["repaired"] for step in steps)
    assert all(step["caught_up"] for step in steps if step["whole"] == "old")
    assert all(step["left"] == 1 for step in steps), "only the folder that the site's link points at is left"


def test_a_start_with_nothing_to_catch_up_builds_nothing(
    in_world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    build.rebuild(on=TODAY)
    monkeypatch.setattr(build, "rebuild", lambda: pytest.fail("there was nothing to build"))
    assert not build.catch_up()


def test_what_keeps_the_site_back_does_not_keep_the_desk_from_starting(
    in_world: World, settings: Any, tmp_path: Path, visitors: dict[str, Client], caplog: pytest.LogCaptureFixture
) -> None:
    settings.PUBLIC_SITE = tmp_path / "web" / "public"
    settings.PUBLIC_SITE.mkdir(parents=True)
    starting.start()
    assert [record.getMessage() for record in caplog.records] == [
        "The public site could not be brought up to date at the start."
    ]
    assert visitors["manager"].get("/desk/").status_code == 200


def test_what_goes_wrong_after_the_swap_leaves_the_new_site_where_it_is(
    in_world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PUBLIC_SITE = tmp_path / "web" / "public"

    def a_full_disk(site: Path, made_of: str) -> None:
        raise OSError("No space is left.")

    with monkeypatch.context() as patched:
        patched.setattr(build, "_note", a_full_disk)
        with pytest.raises(OSError, match="No space"):
            build.rebuild(on=TODAY)
    assert (settings.PUBLIC_SITE / "index.html").is_file()
    assert build.catch_up(), "nothing says what it is made of, so the next start builds it again"
