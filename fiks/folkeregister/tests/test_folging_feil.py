"""Following a source that misbehaves: nothing is lost, and each trouble is named until it is over."""

import json
import logging
import random
from collections.abc import Iterator

import pytest

from fiks.felles.kontekst import acting
from fiks.folkeregister.actions import hendelsesliste as liste
from fiks.folkeregister.actions.folging import Stoppet
from fiks.folkeregister.models import Hendelsesavvik, Hendelseshull, Hendelsesleser, Person
from fiks.folkeregister.tests.foelger import OPERATOR, Leser, in_the_copy, leser, neste, states, troubles
from fiks.folkeregister.tests.hendelseskilde import Answer, Kilde, serving
from fiks.folkeregister.tests.persons import NUMBERS
from fiks.integrasjoner import folkeregisteret

pytestmark = pytest.mark.django_db(transaction=True)
FEED = "/hendelser/feed"
HTML = (
    b"<!DOCTYPE html><html><body>The requested URL was rejected. Your support ID is: 4839201847561029384</body></html>"
)


@pytest.fixture
def kilde() -> Iterator[Kilde]:
    with serving(Kilde()) as found:
        for number in NUMBERS[:6]:
            found.skjer(number)
        yield found


@pytest.fixture
def reader(kilde: Kilde) -> Iterator[Leser]:
    with leser(kilde, timeout=0.4) as found:
        for number in NUMBERS[:6]:
            found.person(number)
        found.start()
        yield found


def _is_whole(kilde: Kilde) -> bool:
    """Every event is done, and the copy is as the source."""
    done = states()
    return (
        set(done) == set(kilde.hendelser)
        and set(done.values()) == {"BEHANDLET"}
        and in_the_copy(*kilde.dokumenter) == kilde.dokumenter
        and neste() == max(kilde.hendelser) + 1
    )


def _facts(slag: str) -> dict[str, object]:
    found: dict[str, object] = Hendelsesavvik.objects.get(slag=slag).detaljer
    return found


def _half_page(kilde: Kilde) -> Answer:
    return Answer(200, json.dumps(list(kilde.hendelser.values())).encode()[:-40])


TROUBLES = {
    "html": ([Answer(200, HTML)], "BRANNMUR"),
    "html_403": ([Answer(403, HTML, {"Content-Type": "text/html"})], "BRANNMUR"),
    "other_json": ([Answer(200, b'{"hendelser": []}')], "UVENTET_SVAR"),
    "no_numbers": ([Answer(200, b'[{"hendelse": {}}]')], "UVENTET_SVAR"),
    "empty_body": ([Answer(200, b"")], "UVENTET_SVAR"),
    "not_text": ([Answer(200, b"\xff\xfe\x00")], "UVENTET_SVAR"),
    "half_page": ([], "HALV_SIDE"),
    "cut_line": ([Answer(200, b"[1234567890]", cut=6)] * 2, "SVARER_IKKE"),
    "hangs": ([Answer(seconds=1.0)] * 2, "SVARER_IKKE"),
    "server_error": ([Answer(503)] * 2, "SVARER_IKKE"),
    "too_many": ([Answer(429, headers={"Retry-After": "600000"})], "FOR_MANGE_KALL"),
    "no_access": ([Answer(403, b'{"feilkode": "FREG-403"}')], "AVVIST_TILGANG"),
    "bad_request": ([Answer(400, b"")], "AVVIST_TILGANG"),
}


@pytest.mark.parametrize("case", TROUBLES)
def test_a_bad_answer_is_named_and_nothing_is_lost(kilde: Kilde, reader: Leser, case: str) -> None:
    answers, slag = TROUBLES[case]
    kilde.gaar_galt(FEED, *(answers or [_half_page(kilde)]))
    assert reader.runde().problem is not None
    assert troubles() == {slag: 1}
    assert neste() == 1
    reader.later(hours=1)
    assert reader.runde().problem is None
    assert troubles() == {}
    assert _is_whole(kilde)


def test_the_support_id_of_a_firewall_is_kept_for_the_one_who_asks(kilde: Kilde, reader: Leser) -> None:
    kilde.gaar_galt(FEED, Answer(200, HTML))
    reader.runde()
    assert _facts("BRANNMUR") == {"grunn": "http_200", "referanse": "4839201847561029384"}


