from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import docx
import pytest

from safelight import __version__
from safelight.cli import main
from tests.tagger import stand_in

REGISTER = """
[case]
reference = "SCR-2009-03"

[[person]]
id = "child"
role = "subject"
names = ["Liam Okafor-Reed"]
known_as = ["Lee"]
date_of_birth = 2005-02-11
phones = ["07700 900123"]
pseudonym = "Child N"

[[place]]
id = "school"
kind = "school"
names = ["St Oswin's Primary School", "St Oswin's"]
replacement = "a primary school"
"""
HARMLESS = "The board met and agreed what is to be learned.\n"
TELLING = "Liam Okafor-Reed went to St Oswin's. Call 07700 900123.\n"
POLICE = "Date,Time,Source,Event\n14/03/2008,09:30,log,Officers attended Marl Street.\n???,,,\n"
HOUSING = "Date,Source,Event\n20/05/2008,letter,Tenancy ended.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a register, documents and chronologies in it."""
    for name, text in {
        "register.toml": REGISTER,
        "harmless.txt": HARMLESS,
        "telling.txt": TELLING,
        "police.csv": POLICE,
        "housing.csv": HOUSING,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "junk.docx").write_bytes(os.urandom(2000))
    (tmp_path / "broken.toml").write_text("[[person]]\nid = ", "utf-8")
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules find the same whatever the tagger has learned."""
    stand_in(monkeypatch)


def feed(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_document_that_identifies_a_child_is_blocked_and_exits_1(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "check", "telling.txt", "--register", "register.toml", "--format", "json")
    report = json.loads(out)
    assert (code, err) == (1, "")
    assert (report["document"], report["verdict"]) == ("telling.txt", "blocked")
    assert set(report) == {"document", "sha256", "verdict", "findings"}
    identity = [finding for finding in report["findings"] if finding["check"] == "identity"]
    assert {finding["person"] for finding in identity} == {"child", "school"}
    assert all(
        set(finding) - {"label", "score", "found_by"}
        == {"check", "rule", "severity", "person", "where", "text", "advice"}
        for finding in report["findings"]
    )
    assert {finding["severity"] for finding in identity} == {"block"}


def test_a_harmless_document_passes_the_checks_asked_for(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("check", "harmless.txt", "--register", "register.toml", "--checks", "identity,hidden")
    code, out, _ = run(capsys, *words, "--format", "json")
    report = json.loads(out)
    assert (code, report["verdict"], report["findings"]) == (0, "pass", [])


def test_the_exit_code_is_1_exactly_when_a_finding_blocks(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for checks in ("identity", "hidden", "unlisted", "content", "identity, hidden"):
        code, out, _ = run(
            capsys, "check", "telling.txt", "--register", "register.toml", "--checks", checks, "--format", "json"
        )
        report = json.loads(out)
        blocks = any(finding["severity"] == "block" for finding in report["findings"])
        assert (code, report["verdict"]) == ((1, "blocked") if blocks else (0, "pass"))
        assert {finding["check"] for finding in report["findings"]} <= {part.strip() for part in checks.split(",")}


def test_the_text_for_people_says_where_what_and_what_to_do(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "telling.txt", "--register", "register.toml")
    assert code == 1
    assert "telling.txt: BLOCKED" in out
    assert "“Liam Okafor-Reed” [child]" in out
    assert "replace with 'Child N'" in out


def test_a_kind_of_unlisted_mention_blocks_where_it_is_asked_for(
    desk: Path, capsys: pytest.CaptureFixture[str], rules_alone: None
) -> None:
    (desk / "stranger.txt").write_text("Mrs Dorothy Wexcombe rang on 3 March 2008.\n", "utf-8")
    words = ("check", "stranger.txt", "--register", "register.toml", "--checks", "identity,unlisted")
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert "pass, nothing found that blocks publication; 2 to look at" in out
    assert "      People; sure (0.93); found by a rule\n      a title and a name: add it to the register" in out
    code, out, _ = run(capsys, *words, "--block", "person, CODE")
    assert code == 1
    assert "stranger.txt: BLOCKED, 1 finding; 1 to look at" in out
    report = json.loads(run(capsys, *words, "--block", "PERSON", "--format", "json")[1])
    told = {finding["label"]: finding for finding in report["findings"]}
    assert (told["PERSON"]["severity"], told["DATETIME"]["severity"]) == ("block", "warn")
    assert (told["PERSON"]["score"], told["PERSON"]["found_by"]) == (0.93, "rules")


def test_text_is_checked_from_standard_input(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, TELLING)
    code, out, _ = run(capsys, "check", "-", "--register", "register.toml", "--checks", "identity", "--format", "json")
    assert (code, json.loads(out)["document"]) == (1, "-")


# ── anonymise ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_anonymised_copy_passes_the_check_and_the_report_says_what_was_replaced(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(
        capsys, "anonymise", "telling.txt", "--register", "register.toml", "--output", "copy.txt", "--report", "r.json"
    )
    assert code == 0
    assert "Wrote copy.txt" in out
    text = (desk / "copy.txt").read_text("utf-8")
    assert "Liam" not in text
    assert "Child N" in text
    replaced = json.loads((desk / "r.json").read_text("utf-8"))["replaced"]
    assert {row["person"] for row in replaced} == {"child", "school"}
    assert run(capsys, "check", "copy.txt", "--register", "register.toml", "--checks", "identity,hidden")[0] == 0
    assert sorted(path.name for path in desk.iterdir() if "part" in path.name) == []


def test_a_word_document_is_anonymised_in_place(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    document.add_paragraph("Liam Okafor-Reed is well.")
    document.save(str(desk / "summary.docx"))
    code, _, err = run(capsys, "anonymise", "summary.docx", "--register", "register.toml", "--output", "copy.docx")
    assert (code, err) == (0, "")
    texts = [paragraph.text for paragraph in docx.Document(str(desk / "copy.docx")).paragraphs]
    assert texts == ["Child N is well."]


def test_where_a_copy_cannot_be_made_safe_nothing_is_written_and_the_reasons_are_given(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from safelight.core.anonymise import engine

    def refuse(*_: object, **__: object) -> None:
        raise engine.CannotAnonymise(["page 2 is only a picture"])

    monkeypatch.setattr(engine, "anonymise_paper", refuse)
    words = ("anonymise", "telling.txt", "--register", "register.toml", "--output", "copy.txt", "--report", "r.json")
    code, out, err = run(capsys, *words)
    assert (code, err) == (1, "")
    assert "page 2 is only a picture" in out
    assert not (desk / "copy.txt").exists()
    assert not (desk / "r.json").exists()


# ── detect ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_lines_of_json_are_answered_one_by_one_in_order_with_offsets_in_code_points(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["👶 Mrs Jane Smithers rang from 07700 900123.", "Nothing at all.", "A\u2028line break and Mr Otis Varley."]
    feed(
        monkeypatch, "\n".join(json.dumps({"id": n, "text": text}, ensure_ascii=False) for n, text in enumerate(texts))
    )
    code, out, _ = run(capsys, "detect", "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, [answer["id"] for answer in answers]) == (0, [0, 1, 2])
    spans = {texts[0][start:end]: label for start, end, label, score in answers[0]["spans"] if 0 <= score <= 1}
    assert spans["07700 900123"] == "CODE"
    assert any("Smithers" in text and label == "PERSON" for text, label in spans.items())
    assert answers[1]["spans"] == []


def test_mentions_in_documents_are_listed_by_kind(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "detect", "telling.txt")
    assert code == 0
    assert "07700 900123" in out
    assert "People" in out
    code, out, _ = run(capsys, "detect", "telling.txt", "harmless.txt", "--format", "json")
    documents = json.loads(out)["documents"]
    assert [document["document"] for document in documents] == ["telling.txt", "harmless.txt"]
    assert {"where", "start", "end", "label", "score", "text"} == set(documents[0]["spans"][0])


def test_plain_text_comes_from_standard_input(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, TELLING)
    code, out, _ = run(capsys, "detect", "--format", "json")
    spans = json.loads(out)["documents"][0]["spans"]
    assert code == 0
    assert all(TELLING[span["start"] : span["end"]] == span["text"] for span in spans)


# ── chronology merge ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_chronologies_are_merged_and_an_unreadable_row_exits_1(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("chronology", "merge", "housing.csv", "police.csv", "--output", "all.csv", "--report", "all.json")
    code, out, _ = run(capsys, *words, "--born", "2005-02-11")
    assert code == 1
    assert "police.csv, row 3" in out
    with (desk / "all.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["date"], row["age"], row["source"]) for row in rows] == [
        ("2008-03-14", "3y 1m", "Police: log"),
        ("2008-05-20", "3y 3m", "Housing: letter"),
    ]
    report = json.loads((desk / "all.json").read_text("utf-8"))
    assert report["rows_read"] == report["rows_written"] + len(report["unreadable"]) == 3
    assert report["gaps"] == [{"from": "2008-03-14", "to": "2008-05-20", "days": 67}]


def test_chronologies_without_a_bad_row_exit_0(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "chronology", "merge", "housing.csv", "--output", "all.html")[0] == 0
    assert "Tenancy ended." in (desk / "all.html").read_text("utf-8")


def test_two_files_of_one_name_are_told_apart_by_their_directories(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("one", "two"):
        (desk / place).mkdir()
        (desk / place / "chronology.csv").write_text(HOUSING, "utf-8")
    run(capsys, "chronology", "merge", "one/chronology.csv", "two/chronology.csv", "--output", "all.csv")
    with (desk / "all.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["file"] for row in csv.DictReader(stream)] == ["one/chronology.csv", "two/chronology.csv"]


# ── rulebook, audit, and what goes wrong ─────────────────────────────────────────────────────────────────────────────


def test_the_rules_of_a_regime_are_shown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rulebook", "show", "scr-2010", "--format", "json")
    shown = json.loads(out)
    assert code == 0
    assert "publication.summary" in {rule["duty"] for rule in shown["rules"]}
    code, out, _ = run(capsys, "rulebook", "show", "--on", "2010-06-14")
    assert code == 0
    assert "14 June 2010" in out


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ((), "Serious case review initiated on 1 April 2010"),
        (("scr-2010", "--on", "2013-05-01"), "Serious case review initiated on 1 May 2013"),
        (("--on", "2024-02-01"), "Local child safeguarding practice review initiated on 1 February 2024"),
        (("--on", "2017-03-01", "--jurisdiction", "wales"), "Child practice review initiated on 1 March 2017"),
        (("sar", "--on", "2020-02-03"), "Safeguarding adults review initiated on 3 February 2020"),
        (("cpr",), "Child practice review initiated on"),
        (("dhr-2016",), "Domestic homicide review initiated on"),
        (("dhr", "--jurisdiction", "wales"), "Domestic homicide review initiated on"),
        (("wt2013",), "Serious case review initiated on 15 April 2013"),
        (("wt2013", "--on", "2014-05-01"), "Serious case review initiated on 1 May 2014"),
    ],
)
def test_a_kind_of_review_is_shown_as_it_stood_on_a_day(
    asked: tuple[str, ...], title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "rulebook", "show", *asked)
    assert code == 0
    assert title in " ".join(out.split())
    assert "WHERE NO RULE GOVERNS" in out


def test_the_version_and_help_exit_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"safelight {__version__}\n", "")
    code, out, err = run(capsys, "chronology", "merge", "--help")
    assert (code, err) == (0, "")
    assert "--born" in out


CHECK = ("--register", "register.toml")
UNUSABLE = {
    "no verb": ((), "VERB"),
    "an unknown verb": (("publish",), "publish"),
    "half a verb": (("chronology",), "VERB"),
    "no register": (("check", "harmless.txt"), "--register"),
    "an unknown flag": (("check", "harmless.txt", *CHECK, "--force"), "--force"),
    "a missing document": (("check", "gone.txt", *CHECK), "gone.txt"),
    "a directory": (("check", ".", *CHECK), "directory"),
    "a name with a null byte": (("check", "a\0b.txt", *CHECK), "cannot be read"),
    "an unknown format": (("check", "register.toml", *CHECK), "register.toml"),
    "binary junk": (("check", "junk.docx", *CHECK), "junk.docx"),
    "text in another encoding": (("check", "latin.txt", *CHECK), "latin.txt"),
    "a missing register": (("check", "harmless.txt", "--register", "gone.toml"), "gone.toml"),
    "a broken register": (("check", "harmless.txt", "--register", "broken.toml"), "broken.toml"),
    "a binary register": (("check", "harmless.txt", "--register", "latin.txt"), "latin.txt"),
    "an unknown check": (("check", "harmless.txt", *CHECK, "--checks", "identity,spelling"), "spelling"),
    "no check": (("check", "harmless.txt", *CHECK, "--checks", ","), "--checks"),
    "an unknown kind to block": (("check", "harmless.txt", *CHECK, "--block", "PERSON,NAME"), "PERSON, CODE, LOC, ORG"),
    "no kind to block": (("check", "harmless.txt", *CHECK, "--block", ","), "--block"),
    "a kind to block without its check": (
        ("check", "harmless.txt", *CHECK, "--checks", "identity", "--block", "PERSON"),
        "'unlisted'",
    ),
    "an unknown rulebook": (("check", "harmless.txt", *CHECK, "--rulebook", "scr-1066"), "scr-1066"),
    "an unknown output format": (("check", "harmless.txt", *CHECK, "--format", "yaml"), "yaml"),
    "both from standard input": (("check", "-", "--register", "-"), "standard input"),
    "no output": (("anonymise", "telling.txt", *CHECK), "--output"),
    "another format": (("anonymise", "telling.txt", *CHECK, "--output", "copy.docx"), "copy.docx"),
    "an output over the input": (("anonymise", "telling.txt", *CHECK, "--output", "telling.txt"), "overwritten"),
    "an output over the register": (
        ("anonymise", "telling.txt", *CHECK, "--output", "c.txt", "--report", "register.toml"),
        "overwritten",
    ),
    "two outputs in one place": (("anonymise", "telling.txt", *CHECK, "--output", "c.txt", "--report", "c.txt"), "two"),
    "no such directory": (("anonymise", "telling.txt", *CHECK, "--output", "no/copy.txt"), "directory"),
    "an output that is a directory": (("anonymise", "telling.txt", *CHECK, "--output", "."), "not a file"),
    "a picture to detect in": (("detect", "photo.png"), "photo.png"),
    "a document that is no JSON": (("detect", "--jsonl", "telling.txt"), "line 1"),
    "a chronology of another kind": (("chronology", "merge", "telling.txt", "--output", "a.csv"), "telling.txt"),
    "a chronology given twice": (("chronology", "merge", "police.csv", "./police.csv", "--output", "a.csv"), "twice"),
    "a chronology from standard input": (("chronology", "merge", "-", "--output", "a.csv"), "standard input"),
    "a chronology as PDF": (("chronology", "merge", "police.csv", "--output", "a.pdf"), "a.pdf"),
    "a chronology over its source": (("chronology", "merge", "police.csv", "--output", "police.csv"), "overwritten"),
    "an impossible birth": (("chronology", "merge", "police.csv", "--output", "a.csv", "--born", "11/2/05"), "11/2/05"),
    "an unknown regime": (("rulebook", "show", "scr-1066"), "scr-1066"),
    "a review that is not held there": (("rulebook", "show", "sar", "--jurisdiction", "wales"), "not held in 'wales'"),
    "an unknown country": (("rulebook", "show", "--on", "2010-06-14", "--jurisdiction", "atlantis"), "atlantis"),
    "no database": (("audit", "verify", "--database", "nowhere"), "nowhere"),
}


@pytest.mark.parametrize(("words", "said"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_what_cannot_be_done_is_said_in_one_line_and_exits_2(
    words: tuple[str, ...], said: str, desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, "")
    before = {path: path.read_bytes() for path in desk.iterdir() if path.is_file()}
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("safelight: ")
    assert err.count("\n") == 1
    assert said in err
    assert {path: path.read_bytes() for path in desk.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    "line", ["[1, 2]", '{"id": 1}', '{"text": "x"}', '{"id": 1, "text": 5}', "{", "[" * 100_000, '"x"', "NaN"]
)
def test_a_bad_line_of_json_is_named_and_nothing_is_printed(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, '{"id": 1, "text": "Mr Otis Varley"}\n\n' + line)
    code, out, err = run(capsys, "detect", "--jsonl")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "standard input, line 3" in err


@pytest.mark.parametrize("words", [("detect",), ("detect", "--jsonl"), ("check", "-", "--register", "register.toml")])
def test_standard_input_that_is_no_text_exits_2(
    words: tuple[str, ...], desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, b"\xff\xfe\x00caf\xe9")
    code, out, err = run(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "standard input" in err


def test_a_fault_of_our_own_is_one_line_without_what_it_says(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from safelight.core.review import gate

    def fail(*_: object, **__: object) -> None:
        raise KeyError("Liam Okafor-Reed")

    monkeypatch.setattr(gate, "examine", fail)
    code, out, err = run(capsys, "check", "harmless.txt", "--register", "register.toml")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Liam" not in err
    monkeypatch.setenv("SAFELIGHT_DEBUG", "yes")
    with pytest.raises(KeyError):
        main(["check", "harmless.txt", "--register", "register.toml"])


def test_an_output_that_cannot_be_finished_leaves_no_trace(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = sorted(desk.iterdir())
    code, out, err = run(capsys, "chronology", "merge", "housing.csv", "--output", "a.csv", "--report", "a.json")
    assert (code, out) == (2, "")
    assert "No space left" in err
    assert sorted(desk.iterdir()) == before


def safelight(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SAFELIGHT_", "DATABASE_URL"))}
    return subprocess.run(
        [sys.executable, "-m", "safelight", *words],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_runs_as_a_program_whatever_the_locale(desk: Path) -> None:
    done = safelight("check", "telling.txt", "--register", "register.toml", cwd=desk, LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, "")
    assert "“Liam Okafor-Reed”" in done.stdout


def test_a_reader_that_leaves_early_causes_no_complaint(desk: Path) -> None:
    program = f'"{sys.executable}" -m safelight rulebook show --format json | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", program], cwd=desk, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_the_document_verbs_load_no_django(desk: Path) -> None:
    program = (
        "import sys; from safelight.cli import main; "
        "main(['check', 'harmless.txt', '--register', 'register.toml']); "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=desk, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# ── audit verify ─────────────────────────────────────────────────────────────────────────────────────────────────────

MAKE_TRAIL = """
import django
django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
from django.db import transaction
from safelight.records.audit.actions import record
call_command("migrate", "audit", verbosity=0)
for number in range(1, 4):
    with transaction.atomic():
        record("cases.opened", by=None, at=datetime(2010, 1, number, tzinfo=UTC), case=f"case-{number}")
