"""Drawing: what the file holds, and that it is whole or not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from fiks.felles.jobber.worker import worker_app
from fiks.felles.koder.kalender import OSLO
from fiks.felles.kontekst import Acr, acting
from fiks.felles.meldinger.models import Melding
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import Tildeling
from fiks.folkeregister.actions import listetegning
from fiks.folkeregister.actions.innbyggerlister import cancel_liste
from fiks.folkeregister.actions.listearbeid import MOST_ATTEMPTS, Busy
from fiks.folkeregister.actions.listemaal import Lagermaal
from fiks.folkeregister.actions.listetegning import draw_liste
from fiks.folkeregister.actions.roller import set_rolle_active
from fiks.folkeregister.lister.listefil import BEGRENSNING
from fiks.folkeregister.lister.utvalg import Utvalg
from fiks.folkeregister.models import Filformat, Innbyggerliste, Kolonnesett, Listestatus, Sortering
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.registerkopi import loading, registerleser
from fiks.folkeregister.tests.lists import LILLESAND, PER, Drawer, aged, cells, drawer, sheets, vaccinator
from fiks.folkeregister.tests.persons import line, merged, person
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db(transaction=True)
ELDERLY = Utvalg(("4215",), alder=aged(65))


def _draw_waiting(someone: Drawer, liste: Innbyggerliste) -> None:
    draw_liste(liste_id=liste.pk, virksomhet_id=liste.virksomhet_id, clock=lambda: someone.at)


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    """A store of the test's own, so that what lies in it is what the test has left."""
    settings.STORE_DIR = tmp_path


def _kept_files() -> list[Path]:
    return [file for file in settings.STORE_DIR.rglob("*") if file.is_file()]


@pytest.mark.parametrize("filformat", [Filformat.XLSX, Filformat.ODS])
def test_a_list_reads_back_with_every_number_intact(world: World, filformat: Filformat) -> None:
    someone = vaccinator(world)
    read = someone.sheets(ELDERLY, filformat=filformat)
    assert list(read) == ["Innbyggere", "Om listen"]
    heading, *rows = read["Innbyggere"]
    solveig = dict(zip(heading, next(row for row in rows if row[3] == "SOLVEIG"), strict=True))
    assert solveig == {
        "Kommunenummer": "4215",
        "Kommune": "Lillesand",
        "Foedselsdato": date(1958, 3, 12),
        "Fornavn": "SOLVEIG",
        "Etternavn": "CHRISTIANSEN",
        "Adresse": "Strandgata 14 B",
        "Postnummer": "4790",
        "Poststed": "LILLESAND",
        "Identifikasjonsnummer_foedselsEllerDNummer": world.numbers["solveig"],
        "Alder": 68,
        "Kjoenn": "Kvinne",
        "Grunnkrets": "0101",
    }
    numbers = [str(row[8]) for row in rows]
    assert all(len(number) == 11 and number.isdecimal() for number in numbers)
    assert {world.numbers[name] for name in ("solveig", "per", "merged", "verge")} <= set(numbers)


def test_the_two_readers_agree(world: World) -> None:
    someone = vaccinator(world)
    content = someone.content(someone.draw(ELDERLY))
    plain = [[str(_plain(cell) or "") for cell in row] for row in sheets(content)["Innbyggere"]]
    other = [[str(_plain(cell) or "") for cell in row] for row in cells(content)["Innbyggere"]]
    assert plain == other


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date()
    return int(cell) if isinstance(cell, float) else cell


def test_a_csv_opens_in_a_norwegian_spreadsheet(world: World) -> None:
    someone = vaccinator(world)
    content = someone.content(someone.draw(ELDERLY, filformat=Filformat.CSV))
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[0].startswith('"Kommunenummer";"Kommune";"Foedselsdato"')
    assert f'"{world.numbers["solveig"]}"' in text
    assert str(BEGRENSNING) not in text


def test_the_second_sheet_tells_what_the_list_is(world: World) -> None:
    someone = drawer(world, sak="2026/1432")
    about = someone.sheets(ELDERLY)["Om listen"]
    told = {str(word): str(text).replace("\u00a0", " ") for word, text in about}
    assert told["Utvalg"] == "Bosatt i Lillesand."
    assert told["Rolle"] == "Skole med hjemmel"
    assert told["Virksomhet"] == "Lillesand kommune"
    assert told["Formål"] == someone.by.formaal
    assert told["Sak"] == "2026/1432"
    assert told["Laget av"] == "Jonas Lie Berg"
    assert told["Antall personer"] == "17"
    assert told["Hvem som kan mangle"] == str(BEGRENSNING)