def test_a_page_that_drips_is_left(kilde: Kilde, reader: Leser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folkeregisteret, "LONGEST_ANSWER", -1.0)
    assert str(reader.runde().problem) == "too_slow"


def test_we_stay_away_for_as_long_as_we_are_asked_to(kilde: Kilde, reader: Leser) -> None:
    kilde.gaar_galt(FEED, Answer(429, headers={"Retry-After": "600000"}))
    first = reader.runde()
    calls = len(kilde.kall)
    reader.later(minutes=9)
    second = reader.runde()
    assert first.vent_til == second.vent_til
    assert len(kilde.kall) == calls
    reader.later(minutes=2)
    assert reader.runde().behandlet == 6
    assert Hendelsesleser.objects.get().neste_forsoek_at is None


def test_a_short_wait_is_waited_within_the_call(kilde: Kilde, reader: Leser) -> None:
    kilde.gaar_galt(FEED, Answer(429, headers={"Retry-After": "1500"}))
    assert reader.runde().behandlet == 6
    assert reader.waited == [1.5]


def test_too_old_stops_the_reader_until_it_is_started_anew(kilde: Kilde, reader: Leser) -> None:
    kilde.eldste = 4
    assert reader.runde().problem is not None
    assert Hendelsesleser.objects.get().is_stopped
    assert _facts("FOR_GAMMEL") == {"fra": 1}
    calls = len(kilde.kall)
    with pytest.raises(Stoppet):
        reader.runde()
    assert len(kilde.kall) == calls
    reader.start(4)
    assert reader.runde().behandlet == 3
    assert troubles() == {}


def test_events_out_of_order_and_repeated_are_kept_once(kilde: Kilde, reader: Leser) -> None:
    kilde.sider[1] = [3, 1, 2, 2, 6, 5, 4, 1]
    runde = reader.runde()
    assert (runde.lest, runde.behandlet) == (6, 6)
    assert troubles() == {"UORDEN": 1, "GJENTATT": 2}
    assert _is_whole(kilde)


def test_pages_in_any_order_lose_nothing(kilde: Kilde, reader: Leser) -> None:
    kilde.sider = {1: [1, 2, 5], 6: [3, 6, 4]}
    reader.runde()
    assert _is_whole(kilde)
    assert not Hendelseshull.objects.exists()
    assert "HULL" not in troubles()


def test_a_page_that_has_been_read_before_ends_the_round(kilde: Kilde, reader: Leser) -> None:
    kilde.sider = {1: [1, 2], 3: [1, 2]}
    assert reader.runde().lest == 2
    assert troubles() == {"GJENTATT": 2}
    assert reader.runde().lest == 4
    assert _is_whole(kilde)


def test_a_hole_is_named_and_what_comes_late_is_kept(kilde: Kilde, reader: Leser) -> None:
    late = kilde.hendelser.pop(3)
    reader.runde()
    assert troubles() == {"HULL": 1}
    assert _facts("HULL") == {"hull": ["3"]}
    kilde.hendelser[3] = late
    reader.later(minutes=2)
    assert reader.runde().behandlet == 1
    assert _is_whole(kilde)
    assert troubles() == {}


def test_a_hole_is_asked_for_more_and_more_seldom_until_the_operator_accepts_it(kilde: Kilde, reader: Leser) -> None:
    del kilde.hendelser[3], kilde.hendelser[4]
    reader.runde()
    asked = []
    for _ in range(12):
        reader.later(minutes=10)
        before = len(kilde.kall)
        reader.runde()
        asked.append(sum(FEED in path for path in kilde.kall[before:]) - 1)
    assert asked[:2] == [1, 1]
    assert 0 in asked
    assert troubles() == {"HULL": 2}
    with acting(OPERATOR):
        assert liste.forget_holes(by=OPERATOR, at=reader.now) == 1
    assert troubles() == {}


def test_a_hole_that_is_too_old_to_ask_for_stays_named(kilde: Kilde, reader: Leser) -> None:
    del kilde.hendelser[3]
    reader.runde()
    kilde.eldste = 5
    reader.later(minutes=5)
    reader.runde()
    assert troubles() == {"HULL": 1}
    assert not Hendelsesleser.objects.get().is_stopped


