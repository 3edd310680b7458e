"""soek and entydigsoek over real HTTP, against what the documents say."""

from typing import Any

import httpx
import pytest

from testmiljo.befolkning import examples, former_numbers
from testmiljo.folkeregisteret import personsoek
from testmiljo.folkeregisteret.soek.phonetic import key
from testmiljo.folkeregisteret.tests.world import MED, TOWN, UTEN, Consumer

EXAMPLES = examples(TOWN)
PEOPLE = list(TOWN.persons())
RESIDENT = EXAMPLES["bosatt"][0]
FORMER, CURRENT = next(iter(former_numbers(TOWN).items()))


def search(consumer: Consumer, package: str = MED, service: str = "soek", **criteria: str) -> httpx.Response:
    path = f"/folkeregisteret/{package}/api/v1/personer/{service}"
    return consumer.http.get(path, params=criteria, headers=consumer.headers(package))


def found(consumer: Consumer, package: str = MED, **criteria: str) -> set[str]:
    answer = search(consumer, package, **criteria)
    assert answer.status_code == 200, answer.text
    return set(answer.json()["foedselsEllerDNummer"])


def one(consumer: Consumer, package: str = MED, **criteria: str) -> httpx.Response:
    return search(consumer, package, "entydigsoek", **criteria)


def current(number: str, element: str) -> dict[str, Any]:
    document: Any = TOWN.document(number)
    return next(row for row in document[element] if row.get("erGjeldende", True))


def name_of(number: str) -> str:
    row = current(number, "navn")
    return f"{row['fornavn'].split()[0]} {row['etternavn']}"


def test_whole_words_of_a_name_in_any_order(consumer: Consumer) -> None:
    given, family = name_of(RESIDENT).title().split(" ", 1)
    hits = found(consumer, navn=f"{family} {given}")
    assert RESIDENT in hits
    assert hits == found(consumer, navn=f"{given} {family}")
    assert RESIDENT not in found(consumer, navn=given[:-1])


def test_born_sex_and_municipality_are_those_of_the_documents(consumer: Consumer) -> None:
    born = {p.number for p in PEOPLE if 1970 <= p.born.year <= 1979 and p.status not in {"doed", "opphoert"}}
    hits = found(consumer, foedselsaarFraOgMed="1970", foedselsaarTilOgMed="1979")
    assert hits == born
    women = found(consumer, foedselsaarFraOgMed="1970", foedselsaarTilOgMed="1979", kjoenn="kvinne")
    assert women == {number for number in born if current(number, "kjoenn")["kjoenn"] == "kvinne"}
    assert found(consumer, kommunenummer="4215") == found(consumer, fylkesnummer="42", kommunenummer="4215")
    assert found(consumer, kommunenummer="4215", maksTreff="5") < found(consumer, kommunenummer="4215")


def test_the_dead_are_found_only_when_asked_for(consumer: Consumer) -> None:
    dead = EXAMPLES["doed"][0]
    born = current(dead, "foedsel")["foedselsdato"].replace("-", "")
    assert dead not in found(consumer, foedselsdato=born)
    assert dead in found(consumer, foedselsdato=born, inkluderDoede="true")


def test_address_is_found_by_the_beginning_of_the_street_and_the_house(consumer: Consumer) -> None:
    where = next(
        current(person.number, "bostedsadresse")["vegadresse"]
        for person in PEOPLE
        if person.number in EXAMPLES["bosatt"] and "adressenummer" in str(TOWN.document(person.number))
    )
    house = where["adressenummer"]["husnummer"] + where["adressenummer"].get("husbokstav", "")
    hits = found(consumer, adressenavn=where["adressenavn"][:4].lower(), husnummer=house)
    assert hits
    for number in hits:
        assert where["adressenavn"][:4] in str(current(number, "bostedsadresse"))
    assert search(consumer, adressenavn="Ro").status_code == 400


def test_history_is_searched_only_when_asked_for(consumer: Consumer) -> None:
    number = EXAMPLES["bosatt"][2]
    criteria = {"navn": name_of(number), "foedselsdato": current(number, "foedsel")["foedselsdato"].replace("-", "")}
    assert number in found(consumer, **criteria)
    name = {"fornavn": "NYTT", "etternavn": "NAVNESEN"}
    consumer.http.post("/liv", json={"type": "navneendring", "nummer": number, "navn": name})
    assert number not in found(consumer, **criteria)
    assert number in found(consumer, opplysningsgrunnlag="historisk", **criteria)


def test_graded_addresses_are_not_found_without_hjemmel(consumer: Consumer) -> None:
    protected = EXAMPLES["fortrolig"][0]
    assert protected in found(consumer, kommunenummer="4215")
    assert protected not in found(consumer, UTEN, kommunenummer="4215")
    assert EXAMPLES["strengt"][0] not in found(consumer, kommunenummer="4215")


