"""All papers of the corpus."""

from __future__ import annotations

from tests.corpus import web_benign, web_hostile, web_places, web_texts
from tests.corpus.canary import Benign, Canary, Hostile
from tests.corpus.odt import ODT_CANARIES
from tests.corpus.odt_benign import ODT_BENIGN
from tests.corpus.odt_hostile import ODT_HOSTILE

CANARIES: tuple[Canary, ...] = (*web_places.CANARIES, *web_texts.CANARIES, *ODT_CANARIES)
BENIGN: tuple[Benign, ...] = (*web_benign.BENIGN, *ODT_BENIGN)
HOSTILE: tuple[Hostile, ...] = (*web_hostile.HOSTILE, *ODT_HOSTILE)