def test_unknown_types_are_named_and_the_person_is_fetched(kilde: Kilde, reader: Leser) -> None:
    kilde.skjer(NUMBERS[0], "endringIHaarfarge")
    kilde.skjer(NUMBERS[1], "<script>12345678901</script>")
    assert reader.runde().behandlet == 8
    assert _facts("UKJENT_TYPE") == {"typer": ["endringIHaarfarge"]}
    assert troubles() == {"UKJENT_TYPE": 2}


@pytest.mark.parametrize("number", ["", "1234", "1234567890a", "x" * 5000])
def test_events_about_nobody_are_named_and_what_they_held_is_not_kept(kilde: Kilde, reader: Leser, number: str) -> None:
    event = kilde.skjer(number)
    reader.runde()
    assert states()[event] == "UTEN_PERSON"
    assert troubles() == {"UTEN_PERSON": 1}


def test_persons_who_vanish_are_named_kept_as_last_known_and_tried_again(kilde: Kilde, reader: Leser) -> None:
    reader.runde()
    document = kilde.dokumenter.pop(NUMBERS[0])
    event = kilde.skjer(NUMBERS[0], "personErOpphoert")
    assert reader.runde().borte == 1
    assert troubles() == {"BORTE": 1}
    assert states()[event] == "VENTER"
    for pause in ({"minutes": 11}, {"hours": 7}, {"hours": 25}):
        reader.later(**pause)
        assert reader.runde().borte == 1
    assert states()[event] == "BORTE"
    assert in_the_copy(NUMBERS[0]) == {NUMBERS[0]: document}
    kilde.dokumenter[NUMBERS[0]] = document
    with acting(OPERATOR):
        assert liste.try_again(by=OPERATOR, at=reader.now) == 1
    assert reader.runde().behandlet == 1
    assert troubles() == {}


def test_who_vanished_is_done_when_a_later_event_finds_her(kilde: Kilde, reader: Leser) -> None:
    document = kilde.dokumenter.pop(NUMBERS[0])
    reader.runde()
    kilde.dokumenter[NUMBERS[0]] = document
    kilde.skjer(NUMBERS[0])
    reader.runde()
    assert _is_whole(kilde)
    assert troubles() == {}


def test_a_document_that_cannot_be_used_is_named_by_reason_and_stops_nobody(kilde: Kilde, reader: Leser) -> None:
    reader.person(NUMBERS[0], foedsel=[{"foedselsdato": "i fjor"}])
    runde = reader.runde()
    assert (runde.behandlet, runde.avvist) == (5, 1)
    assert states()[1] == "AVVIST"
    assert _facts("DOKUMENT_AVVIST") == {"grunner": ["Dokumentet har feil form i foedsel[0].foedselsdato."]}
    assert Person.objects.count() == 5
    reader.person(NUMBERS[0])
    kilde.skjer(NUMBERS[0], "personErOppdatert")
    reader.runde()
    assert _is_whole(kilde)
    assert troubles() == {}


def test_another_persons_document_does_not_count_as_hers(kilde: Kilde, reader: Leser) -> None:
    kilde.dokumenter[NUMBERS[0]] = kilde.dokumenter[NUMBERS[1]]
    reader.runde()
    assert states()[1] == "AVVIST"
    assert states()[2] == "BEHANDLET"


def test_documents_that_are_not_to_be_had_wait_while_events_are_read(kilde: Kilde, reader: Leser) -> None:
    kilde.gaar_galt("bulkoppslag", *[Answer(500)] * folkeregisteret.ATTEMPTS)
    runde = reader.runde()
    assert (runde.lest, runde.behandlet) == (6, 0)
    assert troubles() == {"SVARER_IKKE": 1}
    assert set(states().values()) == {"VENTER"}
    assert reader.runde().behandlet == 6
    assert troubles() == {}


def test_waiting_documents_are_fetched_while_the_list_is_not_to_be_had(kilde: Kilde, reader: Leser) -> None:
    reader.runde(stop=lambda: bool(states()))
    kilde.gaar_galt("/hendelser/", *[Answer(200, HTML)] * 3)
    assert reader.runde().behandlet == 6


def test_a_number_that_spoils_the_call_for_all_is_found_and_named(kilde: Kilde, reader: Leser) -> None:
    kilde.umulige = {NUMBERS[2]}
    runde = reader.runde()
    assert (runde.behandlet, runde.borte) == (5, 1)
    assert troubles() == {"BORTE": 1}
    kilde.umulige = set()
    reader.later(minutes=11)
    reader.runde()
    assert _is_whole(kilde)


