"""What the pages of bulk moves need besides."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def version_of(seen: Mapping[str, int], number: str) -> str:
    """The version of the application that was on the list the officer chose in."""
    return str(seen[number])
