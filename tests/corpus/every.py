"""All papers of the corpus."""

from __future__ import annotations

from tests.corpus import web_benign, web_hostile, web_places, web_texts
from tests.corpus.canary import Benign, Canary, Hostile
from tests.corpus.odt import ODT_CANARIES
from tests.corpus.odt_benign import ODT_BENIGN
from tests.corpus.odt_hostile import ODT_HOSTILE
from tests.corpus.pdf_benign import PDF_BENIGN
from tests.corpus.pdf_hiding import PDF_CANARIES
from tests.corpus.pdf_hostile import PDF_HOSTILE
from tests.corpus.text_forms import ORDINARY_TEXTS, TEXT_FORMS
from tests.corpus.word_benign import WORD_BENIGN
from tests.corpus.word_hostile import WORD_HOSTILE
from tests.corpus.word_parts import PART_CANARIES
from tests.corpus.word_text import HARMLESS, TEXT_CANARIES

CANARIES: tuple[Canary, ...] = (
    *web_places.CANARIES,
    *web_texts.CANARIES,
    *ODT_CANARIES,
    *TEXT_CANARIES,
    *PART_CANARIES,
    *HARMLESS,
    *PDF_CANARIES,
    *TEXT_FORMS,
)
BENIGN: tuple[Benign, ...] = (*web_benign.BENIGN, *ODT_BENIGN, *WORD_BENIGN, *PDF_BENIGN, *ORDINARY_TEXTS)
HOSTILE: tuple[Hostile, ...] = (*web_hostile.HOSTILE, *ODT_HOSTILE, *WORD_HOSTILE, *PDF_HOSTILE)
