"""`python -m tools.fuzz ENDING SECONDS FOLDER`: changed papers for one reader; what breaks a law is kept in FOLDER."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import random
import sys
import warnings
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["safelight"]):
    from safelight.core.papers.paper import PaperFormat
    from safelight.core.papers.reading import module_for
from tools.fuzz.laws import broken_laws
from tools.fuzz.seeds import write_seeds

ZIPPED = {"docx", "odt"}


def main(ending: str, seconds: str, folder: Path) -> None:
    """Fuzz for so many seconds and say what was found."""
    write_seeds(ending, folder=folder / "seeds")
    (folder / "found").mkdir(parents=True, exist_ok=True)
    (folder / "grown").mkdir(parents=True, exist_ok=True)
    seen: dict[str, int] = {}
    logging.disable()
    warnings.simplefilter("ignore")

    def look(data: bytes) -> None:
        for line in broken_laws(data, ending=ending):
            seen[line] = seen.get(line, 0) + 1
            if seen[line] == 1:
                kept = folder / "found" / hashlib.sha256(line.encode()).hexdigest()[:12]
                kept.write_bytes(data)
                os.write(1, f"{ending}: {line}: {kept}\n".encode())

    with atheris.instrument_imports(include=["safelight"]):
        module_for(PaperFormat(ending))  # It is loaded when it is first asked for.
    words = [
        f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=900", "-max_len=80000", "-verbosity=0",
        f"-artifact_prefix={folder}/found/", str(folder / "grown"), str(folder / "seeds"),
    ]  # fmt: skip
    mutator = {"custom_mutator": changed_member} if ending in ZIPPED else {}
    atheris.Setup([sys.argv[0], *words], look, **mutator)
    atheris.Fuzz()


def changed_member(data: bytes, most: int, seed: int) -> bytes:
    """Change one member of a zip file and pack it again; changed as a whole, it would hardly ever open."""
    chance = random.Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {row.filename: archive.read(row) for row in archive.infolist()}
    except Exception:  # noqa: BLE001 - then it is changed like any other bytes
        return bytes(atheris.Mutate(data, most))
    if not members or chance.random() < 0.05:
        return bytes(atheris.Mutate(data, most))
    chosen = chance.choice(sorted(members))
    if chance.random() < 0.05:
        members[chosen + "x"] = members.pop(chosen)
    else:
        members[chosen] = changed_xml(members[chosen], chance)
    written = io.BytesIO()
    with contextlib.suppress(ValueError), zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()[:most]


def changed_xml(data: bytes, chance: random.Random) -> bytes:
    """Change a member by its elements, or by its bytes."""
    pieces = data.split(b"<")
    if len(pieces) < 3 or chance.random() < 0.3:
        return bytes(atheris.Mutate(data, len(data) + 200))
    first, second = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
    act = chance.randrange(5)
    if act == 0:
        del pieces[first]
    elif act == 1:
        pieces.insert(second, pieces[first])
    elif act == 2:
        pieces[first], pieces[second] = pieces[second], pieces[first]
    elif act == 3:
        pieces[first] = bytes(atheris.Mutate(pieces[first], len(pieces[first]) + 20))
    else:
        pieces.insert(second, pieces[first].rstrip(b">/") + b"/>")
    return b"<".join(pieces)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit("Say what, how long and where to: python -m tools.fuzz html 60 var/fuzz")
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]) / sys.argv[1])
