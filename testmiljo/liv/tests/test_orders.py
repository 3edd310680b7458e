"""Orders that cannot be carried out, and what a feed without hjemmel is told."""

from typing import Any

import pytest

from testmiljo.liv import KINDS, LivingRegister, Refused
from testmiljo.liv.chance import Chance, spread
from testmiljo.liv.tests.lives import EXAMPLES, NOW, TOWN, act, feed, married

RESIDENT = EXAMPLES["bosatt"][0]
DEAD, STRICT, COUPLED = EXAMPLES["doed"][0], EXAMPLES["strengt"][0], married()


@pytest.mark.parametrize(
    ("slag", "fields"),
    [
        ("tull", {}),
        ("flytting", {"nummer": "13839399970"}),
        ("flytting", {"nummer": "tull"}),
        ("flytting", {"nummer": DEAD}),
        ("flytting", {"nummer": STRICT}),
        ("flytting", {"nummer": RESIDENT, "kommune": "9999"}),
        ("flytting", {"nummer": RESIDENT, "dato": "i går"}),
        ("doedsfall", {"nummer": DEAD}),
        ("doedsfall", {"nummer": RESIDENT, "dato": "1820-05-17"}),
        ("doedsdato_rettet", {"nummer": DEAD, "dato": "1820-05-17"}),
        ("reaktivering", {"nummer": RESIDENT}),
        ("foedsel", {"nummer": RESIDENT, "dato": "1820-05-17"}),
        ("foedsel", {"nummer": DEAD}),
        ("vigsel", {"nummer": RESIDENT, "med": RESIDENT}),
        ("vigsel", {"nummer": RESIDENT, "med": COUPLED}),
        ("skilsmisse", {"nummer": EXAMPLES["barn"][0]}),
        ("sammenslaaing", {"nummer": RESIDENT, "med": RESIDENT}),
        ("splitting", {"nummer": RESIDENT, "med": EXAMPLES["dnummer"][0]}),
        ("retting", {"nummer": RESIDENT, "element": "navn", "verdier": {"skostoerrelse": "44"}}),
        ("retting", {"nummer": RESIDENT, "element": "bostedsadresse"}),
        ("annullering", {"nummer": RESIDENT, "element": "status"}),
        ("adressebeskyttelse", {"nummer": RESIDENT, "grad": "hemmelig"}),
        ("adressebeskyttelse", {"nummer": RESIDENT, "grad": "ugradert"}),
        ("postadresse", {"nummer": EXAMPLES["fortrolig"][0]}),
        ("vergemaal", {"nummer": RESIDENT, "med": RESIDENT}),
        ("kommuneregulering", {"gamle": ("4216",), "kommune": "4299"}),
        ("kommuneregulering", {"gamle": ("4215",), "kommune": "4215"}),
        ("kommuneregulering", {"kommune": "4299"}),
        ("hendelse", {"nummer": RESIDENT}),
        ("dnummer", {"foedt": "2030-01-01"}),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    register: LivingRegister, slag: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        act(register, slag, **fields)
    assert register.lines == 0
    assert RESIDENT not in str(refused.value)


def test_event_of_any_type_may_be_about_nobody(register: LivingRegister) -> None:
    act(register, "hendelse", nummer="13839399970", hendelsetype="endringINoeNytt")
    (event,) = feed(register)
    assert (event.number, event.type) == ("13839399970", "endringINoeNytt")


def test_feed_without_hjemmel_has_no_gaps_and_tells_nothing_confidential(register: LivingRegister) -> None:
    act(register, "foedsel", nummer=RESIDENT)
    act(register, "adressebeskyttelse", nummer=RESIDENT, grad="fortrolig")
    act(register, "maskinell_retting")
    act(register, "navneendring", nummer=RESIDENT)
    seen = feed(register, confidential=False)
    assert [event.sequence for event in seen] == list(range(1, register.last(confidential=False) + 1))
    told = {event.type for event in seen}
    assert told == {"personErOpprettet", "endringIBostedsadresse", "personErOppdatert", "endringINavn"}
    assert register.last(confidential=True) > register.last(confidential=False)


def test_page_is_a_thousand_also_across_what_concerns_many(register: LivingRegister) -> None:
    for _ in range(4):
        act(register, "maskinell_retting")
    everything = feed(register)
    assert len(everything) == register.last(confidential=True) > 1000
    for start in (1, 2, 300, 999, 1000, 1001):
        assert register.page(start, confidential=True) == everything[start - 1 : start + 999]


def test_same_seed_gives_the_same_life() -> None:
    lives = [LivingRegister(TOWN) for _ in range(2)]
    for register in lives:
        assert len(list(spread(Chance(register, 5), 60, None, NOW))) >= 55
    first, second = (feed(register) for register in lives)
    assert first == second
    assert len({event.type for event in first}) > 5


def test_a_long_life_keeps_every_document_in_shape(register: LivingRegister) -> None:
    """One row in use for a number, one status, one address, and births and moves that can be folded again."""
    list(spread(Chance(register, 8), 250, NOW.date().replace(year=2023), NOW))
    for document in register.documents():
        for element in ("identifikasjonsnummer", "status", "navn", "sivilstand", "bostedsadresse"):
            found: Any = document.get(element, [])
            assert sum(row.get("erGjeldende", True) for row in found) <= 1
            assert not any(row.get("erGjeldende", True) and "opphoerstidspunkt" in row for row in found)


def test_every_kind_is_named_once() -> None:
    assert len(KINDS) == len(set(KINDS))
