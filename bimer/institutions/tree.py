"""A tree of institutions as a plain mapping from each code to the code above it. Pure."""

from collections.abc import Mapping


def chains(above: Mapping[str, str | None]) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """The way from the root down to each code, itself last; and the codes that lead into a ring."""
    known: dict[str, tuple[str, ...]] = {}
    ringed: set[str] = set()
    for start in above:
        climbed: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in known and here not in climbed and here not in ringed:
            climbed[here] = None
            here = above.get(here)
        if here is not None and here not in known:
            ringed.update(climbed)
            continue
        chain = known[here] if here is not None else ()
        for code in reversed(climbed):
            known[code] = chain = (*chain, code)
    return known, ringed
