"""Following a source that behaves: everything comes once, bursts are coalesced, corrections are fetched anew."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import Settings

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.actions import folging
from fiks.folkeregister.actions.folging import FeilPakke, IkkeStartet, Opptatt, alone
from fiks.folkeregister.actions.hendelsesliste import forget_old
from fiks.folkeregister.models import Hendelse, Hendelsesleser, Identifikator, Person
from fiks.folkeregister.registerkopi.documents import raw_document
from fiks.folkeregister.tests.foelger import (
    OPERATOR,
    Leser,
    in_the_copy,
    leser,
    minutes_behind,
    neste,
    states,
    troubles,
)
from fiks.folkeregister.tests.hendelseskilde import Kilde, serving
from fiks.folkeregister.tests.persons import NUMBERS, merged, past, rad, veg

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kilde() -> Iterator[Kilde]:
    with serving(Kilde()) as found:
        yield found


@pytest.fixture
def reader(kilde: Kilde) -> Iterator[Leser]:
    with leser(kilde) as found:
        found.start()
        yield found


def _audit(kode: str) -> list[Revisjonslinje]:
    with acting(OPERATOR):
        return list(Revisjonslinje.objects.filter(handling=kode).order_by("at"))


def test_events_bring_the_documents_of_those_they_tell_of(kilde: Kilde, reader: Leser) -> None:
    for number in NUMBERS[:5]:
        reader.person(number)
        kilde.skjer(number)
    runde = reader.runde()
    assert (runde.lest, runde.hentet, runde.behandlet) == (5, 5, 5)
    assert in_the_copy(*NUMBERS[:5]) == kilde.dokumenter
    assert set(states().values()) == {"BEHANDLET"}
    assert neste() == 6
    assert troubles() == {}


def test_pages_are_read_until_there_are_no_more(kilde: Kilde, reader: Leser) -> None:
    kilde.page = 3
    for number in NUMBERS[:8]:
        reader.person(number)
        kilde.skjer(number)
    assert reader.runde().lest == 8
    assert neste() == 9
    assert Person.objects.count() == 8


def test_a_burst_about_one_person_is_one_fetching(kilde: Kilde, reader: Leser) -> None:
    reader.person(NUMBERS[0])
    for kind in ("endringIBostedsadresse", "endringINavn", "endringISivilstand") * 5:
        kilde.skjer(NUMBERS[0], kind)
    runde = reader.runde()
    assert (runde.lest, runde.hentet, runde.behandlet) == (15, 1, 15)
    assert sum("bulkoppslag" in path for path in kilde.kall) == 1


def test_a_correction_is_fetched_anew_and_what_was_wrong_is_gone(kilde: Kilde, reader: Leser) -> None:
    reader.person(NUMBERS[0])
    kilde.skjer(NUMBERS[0], "personErOpprettet")
    reader.runde()
    reader.person(NUMBERS[0], navn=[rad(fornavn="SOLVEIG", etternavn="ÅS")])
    kilde.skjer(NUMBERS[0], "personErOppdatert")
    assert reader.runde().hentet == 1
    assert in_the_copy(NUMBERS[0]) == kilde.dokumenter
    assert Person.objects.get().etternavn == "ÅS"


def test_a_twin_that_ended_leads_to_the_one_who_lives_on(kilde: Kilde, reader: Leser) -> None:
    twin, survivor = NUMBERS[:2]
    for number in (twin, survivor):
        reader.person(number)
        kilde.skjer(number, "personErOpprettet")
    reader.runde()
    reader.person(survivor, identifikasjonsnummer=merged(survivor, twin))
    kilde.dokumenter[twin] = kilde.dokumenter[survivor]
    kilde.skjer(twin, "personErOpphoertSomDublett")
    kilde.skjer(survivor, "personErViderefoertSomGjeldendeVedSammenslaaing")
    assert reader.runde().borte == 0
    assert Identifikator.objects.get().person == survivor
    assert raw_document(twin) == raw_document(survivor)
    assert set(states().values()) == {"BEHANDLET"}


def test_a_twin_whom_the_source_no_longer_knows_is_done_when_the_survivor_names_it(kilde: Kilde, reader: Leser) -> None:
    twin, survivor = NUMBERS[:2]
    reader.person(survivor, identifikasjonsnummer=merged(survivor, twin))
    kilde.skjer(twin, "personErOpphoertSomDublett")
    kilde.skjer(survivor, "personErViderefoertSomGjeldendeVedSammenslaaing")
    assert reader.runde().borte == 0
    assert set(states().values()) == {"BEHANDLET"}


def test_split_persons_are_two_again(kilde: Kilde, reader: Leser) -> None:
    left, right = NUMBERS[:2]
    reader.person(left, identifikasjonsnummer=merged(left, right))
    kilde.skjer(left, "personErViderefoertSomGjeldendeVedSammenslaaing")
    reader.runde()
    reader.person(left)
    reader.person(right)
    kilde.skjer(left, "personErEndretVedSplitting")
    kilde.skjer(right, "personErGjenopprettetVedSplitting")
    reader.runde()
    assert set(Person.objects.values_list("identifikator", flat=True)) == {left, right}
    assert not Identifikator.objects.exists()


@pytest.mark.parametrize("aarsak", ["Kommuneregulering", "Adresseoppdatering"])
def test_what_matrikkelen_or_a_merger_writes_anew_is_no_move(kilde: Kilde, reader: Leser, aarsak: str) -> None:
    reader.person(NUMBERS[0])
    kilde.skjer(NUMBERS[0], "personErOpprettet")
    reader.runde()
    before = Person.objects.get().innflyttet_kommune_date
    kommune = "4225" if aarsak == "Kommuneregulering" else "4215"
    renewed = rad(**veg(kommune=kommune), aarsak=aarsak, ajourholdstidspunkt="2026-01-01T00:00:00+01:00")
    reader.person(
        NUMBERS[0], bostedsadresse=[past(**veg()), renewed | {"gyldighetstidspunkt": "2024-01-01T00:00:00+01:00"}]
    )
    kilde.skjer(NUMBERS[0], "endringIBostedsadresseVedKommuneregulering")
    kilde.skjer(NUMBERS[0], "personErOppdatert")
    reader.runde()
    assert Person.objects.get().kommunenummer == kommune
    assert Person.objects.get().innflyttet_kommune_date == before.replace(year=2010)  # type: ignore[union-attr]  # a date


def test_a_death_that_is_annulled_is_gone_and_a_corrected_date_is_the_new_one(kilde: Kilde, reader: Leser) -> None:
    reader.person(NUMBERS[0], doedsfall={"doedsdato": "2026-11-20"})
    kilde.skjer(NUMBERS[0], "personErDoed")
    reader.runde()
    assert Person.objects.get().doedsdato == date(2026, 11, 20)
    reader.person(NUMBERS[0])
    kilde.skjer(NUMBERS[0], "personErReaktivert")
    reader.runde()
    assert Person.objects.get().doedsdato is None
    reader.person(NUMBERS[0], doedsfall={"doedsdato": "2026-11-19"})
    kilde.skjer(NUMBERS[0], "personErDoed")
    reader.runde()
    assert Person.objects.get().doedsdato == date(2026, 11, 19)


def test_packages_without_document_ids_and_unknown_fields_work(kilde: Kilde, reader: Leser) -> None:
    reader.person(NUMBERS[0])
    kilde.hendelser[1] = {
        "sekvensnummer": 1,
        "nytt": True,
        "hendelse": {
            "folkeregisteridentifikator": NUMBERS[0],
            "hendelsetype": "personErBosatt",
            "hendelsesdokument": None,
        },
    }
    assert reader.runde().behandlet == 1


def test_nothing_new_is_asked_for_with_the_tag_and_counts_as_up_to_date(kilde: Kilde, reader: Leser) -> None:
    reader.runde()
    reader.later(minutes=7)
    runde = reader.runde()
    assert (runde.lest, runde.problem) == (0, None)
    assert Hendelsesleser.objects.get().til_slutt_at == reader.now
    assert minutes_behind(reader.now) == 0


def test_the_lag_is_counted_from_the_oldest_event_that_waits(kilde: Kilde, reader: Leser) -> None:
    kilde.skjer(NUMBERS[0], ajourholdstidspunkt=(reader.now).isoformat())
    reader.later(minutes=12)
    reader.runde(stop=Hendelse.objects.exists)
    assert minutes_behind(reader.now) == 12


def test_events_that_were_dealt_with_long_ago_are_deleted(reader: Leser, kilde: Kilde, settings: Settings) -> None:
    settings.EVENT_DAYS = 90
    reader.person(NUMBERS[0])
    kilde.skjer(NUMBERS[0])
    reader.runde()
    kilde.skjer(NUMBERS[1])
    reader.runde()
    with acting(OPERATOR):
        assert forget_old(by=OPERATOR, at=reader.now + timedelta(days=89)) == 0
        assert forget_old(by=OPERATOR, at=reader.now + timedelta(days=91)) == 1
    assert states() == {2: "VENTER"}


def test_reading_pauses_when_too_many_wait(kilde: Kilde, reader: Leser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folging, "MOST_WAITING", 4)
    kilde.page = 2
    for number in NUMBERS[:10]:
        reader.person(number)
        kilde.skjer(number)
    assert reader.runde().behandlet == 10
    calls = [path.rsplit("/", 1)[1] for path in kilde.kall]
    assert calls[:4] == ["sekvensnummer", "feed", "feed", "bulkoppslag"]
    assert troubles() == {}


def test_the_source_is_never_asked_inside_a_transaction(kilde: Kilde, reader: Leser, owner: object) -> None:
    open_ones: list[int] = []
    asking = "select count(*) from pg_stat_activity where usename = 'fiks_app' and state = 'idle in transaction'"
    kilde.before = lambda _path: open_ones.append(owner.execute(asking).fetchone()[0])  # type: ignore[attr-defined]  # psycopg
    reader.person(NUMBERS[0])
    kilde.skjer(NUMBERS[0])
    reader.runde()
    assert len(open_ones) >= 4
    assert set(open_ones) == {0}


def test_only_one_follows_at_a_time(reader: Leser, owner: object) -> None:
    owner.execute("select pg_advisory_lock(hashtext('folkeregister.folg'))")  # type: ignore[attr-defined]  # psycopg
    with pytest.raises(Opptatt):
        reader.runde()
    owner.execute("select pg_advisory_unlock_all()")  # type: ignore[attr-defined]  # psycopg
    with alone():
        pass
    assert reader.runde().problem is None


def test_who_has_not_been_told_where_to_begin_does_not(kilde: Kilde) -> None:
    with leser(kilde) as found, pytest.raises(IkkeStartet):
        found.runde()


def test_another_package_has_another_sequence(kilde: Kilde, reader: Leser) -> None:
    with pytest.raises(FeilPakke):
        reader.runde(pakke="offentlig-uten-hjemmel")
    assert troubles() == {"FEIL_PAKKE": 1}


def test_the_log_tells_what_was_read_and_done_and_by_whom(kilde: Kilde, reader: Leser) -> None:
    reader.person(NUMBERS[0])
    kilde.skjer(NUMBERS[0])
    reader.runde()
    (started,) = _audit("folkeregister.folg_startet")
    (read,) = _audit("folkeregister.hendelser_lest")
    (done,) = _audit("folkeregister.hendelser_behandlet")
    assert started.detaljer == {"fra": 1, "pakke": "offentlig-med-hjemmel"}
    assert (read.antall, read.detaljer) == (1, {"fra": 1, "til": 1})
    assert (done.antall, done.aktoer_slag) == (1, "OPERATOER")
    assert not any(NUMBERS[0] in str(row.detaljer) for row in (started, read, done))
