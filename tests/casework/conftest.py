"""Rules tested by calling them."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def in_english() -> Iterator[None]:
    """Refusals are quoted in the tests as the code says them."""
    with translation.override("en"):
        yield
