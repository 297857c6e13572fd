"""The pages tell the truth: commands, settings, links, rules, tables and examples are those of the code."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from safelight.cli import command
from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.kinds import JIGSAW_RULES, LABEL_TITLES
from safelight.core.review.examination import CHECKS
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import CitationStatus, Outcome, Reader
from safelight.records.people.models import Board
from safelight.web import begin
from safelight.web import settings as web_settings
from tests.house import disclosure_page
from tests.house.gate_rules import UnknownSource, finder_rules, from_calls, hidden_rules

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/safelight"
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")})
}
BY_HAND = {name: text for name, text in PAGES.items() if name != "docs/rulebook.md"}
README, THREATS, ANONYMISE = PAGES["README.md"], PAGES["docs/threats.md"], PAGES["docs/anonymise.md"]

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same rank."""
    rank = heading.split(" ")[0]
    return page.partition(f"\n{heading}")[2].partition(f"\n{rank} ")[0]


# Pages and links


def slug(heading: str) -> str:
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def anchors(page: str) -> set[str]:
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)}


LINKS = [
    (name, target)
    for name, text in PAGES.items()
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text))
    if "://" not in target
]


@pytest.mark.parametrize(("name", "target"), LINKS)
def test_every_relative_link_leads_somewhere(name, target):
    path, _, anchor = target.partition("#")
    file = (ROOT / name).parent / path if path else ROOT / name
    assert file.exists(), f"{name} links to {target}, which is not there"
    if anchor and file.suffix == ".md":
        assert anchor in anchors(file.read_text("utf-8")), f"{name} links to {target}: there is no such heading"


def test_there_are_links_to_follow():
    assert len(LINKS) > 30


def test_every_picture_says_in_words_what_it_shows():
    for name, text in PAGES.items():
        for words in re.findall(r"!\[([^\]]*)\]\(", text):
            assert len(words.split()) > 8, f"a picture in {name} says too little: '{words}'"


def test_every_page_under_docs_can_be_reached_from_the_readme():
    linked = {((ROOT / name).parent / target.partition("#")[0]).resolve() for name, target in LINKS}
    lost = [name for name in PAGES if name.startswith("docs/") and (ROOT / name).resolve() not in linked]
    assert lost == []


@pytest.mark.parametrize("name", BY_HAND)
@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:TODO|FIXME|XXX|TBC|TBD|lorem ipsum)\b",
        r"(?<![\w.])/(?:work|tmp|home|root|Users|mnt)/",
        r"(?:pypi|npmjs|registry)\.(?:org|npmjs)",
        r"\b(?:anonymiz|organiz|recogniz|authoriz|behavior|color(?!s? of)|center|license(?! ?\]| ?\)))\w*",
    ],
)
def test_no_page_has_loose_ends_paths_of_a_machine_or_another_spelling(name, pattern):
    found = re.search(pattern, FENCE.sub("", BY_HAND[name]))
    assert found is None, f"{name}: '{found and found.group()}'"


def test_links_that_leave_the_project_are_few_and_known():
    allowed = {"keepachangelog.com", "semver.org"}
    hosts = {host for text in BY_HAND.values() for host in re.findall(r"https?://([\w.:-]+)", text)}
    assert hosts <= allowed


# The law


def paragraphs(text: str) -> set[str]:
    return set(re.findall(r"\b(?:paragraphs?|paras?\.?|§)\s(\d+(?:\.\d+)+)", text)) | set(
        re.findall(r"\b(8\.\d{1,2})\b", text)
    )


def test_no_page_gives_a_paragraph_number_that_nobody_has_checked():
    checked = {
        number
        for rule in load_rulebook().rules
        if rule.citation_status is CitationStatus.VERIFIED
        for number in paragraphs(rule.provision)
    }
    assert "8.49" in checked
    for name, text in BY_HAND.items():
        assert paragraphs(text) <= checked, f"{name} gives a paragraph number that is not verified"


def test_every_rule_that_a_page_names_is_in_the_rulebook():
    rulebook = load_rulebook()
    sources = {source.id for source in rulebook.sources}
    ids = {rule.id for rule in rulebook.rules}
    for name, text in BY_HAND.items():
        for said in SPAN.findall(text):
            if re.fullmatch(r"[a-z][\w-]*/[a-z][\w-]*", said) and said.partition("/")[0] in sources:
                assert said in ids, f"{name} names the rule {said}"


def test_the_rulebooks_by_name_are_those_that_the_readme_lists():
    rulebook = load_rulebook()
    told = section(README, "## The command line").split("**`safelight rulebook show`**")[1].split(";")[0]
    known = {edition.id for edition in rulebook.coverage.editions}
    assert set(SPAN.findall(told)) - {"--on"} == known | {process.id for process in rulebook.framework.processes}


# The command line


def verbs(parser: argparse.ArgumentParser, called: str = "safelight") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every verb that can be given, with its own parser."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield called, parser
    for action in below:
        for name, inner in action.choices.items():
            yield from verbs(inner, f"{called} {name}")


