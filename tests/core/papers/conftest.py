"""The contract's tests run once for each place of the format that inherits them."""

from tests.core.papers.contract import pytest_generate_places as pytest_generate_tests

__all__ = ["pytest_generate_tests"]
