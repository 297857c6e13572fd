"""Which rules govern a review? The verb rulebook show."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from safelight.cli.answer import Answer, counted, refusing

if TYPE_CHECKING:
    from safelight.core.rulebook.governing import Regime


def show(options: argparse.Namespace) -> Answer:
    """Every rule of one regime, with its force, its source and how sure we are of the paragraph."""
    from safelight.core.rulebook.loader import load_rulebook

    with refusing():
        rulebook = load_rulebook()
        if options.on is None:
            regime = rulebook.edition(options.id)
        else:
            regime = rulebook.regime(initiated_on=options.on, jurisdiction=options.jurisdiction)
    return Answer(_as_json(regime) if options.format == "json" else _as_text(regime))


def _as_text(regime: Regime) -> str:
    lines = [regime.title, f"{counted(len(regime.rules), 'rule')}, fingerprint {regime.fingerprint[:16]}"]
    for rule in regime.rules:
        lines += ["", f"{rule.duty}  ({rule.force})", f"  {rule.says}", f"  {rule.citation.inside()}  [{rule.id}]"]
    return "\n".join(lines)


def _as_json(regime: Regime) -> str:
    rules = [
        {
            "id": rule.id,
            "duty": rule.duty,
            "says": rule.says,
            "force": rule.force,
            "source": rule.source.title,
            "provision": rule.provision,
            "citation_status": rule.citation_status,
            "from": rule.start.isoformat(),
            "until": rule.until.isoformat() if rule.until else "",
        }
        for rule in regime.rules
    ]
    shown = {"title": regime.title, "jurisdiction": regime.jurisdiction, "fingerprint": regime.fingerprint}
    return json.dumps({**shown, "rules": rules}, ensure_ascii=False, indent=2)