VERBS = dict(verbs(command._parser()))
COMMAND_LINE = section(README, "## The command line")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_flag_is_in_the_readme(verb):
    flags = {flag for action in VERBS[verb]._actions for flag in action.option_strings if flag.startswith("--")}
    told = COMMAND_LINE.partition(f"**`{verb}`**")[2].partition("\n**`safelight")[0]
    assert told, f"the README does not tell of '{verb}'"
    missing = {flag for flag in flags - {"--help"} if not re.search(rf"{flag}\b", told)}
    assert missing == set(), f"the README does not tell what {missing} of '{verb}' do"


def test_no_flag_in_the_readme_is_made_up():
    flags = {flag for parser in VERBS.values() for action in parser._actions for flag in action.option_strings}
    assert set(re.findall(r"(?<![\w-])--[a-z]+", COMMAND_LINE)) <= flags


def examples() -> Iterator[tuple[str, str]]:
    """Each command of the README with the output that it shows."""
    for language, block in FENCE.findall(COMMAND_LINE):
        if language == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                line, _, shown = part.partition("\n")
                yield line, shown


def files() -> Iterator[tuple[str, str]]:
    """The files that the README writes out: a name in its own code span, and the block that follows."""
    yield from re.findall(
        r"`([\w ]+\.(?:toml|md|csv))`:?\n\n```(?:toml|markdown|csv)\n(.*?)```", COMMAND_LINE, re.DOTALL
    )


def test_the_readme_has_an_example_of_every_verb():
    assert {verb for verb in VERBS if any(line.startswith(verb) for line, _ in examples())} == set(VERBS)
    assert {name for name, _ in files()} == {"register.toml", "note.md", "Health visiting.csv"}


def test_the_examples_of_the_readme_do_what_it_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, text in files():
        Path(name).write_text(text, "utf-8")
    for line, shown in examples():
        program, *arguments = shlex.split(line)
        if arguments[:2] == ["audit", "verify"]:
            command._parser().parse_args(arguments)  # it needs an installation; its own tests run it
            continue
        said = Path(arguments[0]).read_text("utf-8") if program == "cat" else run(arguments, capsys)
        begun, cut, _ = shown.partition("...")
        assert (said[: len(begun)] if cut else said) == begun, f"$ {line}"


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    command.main(arguments)
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


# Settings and commands


