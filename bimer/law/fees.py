"""What access to documents costs (4982 m.10; communiqué of 14 February 2006); amounts in kuruş. Pure."""

from dataclasses import dataclass
from datetime import date

from bimer.law.parameters import parameter
from bimer.law.tables import kept, table


@dataclass(frozen=True, slots=True)
class AccessFee:
    """The cost of one request, and where its rates come from."""

    kurus: int
    free_pages: int
    chargeable_pages: int
    source: str


@dataclass(frozen=True, slots=True)
class Tariff:
    """The price of a copied page in one year, in kuruş."""

    year: int
    plain: int
    colour: int
    source: str


class NothingToCharge(ValueError):
    """So few pages are free, or no tariff is known at all; `free_pages` says how many are free."""

    def __init__(self, free_pages: int) -> None:
        super().__init__(f"The first {free_pages} pages are free.")
        self.free_pages = free_pages


def access_fee(plain_pages: int, colour_pages: int, on: date) -> AccessFee:
    """The cost of that many pages on that day.

    Free pages are taken from the dearer ones first, in the applicant's favour.
    """
    free, tariff = parameter("free_pages", on).value, tariff_of(on.year)
    if tariff is None or plain_pages + colour_pages <= free:
        raise NothingToCharge(free)
    colour = max(colour_pages - free, 0)
    plain = plain_pages - (free - (colour_pages - colour))
    return AccessFee(
        kurus=plain * tariff.plain + colour * tariff.colour,
        free_pages=free,
        chargeable_pages=plain + colour,
        source=tariff.source if tariff.year == on.year else f"{tariff.source} (rates of {tariff.year})",
    )


def tariff_of(year: int) -> Tariff | None:
    """The tariff of that year; if unknown the latest before it, else the first after; None without any."""
    earlier = [tariff for tariff in tariffs() if tariff.year <= year]
    known = earlier[-1:] or list(tariffs()[:1])
    return known[0] if known else None


@kept
def tariffs() -> tuple[Tariff, ...]:
    """Every tariff known, oldest first."""
    return tuple(sorted((Tariff(**row) for row in table("fees").get("tariff", ())), key=lambda row: row.year))
