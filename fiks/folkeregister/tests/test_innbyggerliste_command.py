"""`fiks innbyggerliste`."""

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.commands.innbyggerliste import command
from fiks.folkeregister.forms.kommandolinje import span
from fiks.folkeregister.lister.utvalg import UtvalgError
from fiks.folkeregister.models import Innbyggerliste
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def _run(*arguments: str | Path, rolle: str = "Vaksinasjon", som: str = "Jonas Lie Berg") -> Result:
    work = ("--rolle", rolle, "--formaal", "Vaksinekampanje", "--som", som, "--sak", "2026/1432")
    return CliRunner().invoke(command, [*map(str, arguments), *work])


def _audit(world: World, kode: str) -> list[Revisjonslinje]:
    with acting(world.actor(world.jonas, world.vaksine)):
        return list(Revisjonslinje.objects.filter(handling=kode))


def test_a_list_becomes_a_file_that_only_its_maker_can_read(world: World, tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    order = ("--kommune", "4215", "--alder", "65-", "--per", "2026-12-31", "--kolonner", "VAKSINE", "--ut", path)
    result = _run(*order, rolle=str(world.vaksine.pk))
    assert (result.exit_code, result.stdout) == (0, f"{path}: 17 personer\n")
    assert "Noen personer kan ikke stå på lister" in result.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
    rows = list(load_workbook(path)["Innbyggere"].iter_rows(values_only=True))
    assert len(rows) == 18
    assert world.numbers["solveig"] in {row[8] for row in rows}


def test_the_log_says_command_line_and_whose_hands(world: World, tmp_path: Path) -> None:
    _run("--kommune", "Lillesand", "--ut", tmp_path / "liste.csv", rolle=str(world.vaksine.pk))
    for kode in ("folkeregister.liste_bestilt", "folkeregister.liste_tegnet"):
        (row,) = _audit(world, kode)
        assert (row.kanal, row.aktoer_navn, row.on_behalf_of, row.acr) == (
            "KOMMANDOLINJE",
            "Jonas Lie Berg",
            "Jonas Lie Berg",
            "",
        )
        assert row.os_bruker
        assert (row.formaal, row.sak) == ("Vaksinekampanje", "2026/1432")
    assert _audit(world, "folkeregister.liste_tegnet")[0].subjektmengde


def test_nothing_of_it_is_kept_in_fiks(world: World, tmp_path: Path) -> None:
    _run("--kommune", "4215", "--ut", tmp_path / "liste.ods", rolle=str(world.vaksine.pk))
    with acting(world.actor(world.jonas, world.vaksine)):
        liste = Innbyggerliste.objects.get()
    assert (liste.status, liste.dokument, liste.is_ready, liste.filnavn) == ("FERDIG", None, False, "")


def test_a_file_that_is_there_is_kept_unless_one_says_so(world: World, tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_text("noe annet")
    result = _run("--kommune", "4215", "--ut", path, rolle=str(world.vaksine.pk))
    assert (result.exit_code, path.read_text()) == (2, "noe annet")
    assert "--overskriv" in result.stderr
    assert _run("--kommune", "4215", "--ut", path, "--overskriv", rolle=str(world.vaksine.pk)).exit_code == 0
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--kommune", "4216"), "dekker ikke"),
        (("--kommune", "4215", "--sivilstand", "gift"), "Rollen åpner ikke for sivilstand."),
        (("--kommune", "4215", "--gradert", "--aarsak", "Vaksine"), "Rollen åpner ikke for graderte adresser."),
        (("--kommune", "4215", "--alder", "gammel"), "Skriv --alder slik: 65- eller 65-79 eller 65."),
        (("--kommune", "4215", "--alder", "65-", "--fodt", "1961"), "Velg bare én"),
        (("--kommune", "4215", "--format", "pdf"), "Velg --format xlsx, ods eller csv."),
    ],
)
def test_what_cannot_be_had_leaves_no_file(world: World, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    result = _run(*arguments, "--ut", tmp_path / "liste.xlsx", rolle=str(world.vaksine.pk))
    assert result.exit_code == 1
    assert told in result.stderr
    assert not list(tmp_path.iterdir())


def test_one_who_does_not_hold_the_role_is_refused_and_that_is_logged(world: World, tmp_path: Path) -> None:
    result = _run("--kommune", "4215", "--ut", tmp_path / "l.xlsx", rolle=str(world.vaksine.pk), som="Fredrik Dahl")
    assert result.exit_code == 1
    assert "har ikke rollen" in result.stderr
    (row,) = _audit(world, "tilgang.avvist")
    assert (row.aktoer_navn, row.utfall) == ("Fredrik Dahl", "AVVIST")


def test_graded_addresses_take_a_reason_and_no_log_in(world: World, tmp_path: Path) -> None:
    order = ("--kommune", "4215", "--ut", tmp_path / "liste.csv", "--gradert")
    rolle = str(world.fullrolle.pk)
    assert "Skriv hvorfor" in _run(*order, rolle=rolle).stderr
    assert _run(*order, "--aarsak", "Skoleskyss", rolle=rolle).exit_code == 0
    text = (tmp_path / "liste.csv").read_text("utf-8-sig")
    assert world.numbers["fortrolig"] in text
    assert world.numbers["strengt"] not in text
    assert _audit(world, "folkeregister.liste_tegnet")[0].aarsak == "Skoleskyss"


def test_a_failed_draw_leaves_nothing(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fiks.folkeregister.lister.listefil.write_about", lambda *_: 1 / 0)
    result = _run("--kommune", "4215", "--ut", tmp_path / "liste.xlsx", rolle=str(world.vaksine.pk))
    assert isinstance(result.exception, ZeroDivisionError)
    assert not os.listdir(tmp_path)  # noqa: PTH208 - hidden files too
    with acting(world.actor(world.jonas, world.vaksine)):
        assert Innbyggerliste.objects.get().status == "FEILET"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("65-", (65, None)), ("-17", (None, 17)), ("65-79", (65, 79)), ("65–79", (65, 79)), ("6", (6, 6))],
)
def test_spans_are_read_with_both_ends(text: str, expected: tuple[int | None, int | None]) -> None:
    assert span(text, "alder") == expected


@pytest.mark.parametrize("text", ["", "-", "65+", "a-b", "65-70-80"])
def test_other_spans_are_not(text: str) -> None:
    with pytest.raises(UtvalgError, match="--alder"):
        span(text, "alder")


def test_help_is_in_bokmaal_with_an_example() -> None:
    assert "Eksempel: fiks innbyggerliste --kommune 4215 --alder 65-" in CliRunner().invoke(command, ["--help"]).output
