"""The whole story, told once from nothing: what it leaves in the frozen site, in the audit trail and on disk."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from safelight.cli import main
from safelight.core.anonymise.engine import find_in_paper
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster, read_register
from safelight.core.papers.reading import read_paper
from safelight.records.publication.files import FORMS

ROLES = (
    "business manager",
    "board chair",
    "panel chair",
    "overview author",
    "agency author",
    "elected member",
    "auditor",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A demo that was built in a folder of its own."""

    directory: Path
    output: str

    @property
    def site(self) -> Path:
        return self.directory / "public"

    @property
    def roster(self) -> Roster:
        return read_register((self.directory / "register.toml").read_text("utf-8"))

    def files(self) -> Iterator[Path]:
        return (path for path in sorted(self.site.rglob("*")) if path.is_file())

    def page(self, kind: str, name: str) -> str:
        """The text of the one published page of a kind on which the child is called so."""
        pages = [path.read_text("utf-8") for path in self.site.glob(f"reviews/*/{kind}.html")]
        return next(page for page in pages if name in page)


def tell(directory: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAFELIGHT_")}
    result = subprocess.run(
        [sys.executable, "-m", "safelight.demo", "--directory", str(directory)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    directory = tmp_path_factory.mktemp("told") / "demo"
    return Told(directory=directory, output=tell(directory))


def every_reading(path: Path) -> Iterator[bytes]:
    """The raw bytes of a file and, of a PDF, every object and stream unpacked, of an ODT every part."""
    raw = path.read_bytes()
    yield raw
    if path.suffix == ".odt":
        with zipfile.ZipFile(path) as parts:
            yield from map(parts.read, parts.namelist())
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            for number in range(1, len(pdf.objects) + 1):
                thing = pdf.get_object((number, 0))
                yield thing.unparse(resolved=True)
                if isinstance(thing, pikepdf.Stream):
                    try:
                        yield thing.read_bytes()
                    except (pikepdf.PdfError, zlib.error):
                        yield thing.read_raw_bytes()


def test_nothing_of_the_register_is_in_any_file_of_the_frozen_site(told: Told) -> None:
    assert len(list(told.files())) > 10
    for path in told.files():
        if path.suffix not in {".html", ".pdf", ".odt"}:
            continue
        paper = read_paper(path.read_bytes(), name=path.name)
        assert find_in_paper(paper, roster=told.roster) == (), path.name
        assert residue("\n".join(passage.text for passage in paper.passages), roster=told.roster) == (), path.name


def test_no_name_of_the_register_is_in_any_byte_of_the_frozen_site(told: Told) -> None:
    names = {name for person in told.roster.people for name in (*person.names, *person.known_as) if " " in name}
    names |= {name for place in told.roster.places for name in place.names} | {told.roster.case_reference}
    needles = {form for name in names for form in (name.encode(), name.encode("utf-16-be"), name.encode("utf-16-le"))}
    assert len(needles) > 60
    for path in told.files():
        for reading in every_reading(path):
            lowered = reading.lower()
            assert not [needle for needle in needles if needle.lower() in lowered], path.name


def test_the_published_summary_names_the_three_officers_and_the_panel_by_post(told: Told) -> None:
    page = told.page("executive-summary", "Child R")
    text = re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'").replace("&#x27;", "'").replace("&amp;", "&")
    for officer in told.roster.officers:
        assert officer.name in text
    for member in told.roster.panel:
        assert member.job_title in text
        assert member.organisation in text


def test_the_first_review_publishes_its_summary_alone_and_the_second_its_overview_too(told: Told) -> None:
    kinds: dict[str, set[str]] = {}
    for index in told.site.glob("reviews/*/index.html"):
        child = re.search(r"Child [A-Z]", index.read_text("utf-8"))
        assert child
        kinds[child.group()] = {path.name for path in index.parent.iterdir()}
    forms = (*FORMS, "words.js")
    both = {"index.html", "index.jsonld", "plan.html", "plan.words.js"}
    both |= {f"executive-summary.{form}" for form in forms}
    assert kinds["Child R"] == both | {f"learning-brief.{form}" for form in forms}
    assert kinds["Child U"] == both | {f"overview.{form}" for form in forms}


def test_the_published_plan_shows_three_overdue_actions(told: Told) -> None:
    plan = next(path for path in told.site.glob("reviews/*/plan.html") if "Child R" in path.read_text("utf-8"))
    assert "overdue: 3" in plan.read_text("utf-8")


def test_the_story_says_what_was_refused_and_why(told: Told) -> None:
    for words in (
        "panel chair: refused. The person proposed as chair of the panel is a member of the board.",
        "goes to the gate: refused",
        "identity: public-link at the words of the draft",
        "publication is refused: Publication is held: criminal proceedings.",
        "the author cannot publish",
        "a request for the overview (media): refused",
        "a request for the overview (elected member): referred",
        "3 overdue",
        "The audit trail is whole",
    ):
        assert words in told.output


def test_there_is_one_sign_in_for_each_role(told: Told) -> None:
    for role in ROLES:
        assert re.search(rf"^  {role} +\S+@\S+ ", told.output, re.MULTILINE), role


def test_the_audit_trail_verifies_and_a_row_changed_by_hand_is_named(
    told: Told, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def verify() -> tuple[int, str]:
        environment = {**os.environ, "SAFELIGHT_DATA": str(told.directory)}
        environment["DJANGO_SETTINGS_MODULE"] = "safelight.web.settings"
        result = subprocess.run(
            [sys.executable, "-m", "safelight", "audit", "verify"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout + result.stderr

    assert verify()[0] == 0
    with sqlite3.connect(told.directory / "db.sqlite3") as database:
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
        ).fetchall()
        assert len(triggers) >= 2
        with pytest.raises(sqlite3.DatabaseError):
            database.execute("UPDATE audit_entry SET action = 'cases.nothing' WHERE number = 100")
        database.rollback()
        for name, _ in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        (was,) = database.execute("SELECT action FROM audit_entry WHERE number = 100").fetchone()
        database.execute("UPDATE audit_entry SET action = 'cases.nothing' WHERE number = 100")
        database.commit()
        try:
            code, said = verify()
        finally:
            database.execute("UPDATE audit_entry SET action = ? WHERE number = 100", [was])
            for _, sql in triggers:
                database.execute(sql)
            database.commit()
    assert code == 1
    assert "100" in said
    assert verify()[0] == 0


def test_the_public_command_line_checks_the_published_pages(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    register = str(told.directory / "register.toml")
    for path in told.files():
        # The page for searching alone runs a script, which the check names as something hidden, and rightly.
        if path.suffix in {".html", ".pdf", ".odt"} and path.name != "search.html":
            code = main(["check", str(path), "--register", register, "--checks", "identity,hidden"])
            assert code == 0, (path.name, capsys.readouterr().out)


def test_a_folder_that_is_no_demo_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "letters"
    kept.mkdir()
    (kept / "letter.txt").write_text("Keep me.")
    result = subprocess.run(
        [sys.executable, "-m", "safelight.demo", "--directory", str(kept)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert (kept / "letter.txt").read_text() == "Keep me."
