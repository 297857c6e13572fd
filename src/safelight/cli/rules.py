"""Which rules govern a review? The verb rulebook show."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from safelight.cli.answer import Answer, refusing

if TYPE_CHECKING:
    from safelight.core.rulebook.governing import Regime


def show(options: argparse.Namespace) -> Answer:
    """Every rule of one regime, with its force, its source and how sure we are of the paragraph."""
    from safelight.core.rulebook.loader import load_rulebook

    with refusing():
        regime = load_rulebook().named(options.id, on=options.on, jurisdiction=options.jurisdiction)
    return Answer(_as_json(regime) if options.format == "json" else _as_text(regime))


def _as_text(regime: Regime) -> str:
    from safelight.core.rulebook.page import show

    return show(regime).rstrip()


def _as_json(regime: Regime) -> str:
    rules = [
        {
            "id": rule.id,
            "duty": rule.duty,
            "question": regime.duty(rule).question,
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
    shown = {
        "title": regime.title,
        "kind": regime.process.id,
        "initiated_on": regime.initiated_on.isoformat(),
        "jurisdiction": regime.jurisdiction,
        "fingerprint": regime.fingerprint,
    }
    return json.dumps({**shown, "rules": rules}, ensure_ascii=False, indent=2)
