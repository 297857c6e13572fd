"""Does mat2 clean this file, and where does it write the copy? One JSON line in, one out."""

import json
import sys
from importlib.metadata import PackageNotFoundError, version


def answer(path: str) -> dict[str, object]:
    """Cleaned (and the copy's path), or refused: mat2 says False, raises, or knows no such kind of file."""
    try:
        parser, kind = parser_factory.get_parser(path)
        if parser is None:
            return {"verdict": "refused", "why": f"unsupported: {kind}"}
        if not parser.remove_all():
            return {"verdict": "refused", "why": "remove_all() is False"}
    except Exception as problem:  # noqa: BLE001 - whatever a peer trips over is its answer
        return {"verdict": "refused", "why": f"{type(problem).__name__}: {problem}"[:200]}
    return {"verdict": "cleaned", "output": parser.output_filename}


try:
    import cairo  # noqa: F401 - mat2 loads it only when it meets a PDF
    import gi

    for library, edition in (("Poppler", "0.18"), ("GdkPixbuf", "2.0"), ("Rsvg", "2.0")):
        gi.require_version(library, edition)
    from libmat2 import exiftool, parser_factory

    exiftool._get_exiftool_path()
    print(json.dumps({"version": f"mat2 {version('mat2')}"}), flush=True)
except (ImportError, ValueError, RuntimeError, PackageNotFoundError) as missing:
    needed = (
        "PyGObject, pycairo, Poppler's and GdkPixbuf's introspection data and exiftool "
        "(Debian: python3-gi-cairo gir1.2-poppler-0.18 gir1.2-gdkpixbuf-2.0 gir1.2-rsvg-2.0 libimage-exiftool-perl)"
    )
    print(json.dumps({"needs": f"{needed}; here: {missing}"}), flush=True)
    raise SystemExit(1) from missing
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)["path"])), flush=True)
