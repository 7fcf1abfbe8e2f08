"""Taking a directory in: all or nothing, matched by code; what the file doesn't name stays as it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, models, transaction

from bimer.institutions import tree, versions
from bimer.institutions.models import (
    DEEPEST,
    FIRST_DAY,
    District,
    Neighbourhood,
    Posting,
    Province,
    Unit,
    UnitKind,
)
from bimer.institutions.problems import LoadRefused, Problem, Problems
from bimer.institutions.roles import Level, Role
from bimer.institutions.rows import Directory, NeighbourhoodRow, Row
from bimer.law.turkish import fold

__all__ = ["LoadRefused", "Loaded", "Problem", "load"]

BATCH = 2000
TOLD = 10_000  # progress is told after as many rows
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one load did: institutions in the file, those that were new, and all there are now."""

    units: int
    new: int
    total: int
    neighbourhoods: int


@dataclass(slots=True)
class _Known:
    """What the database already has of an institution the file may refer to."""

    id: int
    coordinator: str | None
    parent: str | None
    path: list[int]


def load(directory: Directory, *, progress: Progress | None = None) -> Loaded:
    """Take every institution of the directory in, or change nothing and say why."""
    tell = progress or (lambda label, done, total: None)
    with transaction.atomic():
        versions.lock()
        known = _known_units()
        chains = _checked(directory, known)
        _store_places(directory)
        _store_kinds(directory)
        new = _store_units(directory.rows, known, chains, tell)
        added = _store_neighbourhoods(directory.neighbourhoods, tell)
        versions.renew()
        with connection.cursor() as cursor:  # a search right after the load must not go by the old figures
            cursor.execute(
                f"analyze {', '.join(each._meta.db_table for each in (Unit, District, Neighbourhood))}"
            )
    return Loaded(len(directory.rows), new, len(known) + new, added)


# --- Checks ----------------------------------------------------------------------------------------
def _known_units() -> dict[str, _Known]:
    rows = Unit.objects.values_list("code", "id", "coordinator__code", "parent__code", "path")
    return {code: _Known(id, coordinator, parent, path) for code, id, coordinator, parent, path in rows}


def _checked(directory: Directory, known: dict[str, _Known]) -> dict[str, tuple[str, ...]]:
    """The coordination chain of every institution; refuses the whole directory if anything is amiss."""
    problems = Problems(directory.source)
    codes = _check_codes(directory.rows, known, problems)
    _check_references(directory, codes, problems)
    _check_call_centres(directory.rows, problems)
    problems.refuse_if_any()
    _check_parents(directory.rows, known, problems)
    return _check_chains(directory.rows, known, problems)


def _check_codes(rows: Sequence[Row], known: dict[str, _Known], problems: Problems) -> set[str]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.code in seen:
            problems.add(row.line, "code", f'"{row.code}" stands on line {seen[row.code]} already')
        seen[row.code] = row.line
    codes = set(seen) | set(known)
    if settings.CENTRE_CODE not in codes:
        problems.add(0, "", f'the centre, "{settings.CENTRE_CODE}", is neither in the file nor loaded')
    return codes


def _check_references(directory: Directory, codes: set[str], problems: Problems) -> None:
    plates = {each.plate for each in directory.provinces} | set(
        Province.objects.values_list("plate", flat=True)
    )
    districts = dict(District.objects.values_list("id", "province_id"))
    districts |= {each.code: each.plate for each in directory.districts}
    for row in directory.rows:
        for column, code in (("parent_code", row.parent), ("coordinator_code", row.coordinator)):
            if code and code not in codes:
                problems.add(row.line, column, f'"{code}" is neither in the file nor loaded')
        if row.plate and row.plate not in plates:
            problems.add(row.line, "plate", f'no province "{row.plate}"')
        if row.district and (row.district not in districts or districts[row.district] != row.plate):
            problems.add(row.line, "district_code", f"no district {row.district} in that province")


def _check_call_centres(rows: Sequence[Row], problems: Problems) -> None:
    """O2: only governorates answer Alo 150, so a place with call agents can't become something else."""
    agents = Posting.objects.filter(role=Role.CALL_AGENT).values_list("unit__code", flat=True)
    staffed = set(agents)
    for row in rows:
        if row.code in staffed and row.level != Level.GOVERNORATE:
            problems.add(row.line, "level", "call agents are posted here; only a governorate may have them")


def _check_parents(rows: Sequence[Row], known: dict[str, _Known], problems: Problems) -> None:
    above = {code: unit.parent for code, unit in known.items()} | {row.code: row.parent for row in rows}
    _, ringed = tree.chains(above)
    for row in rows:
        if row.code in ringed:
            problems.add(row.line, "parent_code", f'"{row.code}" ends up above itself')


def _check_chains(
    rows: Sequence[Row], known: dict[str, _Known], problems: Problems
) -> dict[str, tuple[str, ...]]:
    above = {code: unit.coordinator for code, unit in known.items()}
    above |= {row.code: _coordinator_of(row) for row in rows}
    chains, ringed = tree.chains(above)
    for row in rows:
        if row.code in ringed:
            problems.add(row.line, "coordinator_code", f'"{row.code}" ends up following itself up')
        elif len(chains[row.code]) - 1 > DEEPEST:
            steps = " > ".join(chains[row.code])
            problems.add(
                row.line, "coordinator_code", f"more than {DEEPEST} levels below the centre: {steps}"
            )
    problems.refuse_if_any()
    for code in chains.keys() - {row.code for row in rows}:
        if len(chains[code]) - 1 > DEEPEST:
            problems.add(0, "coordinator_code", f'"{code}", loaded earlier, would sink below level {DEEPEST}')
    problems.refuse_if_any()
    return chains


