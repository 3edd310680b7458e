"""`fiks vask`."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pytest_django import Settings

from fiks.folkeregister.commands.vask import command
from fiks.folkeregister.models import Vask
from fiks.folkeregister.tests.listesider import rows
from fiks.folkeregister.tests.vasker import SOLVEIG, row, washer, xlsx
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(xlsx(row(*SOLVEIG), row(None, "Ingen", "Finnes", "1990")))
    return path


def _run(world: World, *arguments: str | Path, som: str = "Jonas Lie Berg", rolle: str = "") -> Result:
    work = ("--rolle", rolle or str(world.fullrolle.pk), "--formaal", "Skoleplass", "--som", som)
    return CliRunner().invoke(command, [*map(str, arguments), *work])


def test_a_list_becomes_a_washed_file_that_only_its_maker_can_read(world: World, fil: Path, tmp_path: Path) -> None:
    path = tmp_path / "vasket.xlsx"
    result = _run(world, fil, "--ut", path)
    assert (result.exit_code, result.stdout) == (
        0,
        f"{path}: 2 rader: 1 sikker, 0 trolig – se over, 0 flere mulige, 1 ingen\n",
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = list(load_workbook(path)["Vasket"].iter_rows(values_only=True))
    assert world.numbers["solveig"] in found[1]
    [logged] = rows(world, "folkeregister.vask_vasket")
    assert (logged.kanal, logged.aktoer_navn, logged.formaal) == ("KOMMANDOLINJE", "Jonas Lie Berg", "Skoleplass")
    assert logged.os_bruker


def test_nothing_of_it_is_kept_in_fiks(world: World, fil: Path, tmp_path: Path) -> None:
    _run(world, fil, "--ut", tmp_path / "vasket.csv")
    found = washer(world).again(Vask(pk=rows(world, "folkeregister.vask_vasket")[0].detaljer["vask"]))
    assert (found.status, found.dokument, found.opplastet, found.is_ready) == ("FERDIG", None, None, False)


def test_columns_can_be_named(world: World, tmp_path: Path) -> None:
    fil = tmp_path / "liste.csv"
    fil.write_text("Christiansen;Solveig;12.03.1958\n", "utf-8")
    columns = [part for name in ("A=ETTERNAVN", "B=FORNAVN", "C=FØDSELSDATO") for part in ("--kolonne", name)]
    result = _run(world, fil, "--ut", tmp_path / "v.ods", "--overskriftsrad", "0", *columns)
    assert "1 rader: 1 sikker" in result.stdout, result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--ut", "liste.xlsx"), "kan ikke være den som vaskes"),
        (("--ut", "v.pdf"), "må ende på xlsx, ods eller csv"),
        (("--ut", "v.xlsx", "--ark", "Finnes ikke"), "Arket «Finnes ikke» finnes ikke. Filen har: Ark1."),
        (("--ut", "v.xlsx", "--kolonne", "A=ALDER"), "Skriv --kolonne slik: A=ETTERNAVN."),
        (("--ut", "v.xlsx", "--kolonne", "A=FORNAVN"), "Velg også kolonnen med etternavn"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(
    world: World, fil: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(fil.parent)
    result = _run(world, fil, *arguments, "--overskriv")
    assert result.exit_code != 0
    assert told in result.output
    assert list(fil.parent.iterdir()) == [fil]


def test_the_limit_an_hour_is_the_same_here(world: World, fil: Path, tmp_path: Path, settings: Settings) -> None:
    settings.WASHES_AN_HOUR = 1
    assert _run(world, fil, "--ut", tmp_path / "v.xlsx").exit_code == 0
    result = _run(world, fil, "--ut", tmp_path / "v2.xlsx")
    assert (result.exit_code, "Du har vasket 1 liste den siste timen." in result.output) == (1, True)
    assert not (tmp_path / "v2.xlsx").exists()


def test_a_broken_file_is_refused_in_words(world: World, tmp_path: Path) -> None:
    fil = tmp_path / "x.xlsx"
    fil.write_bytes(b"PK\x03\x04 not a spreadsheet")
    result = _run(world, fil, "--ut", tmp_path / "v.xlsx")
    assert (result.exit_code, "Filen kan ikke leses" in result.output) == (1, True)
    assert rows(world, "folkeregister.vask_lastet_opp") == []


def test_one_without_the_role_and_a_role_that_does_not_wash_are_refused_and_logged(
    world: World, fil: Path, tmp_path: Path
) -> None:
    assert "har ikke rollen" in _run(world, fil, "--ut", tmp_path / "v.xlsx", som="Fredrik Dahl").output
    assert "åpner ikke for søk" in _run(world, fil, "--ut", tmp_path / "v.xlsx", rolle=str(world.vaksine.pk)).output
    assert [one.aktoer_navn for one in rows(world, "tilgang.avvist")] == ["Fredrik Dahl", "Jonas Lie Berg"]
    assert not (tmp_path / "v.xlsx").exists()
