"""All or nothing: what a file may say, and what is told when it can't be taken."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bimer.institutions import csv_file, loading, versions
from bimer.institutions.models import Neighbourhood, Posting, Unit, UnitKind
from bimer.institutions.problems import LoadRefused
from bimer.institutions.roles import Level, Role
from bimer.institutions.rows import Directory, Row
from tests.institutions.conftest import CENTRE, ROWS, tiny

HEADER = (
    "code,name,level,coordinator_code,parent_code,valid_from,valid_to,keywords,addressee,plate,district_code"
)
CENTRE_LINE = f"{CENTRE},Centre for Petitions,department,,,,,,TO THE CENTRE,,"


@pytest.fixture
def written(tmp_path):
    def write(*lines: str | bytes, header: str = HEADER):
        path = tmp_path / "ministries.csv"
        whole = [header, CENTRE_LINE, *lines]
        path.write_bytes(
            b"\n".join(each if isinstance(each, bytes) else each.encode() for each in whole) + b"\n"
        )
        return path

    return write


def refusal(path) -> list[str]:
    with pytest.raises(LoadRefused) as refused:
        loading.load(csv_file.read(path))
    assert Unit.objects.count() == 0
    return str(refused.value).splitlines()


def test_a_flat_file_becomes_a_tree(db, written):
    path = written(
        "MOH,Ministry of Health,ministry,,,2015-01-01,,hospital|doctor,TO THE MINISTRY OF HEALTH,,",
        "HOSP,Hospitals Directorate,general_directorate,MOH,MOH,2015-01-01,2020-12-31,,,,",
    )
    loaded = loading.load(csv_file.read(path))

    assert (loaded.units, loaded.new, loaded.total) == (3, 3, 3)
    hospitals = Unit.objects.get(code="HOSP")
    ministry, centre = hospitals.coordinator, Unit.objects.get(is_centre=True)
    assert (ministry.code, ministry.coordinator, hospitals.parent) == ("MOH", centre, ministry)
    assert (hospitals.path, hospitals.depth) == ([centre.pk, ministry.pk, hospitals.pk], 2)
    assert (hospitals.valid_from, hospitals.valid_to) == (date(2015, 1, 1), date(2020, 12, 31))
    assert ministry.addressee == "TO THE MINISTRY OF HEALTH"
    assert UnitKind.objects.get(units=ministry).keywords == ["hospital", "doctor"]


def test_loading_again_updates_by_code_and_deletes_nothing(state):
    before = versions.current()
    loaded = loading.load(
        Directory(rows=[replace(ROWS[11], name="Çankaya İlçe Belediyesi", coordinator="V.06")])
    )

    assert (loaded.units, loaded.new, loaded.total) == (1, 0, len(ROWS))
    renamed = Unit.objects.get(code="M.06.1")
    assert (renamed.pk, renamed.name) == (state["M.06.1"].pk, "Çankaya İlçe Belediyesi")
    assert renamed.path == [*state["V.06"].path, renamed.pk]
    assert Unit.objects.count() == len(ROWS)
    assert versions.current() != before


def test_what_hangs_below_moves_along_though_the_file_does_not_name_it(state):
    loading.load(Directory(rows=[replace(ROWS[7], coordinator="V.35")]))

    school = Unit.objects.get(code="S.06.1")
    assert school.path == [*state["V.35"].path, state["K.06.1"].pk, school.pk]


def test_loading_twice_adds_no_neighbourhood_twice(state):
    assert loading.load(tiny()).neighbourhoods == 0
    assert Neighbourhood.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A,Office,office,,,,,,,,", 'ministries.csv:3: level: "office" is none of: '),
        (",Office,other,,,,,,,,", "ministries.csv:3: code: is empty"),
        ("A,,other,,,,,,,,", "ministries.csv:3: name: is empty"),
        ("A B,Office,other,,,,,,,,", 'ministries.csv:3: code: "A B" contains a space or "|"'),
        ("A,Office,other,,,1.5.2015,,,,,", 'ministries.csv:3: valid_from: "1.5.2015" is not a date such as'),
        ("A,Office,other,,,2015-02-29,,,,,", 'ministries.csv:3: valid_from: "2015-02-29" is not a date'),
        (
            "A,Office,other,,,2015-05-01,2015-04-01,,,,",
            "ministries.csv:3: valid_to: 2015-04-01 is before valid_from 2015-05-01",
        ),
        ("A,Office,other,NONE,,,,,,,", 'ministries.csv:3: coordinator_code: "NONE" is neither in the file'),
        ("A,Office,other,,NONE,,,,,,", 'ministries.csv:3: parent_code: "NONE" is neither in the file'),
        ("A,Office,other,A,,,,,,,", 'ministries.csv:3: coordinator_code: "A" ends up following itself up'),
        ("A,Office,other,,A,,,,,,", 'ministries.csv:3: parent_code: "A" ends up above itself'),
        (f"{CENTRE},Again,other,,,,,,,,", f'ministries.csv:3: code: "{CENTRE}" stands on line 2 already'),
        ("A,Office,other,,,,,,,99,", 'ministries.csv:3: plate: no province "99"'),
        ("A,Office,other,,,,,,,,x", 'ministries.csv:3: district_code: "x" is not a number'),
        ("A,Office,other,,,,,,,,7", "ministries.csv:3: district_code: no district 7 in that province"),
        ("A,Office,other", "ministries.csv:3: has more or fewer cells than the header"),
        ("A,Office,other,,,,,,,,,,", "ministries.csv:3: has more or fewer cells than the header"),
        (f"A,{'x' * 251},other,,,,,,,,", "ministries.csv:3: name: is longer than 250 characters"),
        ('A,"Office,other,,,,,,,,', "ministries.csv:3: not readable as CSV: unexpected end of data"),
        (
            b"A,M\xfcd\xfcrl\xfck,other,,,,,,,,",
            "ministries.csv:3: byte 0xfc is not UTF-8; save the file as UTF-8",
        ),
        ("A,Off\0ice,other,,,,,,,,", "ministries.csv:3: contains a NUL character"),
    ],
)
def test_a_bad_line_names_file_line_column_and_reason(db, written, line, told):
    [message] = refusal(written(line))
    assert message.startswith(told)


def test_all_bad_lines_are_told_at_once_up_to_fifty(db, written):
    assert len(refusal(written("A,Office,office,,,,,,,,", ",,,,,,,,,,"))) == 4
    assert len(refusal(written(*(f"A{n},Office,office,,,,,,,," for n in range(60))))) == 50


def test_a_ring_is_told_for_everyone_in_it(db, written):
    told = refusal(written("A,One,other,B,,,,,,,", "B,Two,other,A,,,,,,,", "C,Three,other,B,,,,,,,"))
    assert [message.split(": ")[0] for message in told] == [f"ministries.csv:{line}" for line in (3, 4, 5)]


def test_six_levels_below_the_centre_are_too_many(db, written):
    lines = [f"L{n},Level {n},other,{f'L{n - 1}' if n > 1 else ''},,,,,,," for n in range(1, 7)]
    [message] = refusal(written(*lines))
    assert message == (
        "ministries.csv:8: coordinator_code: more than 5 levels below the centre: "
        f"{CENTRE} > L1 > L2 > L3 > L4 > L5 > L6"
    )
    assert loading.load(csv_file.read(written(*lines[:5]))).units == 6


def test_units_loaded_earlier_may_not_sink_too_deep(state):
    deep = Row("NEW", "New Office", Level.OTHER, "ILLER")
    with pytest.raises(LoadRefused, match=r'"S.06.1", loaded earlier, would sink below level 5'):
        loading.load(Directory(rows=[deep, replace(ROWS[4], coordinator="NEW")]))
    assert not Unit.objects.filter(code="NEW").exists()


@pytest.mark.parametrize("header", ["code,name", f"{HEADER},colour", f"{HEADER},code"])
def test_a_header_that_is_not_the_documented_one_is_refused(db, written, header):
    assert refusal(written(header=header))[0].startswith("ministries.csv:1: ")


def test_a_directory_needs_a_centre(db, tmp_path):
    path = tmp_path / "no-centre.csv"
    path.write_text("code,name,level\nA,Office,other\n")
    [message] = refusal(path)
    assert message == f'no-centre.csv: the centre, "{CENTRE}", is neither in the file nor loaded'


def test_a_governorate_with_call_agents_can_not_become_something_else(state, rana, may):
    Posting.objects.create(officer=rana, role=Role.CALL_AGENT, unit=state["V.06"], valid_from=may)
    with pytest.raises(LoadRefused, match="only a governorate may have them"):
        loading.load(Directory(rows=[replace(ROWS[4], level=Level.OTHER)]))


def test_a_file_may_bring_its_own_provinces_and_districts(db, tmp_path):
    path = tmp_path / "land.csv"
    path.write_text(
        "code,name,level,plate,province_name,district_code,district_name\n"
        f"{CENTRE},Centre,department,,,,\nG.BY,Bavaria,governorate,BY,Bayern,,\nD.1,Passau,district,BY,Bayern,9262,Passau\n"
    )
    loading.load(csv_file.read(path))
    passau = Unit.objects.get(code="D.1")
    assert (str(passau.province), str(passau.district)) == ("Bayern", "Passau")


def test_the_command_says_what_was_wrong_and_that_nothing_changed(db, written):
    with pytest.raises(CommandError, match=r"Nothing was changed\.\nministries\.csv:3: level"):
        call_command("directory_load", str(written("A,Office,office,,,,,,,,")))
    assert Unit.objects.count() == 0


def test_the_command_shows_progress_and_the_sum(db, written):
    out = StringIO()
    call_command("directory_load", str(written("A,Office,other,,,,,,,,")), stdout=out)
    assert "institutions: 2 of 2" in out.getvalue()
    assert "2 institutions (2 new, 2 in all)" in out.getvalue()


def test_the_command_wants_one_source(db, tmp_path):
    for arguments in ([], ["x.csv", "--turkey"], [str(tmp_path / "none.csv")]):
        with pytest.raises(CommandError):
            call_command("directory_load", *arguments)