def test_a_source_that_refuses_every_number_loses_nobody(kilde: Kilde, reader: Leser) -> None:
    kilde.umulige = set(NUMBERS)
    runde = reader.runde()
    assert (runde.behandlet, runde.borte) == (0, 0)
    assert troubles() == {"AVVIST_TILGANG": 1}
    kilde.umulige = set()
    reader.runde()
    assert _is_whole(kilde)


def test_a_trouble_that_lasts_is_counted_from_when_it_began(kilde: Kilde, reader: Leser) -> None:
    began = reader.now
    for _ in range(3):
        kilde.gaar_galt("bulkoppslag", Answer(200, HTML))
        reader.runde()
        reader.later(minutes=1)
    found = Hendelsesavvik.objects.get(lukket_at=None)
    assert (found.slag, found.antall, found.foerst_at) == ("BRANNMUR", 3, began)


def test_what_is_only_told_is_gone_a_week_after_it_last_came(kilde: Kilde, reader: Leser) -> None:
    kilde.skjer(NUMBERS[0], "endringIHaarfarge")
    reader.runde()
    for days, told in ((6, {"UKJENT_TYPE": 1}), (2, {})):
        reader.later(days=days)
        with acting(OPERATOR):
            liste.forget_old(by=OPERATOR, at=reader.now)
        assert troubles() == told


def test_a_number_past_the_last_moves_no_pointer(kilde: Kilde, reader: Leser) -> None:
    kilde.skjer(NUMBERS[0], nr=10**15)
    kilde.siste = 6
    assert str(reader.runde().problem) == "sequence_past_the_last"
    assert neste() == 1
    assert troubles() == {"UVENTET_SVAR": 1}


def test_a_source_that_has_gone_back_is_named(kilde: Kilde, reader: Leser) -> None:
    reader.runde()
    kilde.siste = 2
    reader.runde()
    assert troubles() == {"KILDEN_BAKOVER": 1}
    assert neste() == 7


def test_an_empty_page_where_there_should_be_more_is_named(kilde: Kilde, reader: Leser) -> None:
    kilde.siste = 8
    reader.runde()
    assert troubles() == {"TOM_SIDE": 1}
    assert Hendelsesleser.objects.get().til_slutt_at is None
    kilde.siste = None
    reader.runde()
    assert troubles() == {}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_goes_wrong_in_whatever_order_the_copy_becomes_whole(kilde: Kilde, reader: Leser, seed: int) -> None:
    chance = random.Random(seed)
    kilde.page = 4
    everything = [answer for answers, _slag in TROUBLES.values() for answer in answers if answer.seconds < 0.5]
    for _ in range(12):
        for _event in range(chance.randint(0, 5)):
            kilde.skjer(chance.choice(NUMBERS[:6]))
        kilde.gaar_galt(FEED, *chance.sample(everything, chance.randint(0, 2)))
        kilde.gaar_galt("bulkoppslag", *[Answer(200, HTML)] * chance.randint(0, 1))
        fra = neste()
        page = [nr for nr in kilde.hendelser if fra - 3 <= nr < fra + 6]
        chance.shuffle(page)
        kilde.sider = {fra: page + page[:2]} if chance.random() < 0.5 and page else {}
        reader.runde()
        reader.later(minutes=15)
    kilde.feil, kilde.sider = {}, {}
    for _ in range(3):
        reader.runde()
        reader.later(hours=1)
    assert _is_whole(kilde)
    assert not Hendelseshull.objects.exists()


def test_nothing_about_anybody_is_logged_or_kept_with_the_troubles(
    kilde: Kilde, reader: Leser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    kilde.gaar_galt(FEED, Answer(200, b'[{"sekvensnummer": "' + NUMBERS[0].encode() + b'"}]'), Answer(200, HTML))
    kilde.gaar_galt("bulkoppslag", Answer(400, f'{{"kode": "{NUMBERS[0]}"}}'.encode()))
    del kilde.dokumenter[NUMBERS[1]]
    for _ in range(4):
        reader.runde()
    kept = str(list(Hendelsesavvik.objects.values_list("detaljer", flat=True)))
    assert not any(number in caplog.text + kept for number in NUMBERS[:6])
