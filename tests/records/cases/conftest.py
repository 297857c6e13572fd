"""What the tests of a case share: one board, and how to look at the newest entry of the trail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safelight.records.audit.models import Entry
from tests.factories import Cast, a_cast

Newest = Callable[[], Entry]


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def newest() -> Newest:
    """The newest entry of the trail that is not about the stage."""
    return lambda: Entry.objects.exclude(action="cases.advance").latest("number")
