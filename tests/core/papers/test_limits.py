"""Work on a stranger's file ends within its limits, whatever it does, and leaves nothing behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from safelight.core.papers.limits import Limits, OverLimits, do_apart, go_on, limits_for
from tests.core.papers.builders import page, plain_docx
from tests.core.papers.test_hostile_files import REFUSED
from tests.corpus.canary import REGISTER

QUICK = Limits(busy=1, waiting=2)
MEGABYTE = 1024 * 1024
MOST_MEMORY = 500 * MEGABYTE
MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "safelight", *sys.argv[1:]], capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
sys.stdout.buffer.write(done.stdout)
sys.stderr.buffer.write(done.stderr)
print(peak, file=sys.stderr)
sys.exit(done.returncode)
"""


def spin() -> int:
    while True:
        pass


def sleep() -> int:
    time.sleep(60)
    return 0


def hoard() -> int:
    held = [bytearray(MEGABYTE) for _ in range(900)]
    return len(held) % 2


def crash() -> int:
    os.kill(os.getpid(), signal.SIGTRAP)
    return 0


@pytest.mark.parametrize("work", [spin, sleep, crash])
def test_work_that_does_not_end_well_is_ended(work: Callable[[], int]) -> None:
    with pytest.raises(OverLimits):
        do_apart(work, limits=QUICK)


def test_work_that_wants_all_memory_is_refused_it() -> None:
    def work() -> int:
        try:
            return hoard()
        except MemoryError:
            return 7

    assert do_apart(work, limits=QUICK) == 7


@pytest.mark.parametrize("code", [0, 1, 2])
def test_work_that_ends_well_answers_with_its_code(code: int) -> None:
    assert do_apart(lambda: code, limits=QUICK) == code


def test_limits_bind_the_work_alone() -> None:
    before = [resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA, resource.RLIMIT_CORE)]
    do_apart(lambda: 0, limits=QUICK)
    assert before == [
        resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA, resource.RLIMIT_CORE)
    ]


def test_a_long_file_is_given_more_time_and_no_more_memory() -> None:
    short, long = limits_for(1000), limits_for(10 * MEGABYTE)
    assert short.busy < 10 <= long.busy
    assert short.memory == long.memory < MOST_MEMORY


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a register in it, and an empty one for temporary files."""
    (tmp_path / "register.toml").write_text(REGISTER, "utf-8")
    (tmp_path / "temporary").mkdir()
    return tmp_path


def command(desk: Path, *words: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """Run the command as its users do, in a process of its own."""
    environment = {**os.environ, "TMPDIR": str(desk / "temporary")}
    done = subprocess.run(
        [sys.executable, "-m", "safelight", *words],
        cwd=desk, input=stdin, capture_output=True, env=environment, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr.decode()


HOSTILE = {
    "a zip bomb": ("check", "anonymise"),
    "a PDF bomb": ("check", "detect"),
    "thousands of members": ("check",),
    "entities": ("anonymise",),
}
WORDS = {
    "check": ("--register", "register.toml"),
    "anonymise": ("--register", "register.toml", "--output", "copy.docx"),
    "detect": (),
}


@pytest.mark.parametrize(("case", "verb"), [(case, verb) for case, verbs in HOSTILE.items() for verb in verbs])
def test_a_hostile_file_ends_in_one_line_and_leaves_nothing(case: str, verb: str, desk: Path) -> None:
    data, name, _ = REFUSED[case]
    (desk / name).write_bytes(data)
    before = sorted(desk.rglob("*"))
    code, out, err = command(desk, verb, name, *WORDS[verb])
    assert (code, out) == (2, b"")
    assert err.count("\n") == 1
    assert err.startswith(f"safelight: {name}")
    assert "Traceback" not in err
    assert sorted(desk.rglob("*")) == before


def test_a_hostile_file_takes_no_more_memory_than_is_allowed(desk: Path) -> None:
    data, name, _ = REFUSED["a PDF bomb"]
    (desk / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "check", name, "--register", "register.toml"],
        cwd=desk, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert int(done.stderr.split()[-1]) < MOST_MEMORY


def test_the_exit_code_and_the_words_come_through(desk: Path) -> None:
    (desk / "harmless.html").write_bytes(page("<p>The board met.</p>"))
    (desk / "telling.docx").write_bytes(plain_docx("About Liam Okafor-Reed."))
    words = ("--register", "register.toml", "--checks", "identity,hidden")
    assert command(desk, "check", "harmless.html", *words)[0] == 0
    code, out, err = command(desk, "check", "telling.docx", *words)
    assert (code, err) == (1, "")
    assert b"Okafor-Reed" in out


def test_standard_input_is_read_before_the_clock_runs(desk: Path) -> None:
    code, out, _ = command(
        desk, "check", "-", "--register", "register.toml", "--checks", "identity", stdin=b"Liam Okafor-Reed"
    )
    assert code == 1
    assert b"Okafor-Reed" in out


def test_a_reader_that_has_gone_away_is_no_fault(desk: Path) -> None:
    (desk / "long.txt").write_text("Liam Okafor-Reed met.\n\n" * 300, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "safelight", "check", "long.txt", "--register", "register.toml", "--checks", "identity"],
        cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1


def children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in listed.read_text("ascii").split()] if listed.exists() else []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Linux tells who a process's children are")
@pytest.mark.parametrize(("stopped_by", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9), (signal.SIGTERM, -15)])
def test_the_work_ends_with_the_command(stopped_by: signal.Signals, code: int, desk: Path) -> None:
    (desk / "long.txt").write_text("Marion Vale went to school with May in May.\n\n" * 60_000, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "safelight", "check", "long.txt", "--register", "register.toml"],
        cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        while not (work := children_of(running.pid)):
            assert running.poll() is None
            time.sleep(0.01)
        time.sleep(0.2)
        running.send_signal(stopped_by)
        assert running.wait() == code
        assert running.stderr is not None
        assert running.stderr.read() == (b"safelight: stopped\n" if code == 130 else b"")
    for _ in range(500):
        if not any(Path(f"/proc/{one}").exists() for one in work):
            break
        time.sleep(0.01)
    assert not any(Path(f"/proc/{one}").exists() for one in work)


def test_once_a_file_is_read_our_own_work_may_take_longer() -> None:
    def work() -> int:
        before, _ = resource.getrlimit(resource.RLIMIT_CPU)
        go_on(3)
        return 0 if resource.getrlimit(resource.RLIMIT_CPU)[0] == before * 3 else 1

    assert do_apart(work, limits=limits_for(1000)) == 0


def test_plain_text_may_take_longer_than_a_file_that_unpacks() -> None:
    assert limits_for(10 * MEGABYTE, plain=True).busy > limits_for(10 * MEGABYTE).busy
