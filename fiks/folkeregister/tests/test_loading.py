"""Documents in, and back out with nothing lost. Real commits, under the roles of operator and app."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, transaction
from django.db.models import Model
from pytest_django import Settings

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.graded import graderte_adresser
from fiks.folkeregister.models import (
    Adresse,
    Dokumentordbok,
    GradertAdresse,
    Identifikator,
    Navnetoken,
    Person,
    Persondokument,
)
from fiks.folkeregister.registerkopi import loading
from fiks.folkeregister.registerkopi.adresserader import AdresseRow
from fiks.folkeregister.registerkopi.documents import current_numbers, raw_document, raw_documents
from fiks.folkeregister.registerkopi.flyttinger import Avgang
from fiks.folkeregister.registerkopi.lines import Lines
from fiks.folkeregister.registerkopi.loading import Summary, load
from fiks.folkeregister.registerkopi.plassering import Plassering
from fiks.folkeregister.registerkopi.projection import PersonRow
from fiks.folkeregister.tests.persons import NUMBERS, line, merged, numbers, past, person, rad, veg

pytestmark = pytest.mark.django_db(transaction=True)
DRIFT = Actor.operator("tester")
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    return tmp_path / "by.ndjson.avvist"


def _load(lines: Iterable[bytes], aside: Path) -> Summary:
    return load(lines, by=DRIFT, at=AT, reject_path=aside)


def _load_persons(aside: Path, *documents: dict[str, object]) -> Summary:
    return _load(map(line, documents), aside)


def _published(shared: Path) -> list[Path]:
    return sorted((shared / "data/npr-persons").rglob("*.json"))


def test_published_documents_read_back_with_nothing_lost(shared: Path, aside: Path) -> None:
    for path in _published(shared):
        with Lines(path) as lines:
            assert _load(lines, aside).loaded == 1
    for path in _published(shared):
        raw = raw_document(path.stem)
        assert raw is not None
        assert json.loads(raw) == json.loads(path.read_bytes())
    assert Person.objects.count() == len(_published(shared)) == 11


def test_columns_of_a_published_document(shared: Path, aside: Path) -> None:
    with Lines(shared / "data/npr-persons/12889197496.json") as lines:
        _load(lines, aside)
    found = Person.objects.get()
    assert (found.etternavn, found.sorteringsnavn) == ("GOLBMAČIEHKA", "golbmaciehka  realistisk  diakritisk")
    assert (found.kommunenummer, found.adresse, found.grunnkrets) == ("4617", "Snilstveitvegen 41", 412)
    former = Adresse.objects.order_by("nr").values_list("nr", "kommunenummer")
    assert list(former) == [
        (1, "4621"),
        (2, "3324"),
        (3, "5058"),
    ]  # Gol, 3041 in the document, got a new number in 2024


def test_bytes_come_back_as_received_with_a_dictionary(aside: Path) -> None:
    documents = {number: line(person(number)) for number, _ in zip(numbers("018558"), range(600), strict=False)}
    _load(documents.values(), aside)
    assert Dokumentordbok.objects.count() == 1
    assert raw_documents(list(documents)) == documents


def test_a_number_that_nobody_has_gives_nothing() -> None:
    assert raw_document(NUMBERS[0]) is None


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"ikke json", "ikke JSON"),
        (b'{"navn": "' + b"\xff" + b'"}', "ikke JSON"),
        (b'{"nytt": ' + b"[" * 100_000, "ikke JSON"),
        (b"[]", "feil form"),
        (b"{}", "feil form"),
        (line(person(navn={"fornavn": "Hemmelig"})), "feil form i navn"),
        (line(person(bostedsadresse=[veg(flyttedato="2020-02-31")])), "feil form i bostedsadresse[0].flyttedato"),
        (line(person("12855800000")), "ikke er et fødselsnummer"),
        (line(person("20036914700")), "ikke er syntetisk"),
        (line(person(navn=[rad(fornavn="Hemmelig"), rad(fornavn="To")])), "to gjeldende navn"),
        (line(person(navn=[rad(fornavn="Hem\0melig")])), "ikke kan lagres"),
        (line(person(bostedsadresse=[veg() | {"grunnkrets": 10**30}])), "feil form"),
    ],
)
def test_a_bad_line_is_put_aside_and_stops_nothing(bad: bytes, reason: str, aside: Path) -> None:
    summary = _load([line(person(NUMBERS[1])), bad, b"", line(person(NUMBERS[2]))], aside)
    assert (summary.read, summary.loaded, summary.rejected) == (3, 2, 1)
    assert summary.rejections[0].line == 2
    assert reason in summary.rejections[0].reason
    assert "Hemmelig" not in summary.rejections[0].reason
    assert aside.read_bytes() == bad + b"\n"
    assert aside.with_name(f"{aside.name}.txt").read_text().startswith("linje 2: ")
    assert aside.stat().st_mode & 0o077 == 0
    assert {number for number in NUMBERS[:3] if raw_document(number)} == set(NUMBERS[1:3])


def test_real_numbers_belong_in_production_alone(aside: Path, settings: Settings) -> None:
    settings.MODUS = "produksjon"
    summary = _load_persons(aside, person("20036914700"), person(NUMBERS[0]))
    assert (summary.loaded, summary.rejected) == (1, 1)
    assert "testnummer" in summary.rejections[0].reason


def test_no_file_is_made_when_every_line_is_good(aside: Path) -> None:
    _load_persons(aside, person())
    assert not aside.exists()


def test_loading_again_changes_nothing(aside: Path) -> None:
    assert _load_persons(aside, person()).loaded == 1
    again = _load_persons(aside, person())
    assert (again.loaded, again.replaced, again.unchanged) == (0, 0, 1)


def test_a_load_that_was_cut_short_is_taken_up_again(aside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH_LINES", 2)
    documents = [line(person(number)) for number in NUMBERS[:5]]

    def cut_short() -> Iterator[bytes]:
        yield from documents[:3]
        raise EOFError

    with pytest.raises(EOFError):
        _load(cut_short(), aside)
    assert Person.objects.count() == 2
    summary = _load(documents, aside)
    assert (summary.loaded, summary.unchanged) == (3, 2)


def test_a_newer_document_replaces_every_row(aside: Path) -> None:
    _load_persons(aside, person(bostedsadresse=[rad(**veg("A")), past(**veg("B"))]))
    newer = person(bostedsadresse=[rad(**veg("Hemmeligveien"))], adressebeskyttelse=[rad(graderingsnivaa="fortrolig")])
    assert _load_persons(aside, newer).replaced == 1
    assert Adresse.objects.count() == 0
    assert Person.objects.get().kommunenummer is None
    assert raw_document(NUMBERS[0]) == line(newer)
    assert _load_persons(aside, person()).replaced == 1
    assert graderte_adresser([NUMBERS[0]]) == []


def test_merged_persons_are_found_by_either_number(aside: Path) -> None:
    old, new = NUMBERS[:2]
    _load_persons(aside, person(old), person(NUMBERS[2]))
    document = person(new, identifikasjonsnummer=merged(new, old))
    _load_persons(aside, document)
    assert raw_documents([old, new]) == {old: line(document), new: line(document)}
    assert set(Person.objects.values_list("identifikator", flat=True)) == {new, NUMBERS[2]}
    assert not Adresse.objects.filter(person=old).exists()


def test_a_merge_within_one_file_leaves_one_person(aside: Path) -> None:
    old, new = NUMBERS[:2]
    documents = [person(old), person(new, identifikasjonsnummer=merged(new, old))]
    for _ in range(2):
        _load_persons(aside, *documents)
        assert list(Person.objects.values_list("identifikator", flat=True)) == [new]
        assert raw_document(old) == line(documents[1])


def test_who_is_merged_twice_is_found_by_the_oldest_number(aside: Path) -> None:
    a, b, c = NUMBERS[:3]
    _load_persons(aside, person(b, identifikasjonsnummer=merged(b, a)))
    _load_persons(aside, person(c, identifikasjonsnummer=merged(c, b)))
    assert current_numbers([a, b, c, NUMBERS[3]]) == {a: c, b: c, c: c, NUMBERS[3]: NUMBERS[3]}
    assert raw_document(a) == raw_document(b) == raw_document(c) is not None


def test_persons_who_are_split_again_have_a_document_each(aside: Path) -> None:
    old, new = NUMBERS[:2]
    _load_persons(aside, person(new, identifikasjonsnummer=merged(new, old)))
    _load_persons(aside, person(new), person(old))
    assert raw_documents([old, new]) == {old: line(person(old)), new: line(person(new))}
    assert Identifikator.objects.count() == 0


def test_the_last_of_two_lines_about_one_person_counts(aside: Path) -> None:
    summary = _load_persons(aside, person(), person(status=[rad(status="doed")]))
    assert (summary.read, summary.loaded, summary.superseded) == (2, 1, 1)
    assert Person.objects.get().status == "doed"


def test_name_words_are_kept_once_with_their_key(aside: Path) -> None:
    _load_persons(aside, person(NUMBERS[0]), person(NUMBERS[1]))
    assert dict(Navnetoken.objects.values_list("token", "noekkel")) == {
        "solveig": "SLVK",
        "berg": "BRK",
        "åsen": "ÅSN",
        "lie": "L",
    }


def test_a_word_from_a_batch_that_was_rolled_back_is_kept_later(aside: Path) -> None:
    broken = person(NUMBERS[0], navn=[rad(fornavn="KARI", etternavn="A\0")])
    _load_persons(aside, broken, person(NUMBERS[1], navn=[rad(fornavn="KARI")]))
    assert list(Navnetoken.objects.values_list("token", flat=True)) == ["kari"]


def test_every_batch_leaves_an_audit_row(
    aside: Path, monkeypatch: pytest.MonkeyPatch, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    monkeypatch.setattr(loading, "BATCH_LINES", 2)
    seen: list[int] = []
    documents = [line(person(number)) for number in NUMBERS[:5]]
    load(documents, by=DRIFT, at=AT, reject_path=aside, progress=seen.append)
    assert seen == [2, 2, 1]
    with acting(DRIFT):
        rows = Revisjonslinje.objects.filter(handling="folkeregister.last").values_list("antall", "os_bruker")
        assert sorted(rows) == [(1, "tester"), (2, "tester"), (2, "tester")]


def test_the_app_cannot_read_graded_addresses_past_the_function(aside: Path) -> None:
    protected = person(NUMBERS[0], adressebeskyttelse=[rad(graderingsnivaa="fortrolig")])
    _load_persons(aside, protected, person(NUMBERS[1]))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        GradertAdresse.objects.count()
    assert [(row.person, row.adresse, row.gradering) for row in graderte_adresser(NUMBERS)] == [
        (NUMBERS[0], "Strandgata 14 B", "ugradert")
    ]


@pytest.mark.parametrize("model", [Person, Persondokument, Adresse, Identifikator, Navnetoken, Dokumentordbok])
def test_the_app_reads_the_register_and_never_writes_it(model: type[Model]) -> None:
    assert model._default_manager.count() == 0
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        model._default_manager.all().delete()


def test_the_database_refuses_a_place_for_who_is_shielded(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    insert = """insert into person (identifikator, sorteringsnavn, navnetokener, tidligere_navnetokener,
        statsborgerskap, skjoldet, kommunenummer) values ('x', '', '{}', '{}', '{}', true, '4215')"""
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute(insert)


def test_the_constraint_names_every_place_column() -> None:
    constraint = next(c for c in Person._meta.constraints if c.name == "person_skjoldet_uten_sted")
    assert all(f"'{column}'" in repr(constraint) for column in Plassering._fields)


def test_rows_have_the_columns_of_their_tables() -> None:
    columns = {model: {field.column for field in model._meta.concrete_fields} for model in (Person, Adresse)}
    assert columns[Person] == {*PersonRow._fields, *Plassering._fields}
    assert columns[Adresse] - {None} == {*AdresseRow._fields, *Plassering._fields, *Avgang._fields}
