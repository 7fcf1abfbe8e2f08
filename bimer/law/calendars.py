"""The calendar offices work by: weekends, holidays of Law 2429, half days, leave and local closures. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bimer.law.tables import kept, said, table

SATURDAY = 5


class Layer(StrEnum):
    """Who closed the offices: the holiday law, a decree for administrative leave, or a governor."""

    HOLIDAY = "holiday"
    LEAVE = "leave"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which offices are closed, or closed from 13:00 when `half`."""

    on: date
    half: bool
    name_tr: str
    name_en: str
    source: str
    layer: Layer = Layer.HOLIDAY

    def name(self, language: str) -> str:
        """The day's name."""
        return said(self.name_tr, self.name_en, language)


@dataclass(frozen=True, slots=True)
class Closure:
    """Days closed beyond the holiday law, `first` and `last` included; no `plate` means the whole country."""

    first: date
    last: date
    basis: str
    layer: Layer = Layer.LEAVE
    half: bool = False
    plate: int | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A closure ends ({self.last}) before it begins ({self.first}).")

    def days_off(self) -> Iterable[DayOff]:
        """Each day of the closure by itself."""
        tr, en = ("İdari izin", "Administrative leave") if self.layer == Layer.LEAVE else _LOCAL
        for n in range((self.last - self.first).days + 1):
            yield DayOff(self.first + timedelta(days=n), self.half, tr, en, self.basis, self.layer)


_LOCAL = ("Yerel tatil", "Local closure")


@dataclass(frozen=True, slots=True)
class Counting:
    """How days the statutes leave open are counted (counting.toml holds the usual answers)."""

    half_day_is_a_working_day: bool = True
    period_may_end_on_half_day: bool = False
    leave_is_a_working_day: bool = False
    local_closure_is_a_working_day: bool = False


@dataclass(frozen=True, slots=True)
class _Year:
    """One year worked out: days off, and its working days and possible last days as ordinals."""

    off: dict[date, DayOff]
    working: tuple[int, ...]
    last_days: frozenset[int]


class Calendar:
    """The working days of one place; each year is worked out once and kept."""

    def __init__(
        self,
        *,
        closures: Iterable[Closure] = (),
        plate: int | None = None,
        counting: Counting | None = None,
    ) -> None:
        self.plate = plate
        self.counting = counting or usual_counting()
        self._closures = tuple(closures)
        self._years: dict[int, _Year] = {}

    def with_closures(self, closures: Iterable[Closure]) -> "Calendar":
        """The same calendar with more leave or local closures."""
        return Calendar(closures=(*self._closures, *closures), plate=self.plate, counting=self.counting)

    def for_province(self, plate: int) -> "Calendar":
        """The same calendar as a province sees it, its own closures included."""
        return Calendar(closures=self._closures, plate=plate, counting=self.counting)

    def day_off(self, day: date) -> DayOff | None:
        """What closes the offices on that day, wholly or from 13:00; None on a plain day or weekend."""
        return self._year(day.year).off.get(day)

    def days_off(self, year: int) -> tuple[DayOff, ...]:
        """Every day and half day off of the year, in order; plain weekends are not listed."""
        return tuple(sorted(self._year(year).off.values(), key=lambda off: off.on))

    def is_holiday(self, day: date) -> bool:
        """A full public holiday by law; leave, closures, half days and plain weekends are not."""
        off = _holidays(day.year).get(day)
        return off is not None and not off.half

    def is_half_day(self, day: date) -> bool:
        """Offices close at 13:00: 28 October, the eve of a bayram, half-day leave."""
        off = self.day_off(day)
        return off is not None and off.half and day.weekday() < SATURDAY

    def is_working_day(self, day: date) -> bool:
        """Counts as an *iş günü*: Monday to Friday (Law 657 m.99), no full day off."""
        year = self._year(day.year)
        place = bisect_left(year.working, day.toordinal())
        return place < len(year.working) and year.working[place] == day.toordinal()

    def may_end_a_period(self, day: date) -> bool:
        """A period may end on that day; if not, it runs on to the next day that may (Law 2577 m.8/2)."""
        return day.toordinal() in self._year(day.year).last_days

    def next_possible_end(self, day: date) -> date:
        """That day, or the first after it on which a period may end."""
        while not self.may_end_a_period(day):
            day += timedelta(days=1)
        return day

    def working_day_after(self, day: date, count: int) -> date:
        """The `count`th working day after `day`; `day` itself is day 0 and never counted."""
        if count <= 0:
            raise ValueError("Count at least one working day.")
        year = day.year
        working = self._year(year).working
        place = bisect_right(working, day.toordinal()) + count - 1
        while place >= len(working):
            place -= len(working)
            year += 1
            working = self._year(year).working
        return date.fromordinal(working[place])

    def working_day_before(self, day: date, count: int) -> date:
        """The `count`th working day before `day`, which is itself not counted."""
        if count <= 0:
            raise ValueError("Count at least one working day.")
        year = day.year
        working = self._year(year).working
        place = bisect_left(working, day.toordinal()) - count
        while place < 0:
            year -= 1
            working = self._year(year).working
            place += len(working)
        return date.fromordinal(working[place])

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.working_days_between(end, start)
        whole_years = sum(len(self._year(year).working) for year in range(start.year, end.year))
        return whole_years + self._place(end) - self._place(start)

    @staticmethod
    def covers(day: date) -> bool:
        """The holidays of that year are known; beyond them only the fixed days are counted."""
        data = table("holidays")
        return bool(data["first_year"] <= day.year <= data["last_year"])

    def _place(self, day: date) -> int:
        return bisect_right(self._year(day.year).working, day.toordinal())

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._work_out(year)
        return known

    def _work_out(self, year: int) -> _Year:
        off = dict(_holidays(year))
        for closed in self._closed_days(year):
            known = off.get(closed.on)
            if known is None or (known.half and not closed.half):
                off[closed.on] = closed
        days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        weekdays = [day for day in map(date.fromordinal, days) if day.weekday() < SATURDAY]
        working = [day for day in weekdays if self._counts(off.get(day))]
        last = [day for day in working if self._may_be_last(off.get(day))]
        return _Year(
            off=off,
            working=tuple(day.toordinal() for day in working),
            last_days=frozenset(day.toordinal() for day in last),
        )

    def _closed_days(self, year: int) -> Iterable[DayOff]:
        here = [closure for closure in self._closures if closure.plate in {None, self.plate}]
        return (day for closure in here for day in closure.days_off() if day.on.year == year)

    def _counts(self, off: DayOff | None) -> bool:
        if off is None or self._kept_open(off.layer):
            return True
        return off.half and self.counting.half_day_is_a_working_day

    def _may_be_last(self, off: DayOff | None) -> bool:
        if off is None or self._kept_open(off.layer):
            return True
        return off.half and self.counting.period_may_end_on_half_day

    def _kept_open(self, layer: Layer) -> bool:
        """The rules count days of that layer as if offices were open."""
        return (layer == Layer.LEAVE and self.counting.leave_is_a_working_day) or (
            layer == Layer.LOCAL and self.counting.local_closure_is_a_working_day
        )