def test_more_than_ten_thousand_hits_are_an_error(consumer: Consumer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personsoek, "MOST_HITS", 20)
    refused = search(consumer, kommunenummer="4215", maksTreff="3")
    assert (refused.status_code, "smalere" in refused.json()["melding"]) == (400, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kjoenn", "ukjent"),
        ("foedselsdato", "1980-01-01"),
        ("foedselsaarFraOgMed", "80"),
        ("postnummer", "47700"),
        ("kommunenummer", "Lillesand"),
        ("fylkesnummer", "4"),
        ("maksTreff", "0"),
        ("maksTreff", "10001"),
        ("opplysningsgrunnlag", "alt"),
        ("soekFonetisk", "ja"),
    ],
)
def test_parameter_of_wrong_form_is_refused(consumer: Consumer, name: str, value: str) -> None:
    assert search(consumer, **{name: value}).status_code == 400


def test_search_follows_what_happens(consumer: Consumer) -> None:
    number = EXAMPLES["bosatt"][1]
    name = {"fornavn": "ZEFANIAS", "etternavn": "BLÅKOLLEN"}
    assert found(consumer, navn="zefanias blåkollen") == set()
    consumer.http.post("/liv", json={"type": "navneendring", "nummer": number, "navn": name})
    assert found(consumer, navn="zefanias blåkollen") == {number}
    assert found(consumer, navn="sefanias blaakållen", soekFonetisk="true") == {number}
    assert found(consumer, navn="sefanias blaakållen") == set()


def test_one_person_is_found_by_name_and_one_thing_more(consumer: Consumer) -> None:
    name, born = name_of(RESIDENT), current(RESIDENT, "foedsel")["foedselsdato"].replace("-", "")
    assert one(consumer, navn=name, foedselsdato=born).json() == consumer.one(RESIDENT).json()
    assert one(consumer, navn=name, identifikasjonsnummer=RESIDENT, part="navn").json().keys() == {
        "identifikasjonsnummer",
        "navn",
    }
    assert one(consumer, navn=name_of(CURRENT), identifikasjonsnummer=FORMER).status_code == 200


def test_words_of_one_persons_name_have_their_places(consumer: Consumer) -> None:
    given, family = name_of(RESIDENT).split(" ", 1)
    assert one(consumer, navn=f"{family} {given}", identifikasjonsnummer=RESIDENT).status_code == 404


def test_none_and_many_are_both_not_found(consumer: Consumer) -> None:
    born, name = "1961-05-05", {"fornavn": "TVILLING", "etternavn": "TVILLINGSEN"}
    criteria = {"navn": "Tvilling Tvillingsen", "foedselsdato": "19610505"}
    statuses = []
    for _ in range(3):
        statuses.append(one(consumer, **criteria).status_code)
        consumer.http.post("/liv", json={"type": "dnummer", "foedt": born, "navn": name})
    assert statuses == [404, 200, 404]


@pytest.mark.parametrize(
    "criteria",
    [
        {"navn": "Kari Nordmann"},
        {"navn": "Kari", "foedselsdato": "19800101"},
        {"foedselsdato": "19800101"},
        {"navn": "Kari Nordmann", "adressenavn": "Storgata"},
        {"navn": "Kari Nordmann", "husnummer": "3"},
        {"navn": "Kari Nordmann", "identifikasjonsnummer": "123"},
        {},
    ],
)
def test_too_little_to_point_at_one_is_refused(consumer: Consumer, criteria: dict[str, str]) -> None:
    assert one(consumer, **criteria).status_code == 400


def test_foreign_identifiers_and_duf_are_only_with_hjemmel(consumer: Consumer) -> None:
    duf = "utlendingsmyndighetenesIdentifikasjonsnummer"
    number = next(p.number for p in PEOPLE if duf in (TOWN.document(p.number) or {}) and p.status == "bosatt")
    criteria = {"navn": name_of(number), duf: current(number, duf)["identifikasjonsnummer"]}
    assert one(consumer, **criteria).json()["identifikasjonsnummer"][0]["foedselsEllerDNummer"] == number
    assert one(consumer, UTEN, **criteria).status_code == 400
    foreign = next(p.number for p in PEOPLE if "utenlandskPersonidentifikasjon" in (TOWN.document(p.number) or {}))
    row = current(foreign, "utenlandskPersonidentifikasjon")
    paper = f"{row['utstederland']}-{row['identifikasjonsnummer']}"
    assert one(consumer, navn=name_of(foreign), utenlandskpersonidentifikasjon=paper).status_code == 200


@pytest.mark.parametrize(
    "alike",
    [
        ("Kristian", "Christian", "Cristian"),
        ("Pettersen", "Pedersen", "Petersen"),
        ("Håkon", "Haakon"),
        ("Aase", "Åse"),
        ("Wiik", "Vik"),
        ("Thorbjørn", "Torbjørn"),
        ("Nilsen", "Nielsen", "Nilssen"),
    ],
)
def test_names_that_sound_alike_share_a_key(alike: tuple[str, ...]) -> None:
    assert len({key(name) for name in alike}) == 1