def test_every_second_sheet_carries_the_same_sentence(world: World) -> None:
    someone = drawer(world, acr=Acr.HIGH)
    orders: tuple[dict[str, Any], ...] = (
        {},
        {"med_graderte": True, "aarsak": "Skoleplass"},
        {"utvalg": Utvalg(("4216",))},
    )
    for order in orders:
        assert ["Hvem som kan mangle", str(BEGRENSNING)] in someone.sheets(**order)["Om listen"]


def test_names_come_in_norwegian_order(world: World) -> None:
    rows = drawer(world).sheets(kolonnesett=Kolonnesett.VAKSINE)["Innbyggere"][1:]
    names = [str(row[4]) for row in rows]
    assert names.index("CHRISTIANSEN") < names.index("FYLLING") < names.index("LIEN") < names.index("LUND")


def test_addresses_come_in_order_of_street_and_number(world: World) -> None:
    rows = drawer(world).sheets(sortering=Sortering.ADRESSE)["Innbyggere"][1:]
    addresses = [str(row[5]) for row in rows if str(row[5]).startswith("Kirkebakken")]
    assert addresses == sorted(addresses, key=lambda address: int(address.split()[-1]))
    streets = list(dict.fromkeys(str(row[5]).split()[0] for row in rows if row[5]))
    assert (
        streets.index("Kirkebakken")
        < streets.index("Strandgata")
        < streets.index("Øvregate")
        < streets.index("Åsveien")
    )