def _coordinator_of(row: Row) -> str | None:
    if row.code == settings.CENTRE_CODE:
        return None
    return row.coordinator or settings.CENTRE_CODE


# --- Storing ---------------------------------------------------------------------------------------
def _store_places(directory: Directory) -> None:
    _upsert(
        [
            Province(
                plate=each.plate,
                name=each.name,
                name_folded=fold(each.name),
                region=each.region,
                is_metropolitan=each.is_metropolitan,
            )
            for each in directory.provinces
        ],
        key="plate",
    )
    _upsert(
        [
            District(
                id=each.code,
                province_id=each.plate,
                name=each.name,
                name_folded=fold(each.name),
                is_centre=each.is_centre,
                valid_from=each.valid_from or FIRST_DAY,
            )
            for each in directory.districts
        ],
        key="id",
    )


def _store_kinds(directory: Directory) -> None:
    _upsert(
        [
            UnitKind(
                code=each.code,
                name_pattern=each.name_pattern,
                level=each.level,
                ministry=each.ministry,
                keywords=list(each.keywords),
            )
            for each in directory.kinds
        ],
        key="code",
    )


def _store_units(
    rows: Sequence[Row], known: dict[str, _Known], chains: dict[str, tuple[str, ...]], tell: Progress
) -> int:
    ids = {code: unit.id for code, unit in known.items()}
    new = [row.code for row in rows if row.code not in ids]
    ids |= zip(new, _next_ids(len(new)), strict=True)
    provinces = dict(Province.objects.values_list("plate", "name"))
    units = [_unit(row, ids, chains[row.code], provinces) for row in rows]
    _upsert(units, key="code", told=lambda done: tell("institutions", done, len(units)))
    named = {row.code for row in rows}
    moved = []
    for code, unit in known.items():
        path = [ids[step] for step in chains.get(code, ())]
        if code not in named and path != unit.path:
            moved.append(Unit(id=unit.id, path=path, depth=len(path) - 1))
    Unit.objects.bulk_update(moved, ["path", "depth"], batch_size=BATCH)
    return len(new)


def _unit(row: Row, ids: dict[str, int], chain: tuple[str, ...], provinces: dict[str, str]) -> Unit:
    coordinator = _coordinator_of(row)
    province = provinces.get(row.plate or "", "")
    return Unit(
        id=ids[row.code],
        code=row.code,
        name=row.name,
        name_folded=fold(row.name),
        short_name=row.short_name,
        search_folded=search_form(row.name, row.short_name, province),
        kind_id=row.kind,
        level=row.level,
        parent_id=ids[row.parent] if row.parent else None,
        coordinator_id=ids[coordinator] if coordinator else None,
        province_id=row.plate,
        district_id=row.district,
        addressee=row.addressee,
        valid_from=row.valid_from or FIRST_DAY,
        valid_to=row.valid_to,
        is_centre=row.code == settings.CENTRE_CODE,
        takes_applications=row.takes_applications,
        path=[ids[step] for step in chain],
        depth=len(chain) - 1,
    )


def search_form(name: str, short_name: str, province: str) -> str:
    """What search compares: the name, and what it lacks of its short name and its province.

    A space stands at each end, so that " su" begins a word wherever it is.
    """
    words = fold(name).replace("(", " ").replace(")", " ").split()
    words += [more for more in (fold(short_name), fold(province)) if more and more not in words]
    return f" {' '.join(words)[:398]} "


def _store_neighbourhoods(rows: Sequence[NeighbourhoodRow], tell: Progress) -> int:
    """Adds those not there yet; applications may refer to the others, so none is deleted."""
    there = set(Neighbourhood.objects.values_list("district_id", "name", "kind", "part_of", "postal_code"))
    missing = [
        row for row in rows if (row.district, row.name, row.kind, row.part_of, row.postal_code) not in there
    ]
    columns = "district_id, name, name_folded, kind, part_of, postal_code"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {Neighbourhood._meta.db_table} ({columns}) from stdin") as copy,
    ):
        for done, row in enumerate(missing, start=1):
            copy.write_row((row.district, row.name, fold(row.name), row.kind, row.part_of, row.postal_code))
            if done % TOLD == 0 or done == len(missing):
                tell("neighbourhoods", done, len(missing))
    return len(missing)


def _next_ids(count: int) -> Iterable[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [Unit._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _upsert(objects: Sequence[models.Model], *, key: str, told: Callable[[int], None] | None = None) -> None:
    """Insert, or overwrite what has the same key: copied aside first, which is three times as fast."""
    if not objects:
        return
    table = objects[0]._meta.db_table
    fields = objects[0]._meta.concrete_fields
    columns = ", ".join(f'"{each.column}"' for each in fields)
    overwrite = ", ".join(
        f'"{each.column}" = excluded."{each.column}"'
        for each in fields
        if not each.primary_key and each.name != key
    )
    with connection.cursor() as cursor:
        cursor.execute(f"create temp table incoming (like {table}) on commit drop")
        with cursor.copy(f"copy incoming ({columns}) from stdin") as copy:
            for done, each in enumerate(objects, start=1):
                copy.write_row([getattr(each, field.attname) for field in fields])
                if told and (done % TOLD == 0 or done == len(objects)):
                    told(done)
        cursor.execute(
            f"insert into {table} ({columns}) select {columns} from incoming"  # noqa: S608 - names of our columns
            f' on conflict ("{key}") do update set {overwrite}'
        )
        cursor.execute("drop table incoming")