def environment_of(path: Path) -> set[str]:
    """The variables that a module reads from the environment."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called in {"os.environ.get", "os.getenv", "key_from"}:
                found.add(str(node.args[0].value))
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            found.add(ast.literal_eval(node.slice))
        elif isinstance(node, ast.Attribute) and ast.unparse(node) == "dj_database_url.config":
            found.add("DATABASE_URL")
    return found


SETTINGS_READ = environment_of(SOURCE / "web/settings.py")


@pytest.mark.parametrize("variable", sorted(SETTINGS_READ))
def test_every_environment_variable_is_in_the_readmes_table(variable):
    rows = [line for line in section(README, "## Your own installation").splitlines() if line.startswith("|")]
    assert any(f"`{variable}`" in row.split("|")[1] for row in rows)


def test_no_page_names_a_variable_that_nothing_reads():
    modules = [*SOURCE.rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    read = {name for path in modules for name in environment_of(path)}
    shell = "".join((ROOT / name).read_text("utf-8") for name in ("Makefile", "tests/run", ".ci/run"))
    for name, text in BY_HAND.items():
        for variable in re.findall(r"\b(?:SAFELIGHT_[A-Z_]+|DATABASE_URL)\b", text):
            assert variable in read or variable in shell, f"{name} names {variable}"


def test_every_setting_that_a_page_names_is_there():
    known = set(vars(web_settings)) | {outcome.name for outcome in Outcome}
    known |= {name for path in SOURCE.rglob("*.py") for name in constants(path)}
    known |= {"TRUNCATE", *LABELS}
    for name, text in BY_HAND.items():
        for said in SPAN.findall(text):
            if re.fullmatch(r"[A-Z][A-Z_]{3,}", said) and not said.startswith(("SAFELIGHT_", "DATABASE_URL")):
                assert said in known, f"{name} names the setting {said}"


def constants(path: Path) -> set[str]:
    """The constants of a module."""
    nodes = ast.parse(path.read_text("utf-8")).body
    targets = [node.target for node in nodes if isinstance(node, ast.AnnAssign)]
    targets += [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    return {target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()}


TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_make_target_is_documented(target):
    assert re.search(rf"\bmake {target}\b", README + PAGES["CONTRIBUTING.md"])


def test_no_page_names_a_make_target_that_is_not_there():
    for name, text in BY_HAND.items():
        named = re.findall(r"`make ([a-z]+)", text) + re.findall(r"^make ([a-z]+)", text, re.MULTILINE)
        assert set(named) <= TARGETS, name


@pytest.mark.django_db
def test_a_board_begins_as_the_readme_says(monkeypatch):
    typed = iter(["Northmere Safeguarding Children Board", "Northmere Council", "the office", "Helen Marsh"])
    monkeypatch.setattr("builtins.input", lambda _: next(typed, "manager@northmere.example.org"))
    monkeypatch.setattr("getpass.getpass", lambda _: "a quiet red lamp")
    assert begin.main() == 0
    board = Board.objects.get()
    assert [user.standing for user in board.users.all()] == [Reader.BUSINESS_MANAGER]


def actions() -> dict[str, Path]:
    """Every action: a public function of an `actions` module that says who acts."""
    modules = {*(SOURCE / "records").glob("*/actions.py"), *(SOURCE / "records").glob("*/actions/*.py")}
    return {
        node.name: path
        for path in modules
        if path.parent.name != "audit"
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and "by" in {argument.arg for argument in node.args.kwonlyargs}
    }


def test_the_acts_without_a_page_are_those_that_the_readme_names():
    pages = "\n".join(path.read_text("utf-8") for path in (SOURCE / "web/desk").rglob("*.py"))
    unpaged = {name for name in actions() if not name.startswith("_") and not re.search(rf"\b{name}\b", pages)}
    unpaged -= {"create_board", "note_reminder"}  # nobody who is signed in may: `make begin` and `make remind` do
    told = README.partition("**Some acts have no page**")[2].partition("\n- **")[0]
    assert {name for name in SPAN.findall(told) if name.isidentifier()} == unpaged


# What the gate prints, who may have what, and what lies where


def first_column(text: str) -> list[str]:
    return re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_of_the_gate_has_its_section(check):
    assert f"### `{check}`" in ANONYMISE


def test_the_page_explains_every_rule_that_can_hide_and_no_other():
    assert sorted(first_column(section(ANONYMISE, "### `hidden`"))) == sorted(hidden_rules())


def test_the_page_explains_every_rule_of_the_finders_and_no_other():
    identity, unlisted = (first_column(section(ANONYMISE, f"### `{check}`")) for check in ("identity", "unlisted"))
    assert sorted({*identity, *unlisted}) == sorted(finder_rules())
    assert len(identity) == len(set(identity))
    assert len(unlisted) == len(set(unlisted))


def test_the_page_calls_each_kind_of_mention_as_the_desk_does():
    told = re.findall(r"^\| ([^|`]+) \| `([A-Z]+)` \|", section(ANONYMISE, "### `unlisted`"), re.MULTILINE)
    assert {label: title for title, label in told} == LABEL_TITLES
    assert finder_rules() >= JIGSAW_RULES


def test_a_rule_from_an_unknown_place_is_noticed():
    with pytest.raises(UnknownSource):
        list(from_calls(ast.parse("Hidden(made_up_on_the_spot(), where, text, advice)")))


def test_the_page_names_the_checks_behind_required_content():
    from safelight.core.review import duties

    assert {f"`{check}`" for check in duties._CHECKS} <= set(re.findall(r"`\w+`", section(ANONYMISE, "### `content`")))


def test_the_routes_of_the_proof_are_those_on_the_page():
    from safelight.core.edition import odt_routes, proof, routes

    source = "".join(inspect.getsource(room) for room in (routes, odt_routes, proof))
    told = section(ANONYMISE, "## The proof")
    named = re.findall(r'Route\(\s*name="([^"]+)"', source)
    assert len(named) == 11
    assert [name for name in named if name not in told] == []


def test_the_disclosure_tables_are_what_the_rules_say():
    page = PAGES["docs/disclosure.md"]
    assert disclosure_page.BEGIN in page
    assert disclosure_page.with_tables(page) == page, "run: python -m tests.house.disclosure_page docs/disclosure.md"


def test_every_table_of_the_database_is_spoken_of_in_the_threats():
    told = section(THREATS, "## What lies where, table by table")
    rows = "\n".join(line.split("|")[1] for line in told.splitlines() if line.startswith("| `"))
    models = {
        model.__name__
        for config in apps.get_app_configs()
        if config.name.startswith("safelight.")
        for model in config.get_models()
    }
    assert set(SPAN.findall(rows)) == models


def test_what_the_threats_say_lies_in_the_vault_is_kept_under_a_hash():
    told = section(THREATS, "## What lies where, table by table")
    by_model = {
        name: line.split("|")[3] for line in told.splitlines() if line.startswith("| `") for name in SPAN.findall(line)
    }
    for config in apps.get_app_configs():
        if not config.name.startswith("safelight."):
            continue
        for model in config.get_models():
            hashes = [field.name for field in model._meta.get_fields() if field.name.endswith("sha256")]
            if hashes and model.__name__ != "Case":
                assert "vault" in by_model[model.__name__], f"{model.__name__} keeps {hashes} in the vault"


# The small pages


def test_the_words_are_in_the_order_of_the_alphabet():
    words = [word.casefold() for word in re.findall(r"^- \*\*(.+?)\*\*:", PAGES["docs/glossary.md"], re.MULTILINE)]
    assert len(words) > 30
    assert words == sorted(words)


def test_the_changelog_begins_with_what_is_not_released_yet():
    headings = re.findall(r"^## (.+)$", PAGES["CHANGELOG.md"], re.MULTILINE)
    assert headings[0] == "Unreleased"


def test_the_readme_is_what_the_package_is_published_with():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["readme"] == "README.md"
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11" in README
    assert project["license"] == "MIT"
    assert "MIT licence" in README
