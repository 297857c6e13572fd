"""What these tests share: one board with one person for every part."""

from __future__ import annotations

import pytest

from tests.factories import Cast, a_cast


@pytest.fixture
def cast() -> Cast:
    return a_cast()