def test_the_draw_is_logged_with_everyone_on_it(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw(ELDERLY)
    with acting(someone.by):
        row = Revisjonslinje.objects.get(handling="folkeregister.liste_tegnet")
    assert row.subjektmengde is not None
    assert set(subjektmengde.unpack(bytes(row.subjektmengde))) == set(someone.numbers(ELDERLY))
    assert (row.antall, row.kanal, row.aktoer_navn, row.id) == (17, "JOBB", "Jonas Lie Berg", liste.revisjon_id)
    assert row.konfidensiell
    assert set(row.opplysninger) == {"navn", "foedsel", "kjoenn", "bostedsadresse", "identifikasjonsnummer"}


def test_whoever_ordered_is_told_when_it_is_ready(world: World) -> None:
    liste = vaccinator(world).draw(ELDERLY)
    with acting(world.actor(world.jonas)):
        melding = Melding.objects.get()
    assert melding.tittel == "Innbyggerlisten er klar"
    assert melding.lenke == f"/folkeregister/innbyggerlister/{liste.pk}/"
    assert liste.filnavn in melding.tekst


def test_a_file_lies_encrypted_and_has_an_end(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw(ELDERLY)
    assert liste.dokument is not None
    stored = (settings.STORE_DIR / liste.dokument.pk.hex[:2] / liste.dokument.pk.hex).read_bytes()
    assert b"Innbyggere" not in stored
    assert not stored.startswith(b"PK")
    assert liste.slettes_at == liste.dokument.delete_at == someone.at + timedelta(days=7)


def test_the_second_list_of_a_day_is_called_2(world: World) -> None:
    someone = vaccinator(world).at_time(world.now + timedelta(days=2))
    today, tomorrow = (f"{(someone.at + timedelta(days=days)).astimezone(OSLO):%d.%m.%Y}" for days in (0, 1))
    names = [someone.draw(ELDERLY).filnavn, someone.draw(ELDERLY, filformat=Filformat.CSV).filnavn]
    names.append(drawer(world).at_time(someone.at).draw(Utvalg(("4215", "4216"))).filnavn)
    names.append(someone.at_time(someone.at + timedelta(days=1)).draw(ELDERLY).filnavn)
    assert names == [
        f"innbyggerliste-lillesand-{today}.xlsx",
        f"innbyggerliste-lillesand-{today}-2.csv",
        f"innbyggerliste-flere-{today}.xlsx",
        f"innbyggerliste-lillesand-{tomorrow}.xlsx",
    ]


def test_a_list_is_drawn_by_the_worker(world: World) -> None:
    someone = vaccinator(world).at_time(timezone.now())
    liste = someone.order(ELDERLY)
    with worker_app() as app:
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, queues=["vanlig"])
    ready = someone.again(liste)
    assert (ready.status, ready.antall, ready.percent) == (Listestatus.FERDIG, 17, 100)
    assert ProcrastinateJob.objects.get(task_name="folkeregister.draw_liste").status == "succeeded"


def test_no_job_waits_for_an_order_that_was_undone(world: World) -> None:
    someone = vaccinator(world)

    def order_and_fail() -> None:
        with acting(someone.by):
            someone.order(ELDERLY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        order_and_fail()
    assert not ProcrastinateJob.objects.exists()


def test_a_job_that_runs_twice_draws_once(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.order(ELDERLY)
    _draw_waiting(someone, liste)
    _draw_waiting(someone, liste)
    assert someone.again(liste).forsoek == 1
    assert len(_kept_files()) == 1


def test_two_never_draw_the_same_list_at_once(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.order(ELDERLY)
    with registerleser.reading() as cursor:
        assert registerleser.lock(cursor, liste.pk)
        with pytest.raises(Busy):
            _draw_waiting(someone, liste)
    _draw_waiting(someone, liste)
    assert someone.again(liste).status == Listestatus.FERDIG


def test_a_list_whose_worker_died_is_taken_up_at_once(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.order(ELDERLY)
    with acting(someone.by):
        Innbyggerliste.objects.update(status=Listestatus.I_ARBEID, forsoek=1, antall_skrevet=20_000)
    _draw_waiting(someone, liste)
    again = someone.again(liste)
    assert (again.status, again.forsoek, again.antall) == (Listestatus.FERDIG, 2, 17)


class _Stops(Lagermaal):
    """A store that does something when so much has been written."""

    def __init__(self, act: Any) -> None:
        self._act = act

    @contextmanager
    def writing(self) -> Iterator[Any]:
        with super().writing() as sink:
            self._act()
            yield sink


def test_a_cancelled_list_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = vaccinator(world)
    liste = someone.order(ELDERLY)

    def cancel() -> None:
        with acting(someone.by):
            cancel_liste(liste=liste, by=someone.by, at=someone.at)

    monkeypatch.setattr(listetegning, "Lagermaal", lambda: _Stops(cancel))
    _draw_waiting(someone, liste)
    again = someone.again(liste)
    assert (again.status, again.dokument, again.antall) == (Listestatus.AVBRUTT, None, None)
    assert _kept_files() == []
    with acting(someone.by):
        assert not Revisjonslinje.objects.filter(handling="folkeregister.liste_tegnet").exists()
        assert not Melding.objects.exists()


def test_a_failed_draw_leaves_nothing_and_is_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = vaccinator(world)
    liste = someone.order(ELDERLY)

    def fail() -> None:
        raise OSError("disken er full")

    with monkeypatch.context() as patch:
        patch.setattr(listetegning, "Lagermaal", lambda: _Stops(fail))
        for attempt in range(1, MOST_ATTEMPTS + 1):
            with pytest.raises(OSError, match="disken"):
                _draw_waiting(someone, liste)
            failed = someone.again(liste)
            assert failed.status == (Listestatus.BESTILT if attempt < MOST_ATTEMPTS else Listestatus.FEILET)
    assert "ingenting er lagret" in failed.feil
    assert _kept_files() == []
    with acting(someone.by):
        assert Melding.objects.get().tittel == "Innbyggerlisten ble ikke laget"
        assert Revisjonslinje.objects.filter(handling="folkeregister.liste_feilet").count() == 1
    _draw_waiting(someone, liste)
    assert someone.again(liste).status == Listestatus.FEILET


def test_a_list_is_not_drawn_for_one_who_has_lost_the_role(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.order(ELDERLY)
    with acting(OPERATOR):
        given = Tildeling.objects.get(bruker=world.jonas, ressurs=world.vaksine.ressurs)
        tilgang.withdraw_access(tildeling=given, begrunnelse="Sluttet", by=OPERATOR, at=someone.at)
    _draw_waiting(someone, liste)
    again = someone.again(liste)
    assert (again.status, again.feil) == (Listestatus.FEILET, "Jonas Lie Berg har ikke rollen Vaksinasjon nå.")


def test_a_list_is_not_drawn_in_a_role_that_is_closed(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.order(ELDERLY)
    with acting(OPERATOR):
        set_rolle_active(rolle=world.vaksine, active=False, by=OPERATOR, at=someone.at)
    _draw_waiting(someone, liste)
    assert someone.again(liste).status == Listestatus.FEILET


def test_a_list_drawn_again_tells_who_is_new_and_how_many_left(world: World, tmp_path: Any) -> None:
    someone = vaccinator(world)
    first = someone.draw(ELDERLY)
    _change_register(world, tmp_path)
    later = someone.at_time(someone.at + timedelta(days=30))
    again = later.draw(ELDERLY.moved_to(PER + timedelta(days=1)), vis_nye=True)
    assert (again.forrige_id, again.nye, again.borte, again.antall) == (first.pk, 1, 1, 17)
    read = sheets(later.content(again))
    assert list(read) == ["Innbyggere", "Om listen", "Nye siden forrige"]
    assert [row[4] for row in read["Nye siden forrige"]] == ["Etternavn", "NYHEIM"]
    assert ["Nye siden forrige", "1"] in read["Om listen"]
    assert ["Ikke lenger med", "1"] in read["Om listen"]


def _change_register(world: World, tmp_path: Any) -> None:
    """Per gets a new number, Vera dies, and somebody moves in."""
    from fiks.folkeregister.tests.persons import NUMBERS, rad, veg

    per, new_number, moved_in = world.numbers["per"], NUMBERS[5], NUMBERS[6]
    documents = [
        person(
            new_number,
            identifikasjonsnummer=merged(new_number, per),
            foedsel=[rad(foedselsdato="1955-08-01", foedselsaar="1955")],
        ),
        person(world.numbers["verge"], status=[rad(status="doed")], bostedsadresse=None),
        person(moved_in, navn=[rad(fornavn="NINA", etternavn="NYHEIM")], bostedsadresse=[rad(**veg("Nyveien"))]),
    ]
    loading.load(map(line, documents), by=OPERATOR, at=timezone.now(), reject_path=tmp_path / "avvist")


def test_the_first_draw_has_nothing_to_be_compared_with(world: World) -> None:
    someone = vaccinator(world)
    liste = someone.draw(ELDERLY, vis_nye=True)
    assert (liste.forrige, liste.nye, liste.borte) == (None, None, None)
    other = someone.draw(replace(ELDERLY, kjoenn="mann"))
    assert other.forrige is None


def test_lists_are_seen_in_their_own_role_and_organisation_only(world: World) -> None:
    liste = vaccinator(world).draw(ELDERLY)
    for stranger in (
        world.actor(world.jonas, world.fullrolle),
        world.actor(world.berit, world.birkenesrolle),
        world.actor(world.ingrid),
    ):
        with acting(stranger):
            assert queries.liste_for(stranger, liste.pk) is None
    with acting(world.actor(world.berit, world.birkenesrolle)):
        assert not Innbyggerliste.objects.exists()
    assert not Innbyggerliste.objects.exists()


def test_what_the_role_does_not_open_stays_empty_and_is_told(world: World) -> None:
    someone = vaccinator(world)
    with acting(OPERATOR):
        world.vaksine.opplysninger = ["navn", "bostedsadresse"]
        world.vaksine.save()
    heading, *rows = someone.sheets(LILLESAND)["Innbyggere"]
    assert heading.index("Identifikasjonsnummer_foedselsEllerDNummer") == 8
    assert all(row[2] == "" and row[9] == "" and row[10] == "" for row in rows)
    assert all(row[4] for row in rows)
    told = dict(someone.sheets(LILLESAND)["Om listen"])
    assert told["Kolonner"] == "Vaksine. Rollen åpner ikke for Foedselsdato, Alder og Kjoenn, som derfor er tom."


def test_own_columns_and_confidential_values(world: World) -> None:
    someone = drawer(world)
    chosen = ("Navn_etternavn", "Status_status", "Postadresse_adresse", "Statsborgerskap_statsborgerskap")
    heading, *rows = someone.sheets(kolonnesett=Kolonnesett.EGENDEFINERT, kolonner=chosen)["Innbyggere"]
    assert heading == ["Navn_etternavn", "Status_status", "Statsborgerskap_statsborgerskap", "Postadresse_adresse"]
    assert ["CHRISTIANSEN", "bosatt", "NOR", ""] in rows
