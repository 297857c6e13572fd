"""Where are the made-up papers' words? In files beside the code, read as they stand."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_text(name: str) -> str:
    """One of the files under `text/`, such as "overview/02-family.txt"."""
    return (files("safelight.demo.case") / "text" / name).read_text(encoding="utf-8")


def read_table(name: str) -> dict[str, Any]:
    """One of the TOML files under `text/`."""
    return tomllib.loads(read_text(name))


def fill(text: str, **parts: str) -> str:
    """The text with each `{{name}}` replaced by its part; a name that is not in the text is a mistake."""
    for name, part in parts.items():
        mark = "{{" + name + "}}"
        if mark not in text:
            raise ValueError(f"The text has no place for {mark}. Add it, or leave that part out.")
        text = text.replace(mark, part.strip())
    return text