"""


def make_trail(directory: Path) -> None:
    environment = {**os.environ, "SAFELIGHT_DATA": str(directory), "DJANGO_SETTINGS_MODULE": "safelight.web.settings"}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", MAKE_TRAIL], env=environment, check=True, capture_output=True)


def change_entry(directory: Path, number: int) -> None:
    """Change an entry as somebody could who has the database file and takes its triggers away."""
    with closing(sqlite3.connect(directory / "db.sqlite3")) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE audit_entry SET actor = 'somebody' WHERE number = ?", [number])
        database.commit()


def test_a_whole_trail_exits_0_and_a_changed_entry_is_named_with_1(desk: Path) -> None:
    make_trail(desk / "var" / "demo")
    whole = safelight("audit", "verify", cwd=desk)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "3 entries" in whole.stdout
    assert not (desk / "var" / "data").exists()

    change_entry(desk / "var" / "demo", 2)
    for words, environment in (
        (("--database", "var/demo"), {}),
        (("--database", "var/demo/db.sqlite3"), {"DATABASE_URL": "sqlite:///elsewhere.sqlite3"}),
        ((), {"SAFELIGHT_DATA": "var/demo"}),
    ):
        broken = safelight("audit", "verify", *words, cwd=desk, **environment)
        assert (broken.returncode, broken.stderr) == (1, "")
        assert "broken at entry 2" in broken.stdout


def test_the_boards_own_data_go_before_the_demo(desk: Path) -> None:
    make_trail(desk / "var" / "demo")
    (desk / "var" / "data").mkdir()
    (desk / "var" / "data" / "db.sqlite3").write_bytes(b"not a database, " * 100)
    done = safelight("audit", "verify", cwd=desk)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "no audit trail" in done.stderr


def test_without_django_the_command_says_what_to_install(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    code, out, err = run(capsys, "audit", "verify", "--database", str(desk))
    assert (code, out) == (2, "")
    assert "safelight[web]" in err