@kept
def default(plate: int | None = None) -> Calendar:
    """The calendar of the profile in use, or of one province of it with its own closures."""
    return Calendar(closures=shipped_closures(), plate=plate)


@kept
def shipped_closures() -> tuple[Closure, ...]:
    """Administrative leave and local closures of closures.toml."""
    return tuple(
        Closure(
            first=row["first"],
            last=row["last"],
            basis=row["basis"],
            layer=Layer(row["layer"]),
            half=row.get("half", False),
            plate=row.get("plate"),
        )
        for row in table("closures")["closure"]
    )


@kept
def usual_counting() -> Counting:
    """The counting rules of counting.toml."""
    return Counting(**{name: value for name, value in table("counting").items() if name != "source"})


@kept
def _holidays(year: int) -> dict[date, DayOff]:
    """Days and half days off by law in that year; a full day outweighs a half one."""
    days = sorted((*_fixed(year), *_movable(year), *_religious(year)), key=lambda off: not off.half)
    return {off.on: off for off in days}


def named() -> tuple[tuple[str, bool, str], ...]:
    """The holidays of the profile by their English names, whether half days, and their sources."""
    data = table("holidays")
    rows = [row for part in ("fixed", "movable", "religious") for row in data.get(part, ())]
    return tuple((row["name_en"], row.get("half", False), row["source"]) for row in rows)


def _fixed(year: int) -> Iterable[DayOff]:
    for row in table("holidays").get("fixed", ()):
        on = date(year, row["month"], row["day"])
        if row["valid_from"] <= on <= row.get("valid_to", date.max):
            yield DayOff(on, row.get("half", False), row.get("name_tr", ""), row["name_en"], row["source"])


def _movable(year: int) -> Iterable[DayOff]:
    """The first, second … Monday (weekday 0) of a month."""
    for row in table("holidays").get("movable", ()):
        first = date(year, row["month"], 1)
        on = first + timedelta(days=(row["weekday"] - first.weekday()) % 7 + 7 * (row["place"] - 1))
        if row["valid_from"] <= on <= row.get("valid_to", date.max):
            yield DayOff(on, row.get("half", False), row.get("name_tr", ""), row["name_en"], row["source"])


def _religious(year: int) -> Iterable[DayOff]:
    for row in table("holidays").get("religious", ()):
        for first in row["first_days"]:
            eve = DayOff(first - timedelta(days=1), True, row["eve_tr"], row["eve_en"], row["source"])
            feast = [first + timedelta(days=n) for n in range(row["days"])]
            days = (
                eve,
                *(DayOff(on, False, row["name_tr"], row["name_en"], row["source"]) for on in feast),
            )
            yield from (day for day in days if day.on.year == year)
