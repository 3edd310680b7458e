"""`fiks avstem`: a sample is compared, differences are counted by element, what is on its way is none."""

import json
from collections.abc import Iterator

import psycopg
import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.commands import folg
from fiks.folkeregister.commands.avstem import command
from fiks.folkeregister.models import Avstemming, Persondokument
from fiks.folkeregister.queries import avstemming as queries
from fiks.folkeregister.tests.foelger import OPERATOR, in_the_copy
from fiks.folkeregister.tests.hendelseskilde import Answer, Kilde, serving
from fiks.folkeregister.tests.persons import NUMBERS, person, rad, veg
from fiks.integrasjoner import folkeregisteret
from fiks.integrasjoner.tests.world import a_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kilde(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kilde]:
    monkeypatch.setattr(folkeregisteret, "_FIRST_WAIT", 0)
    with serving(Kilde()) as found:
        settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_CLIENT_ID = found.url, "fiks"
        settings.MASKINPORTEN_KEY = json.dumps(a_key("fiks").as_dict(private=True))
        settings.FOLKEREGISTERET_URL = found.url
        for number in NUMBERS:
            found.dokumenter[number] = person(number)
            found.skjer(number)
        assert CliRunner().invoke(folg.command, ["--fra", "1", "--en-gang"]).exit_code == 0
        yield found


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--json"])


def _found(result: Result) -> dict[str, object]:
    found: dict[str, object] = json.loads(result.stdout)
    return found


def _drifts(kilde: Kilde) -> None:
    """The source changes without telling."""
    kilde.dokumenter[NUMBERS[0]] = person(NUMBERS[0], navn=[rad(fornavn="NY", etternavn="NY")])
    kilde.dokumenter[NUMBERS[1]] = person(NUMBERS[1], bostedsadresse=[rad(**veg("Nygata"))], navn=[rad(fornavn="B")])
    del kilde.dokumenter[NUMBERS[2]]


def test_a_copy_that_is_as_the_source_gives_exit_code_0(kilde: Kilde) -> None:
    result = _run()
    assert result.exit_code == 0, result.output
    assert _found(result) == {
        "antall": 20, "like": 20, "ulike": 0, "borte": 0, "underveis": 0, "rettet": 0, "elementer": {},
    }  # fmt: skip


def test_differences_are_counted_by_element_and_kept(kilde: Kilde) -> None:
    _drifts(kilde)
    result = _run()
    assert result.exit_code == 1
    assert (_found(result)["ulike"], _found(result)["borte"], _found(result)["like"]) == (2, 1, 17)
    assert _found(result)["elementer"] == {"navn": 2, "bostedsadresse": 1}
    assert Avstemming.objects.get().forskjeller == 3
    assert not any(text in result.output for text in (*NUMBERS, "NYGATA", "SOLVEIG"))
    with acting(OPERATOR):
        row = Revisjonslinje.objects.get(handling="folkeregister.avstemt")
    assert (row.antall, row.detaljer["ulike"]) == (20, 2)


def test_what_differs_is_loaded_anew_when_asked(kilde: Kilde) -> None:
    _drifts(kilde)
    result = _run("--rett")
    assert (result.exit_code, _found(result)["rettet"]) == (1, 2)
    assert in_the_copy(*NUMBERS[:2]) == {number: kilde.dokumenter[number] for number in NUMBERS[:2]}
    del kilde.dokumenter
    kilde.dokumenter = in_the_copy(*NUMBERS)  # type: ignore[assignment]  # documents by number
    assert _run().exit_code == 0


def test_what_an_event_is_about_to_correct_is_no_difference(kilde: Kilde) -> None:
    _drifts(kilde)
    for number in NUMBERS[:3]:
        kilde.skjer(number)
    result = _run()
    assert result.exit_code == 0
    assert _found(result)["underveis"] == 3


def test_only_so_many_are_compared(kilde: Kilde) -> None:
    assert _found(_run("--antall", "5"))["antall"] == 5


def test_a_large_copy_is_sampled_by_pages(
    kilde: Kilde, monkeypatch: pytest.MonkeyPatch, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    owner.execute("analyze person")
    monkeypatch.setattr(queries, "_SMALL", 0)
    monkeypatch.setattr(queries, "_DRAWN_PER_KEPT", 3)
    found = [queries.random_numbers(5) for _ in range(40)]
    assert all(len(numbers) <= 5 and set(numbers) <= set(NUMBERS) for numbers in found)
    assert any(found)


def test_how_a_document_is_written_makes_no_difference(kilde: Kilde) -> None:
    for number, document in kilde.dokumenter.items():
        kilde.dokumenter[number] = dict(reversed(document.items())) | {"postadresse": []}
    assert _run().exit_code == 0


def test_a_source_that_is_away_is_told_and_nothing_is_kept(kilde: Kilde) -> None:
    kilde.gaar_galt("bulkoppslag", *[Answer(503)] * folkeregisteret.ATTEMPTS)
    result = _run()
    assert result.exit_code == 1
    assert "Folkeregisteret svarer ikke" in result.stderr
    assert not Avstemming.objects.exists()


def test_an_empty_copy_has_nothing_to_compare(kilde: Kilde) -> None:
    with acting(OPERATOR):
        Persondokument.objects.all().delete()
    assert _found(_run())["ulike"] == 20


def test_help_is_in_bokmaal_with_an_example() -> None:
    assert "Eksempel: fiks avstem" in _run("--help").output
