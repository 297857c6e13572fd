"""Does x-ray report a bad redaction in this PDF? One JSON line in, one out."""

import asyncio
import json
import sys
from importlib.metadata import PackageNotFoundError, version


def answer(path: str) -> dict[str, object]:
    """What `inspect` says: anything at all that it reports counts as found."""
    try:
        found = asyncio.run(inspect(path))
    except Exception as problem:  # noqa: BLE001 - whatever a peer trips over is its answer
        return {"verdict": "failed", "why": f"{type(problem).__name__}: {problem}"[:200]}
    return {"verdict": "found" if found else "nothing"}


try:
    from xray import inspect

    print(json.dumps({"version": f"x-ray {version('x-ray')}"}), flush=True)
except (ImportError, PackageNotFoundError) as missing:
    print(json.dumps({"needs": f"x-ray ({missing})"}), flush=True)
    raise SystemExit(1) from missing
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)["path"])), flush=True)
