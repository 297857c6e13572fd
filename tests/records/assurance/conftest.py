"""What the tests of this room share."""

from __future__ import annotations

import pytest

from tests.factories import Cast, a_cast


@pytest.fixture
def cast() -> Cast:
    return a_cast()
