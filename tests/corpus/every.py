"""All papers of the corpus."""

from __future__ import annotations

from tests.corpus.canary import Benign, Canary, Hostile

CANARIES: tuple[Canary, ...] = ()
BENIGN: tuple[Benign, ...] = ()
HOSTILE: tuple[Hostile, ...] = ()
