"""Files that are made to do harm: signs that the database cannot hold, links that run, national numbers, endless lists."""

import json
from collections.abc import Callable
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fiks.digiorden.models import Applikasjon, Behandling, Vurdering
from fiks.digiorden.tests.katalog import text
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


def record(navn: str, **fields: object) -> bytes:
    return json.dumps([{"fiks": {"innhold": {"slag": "ANSVARLIG", "navn": navn, **fields}}}]).encode()


def published(navn: str) -> bytes:
    return json.dumps([{"title": navn, "purpose": "Undervise"}]).encode()


def application(navn: str) -> bytes:
    return json.dumps({"applikasjoner": [{"navn": navn, "livsloep": "I_BRUK"}]}).encode()


def processor(navn: str) -> bytes:
    row = {"navn": "Gerica", "livsloep": "I_BRUK", "databehandlere": [{"navn": navn}]}
    return json.dumps({"applikasjoner": [row]}).encode()


def pia(navn: str) -> bytes:
    return json.dumps({"pia": {"name": navn}, "answers": [{"reference_to": 111, "data": {"text": navn}}]}).encode()


def measure(navn: str) -> bytes:
    return json.dumps({"pia": {"name": "Tale"}, "measures": [{"title": navn, "content": "x"}]}).encode()


def upload(client: Client, world: World, page: str, content: bytes) -> HttpResponse:
    """The answer to a file, read in too when it was let through."""
    file = SimpleUploadedFile("fil", content)
    answer = world.log_in(client, world.jonas).post(f"/digiorden/{page}/les-inn/", {"fil": file})
    address = answer.headers.get("Location", "")
    return client.post(address, {"handling": "les"}, follow=True) if "les-inn" in address else answer


def kept() -> int:
    with acting(OPERATOR):
        return Behandling.objects.count() + Applikasjon.objects.count() + Vurdering.objects.count()


FILES = [
    ("behandlinger", record),
    ("behandlinger", published),
    ("applikasjoner", application),
    ("applikasjoner", processor),
    ("vurderinger", pia),
    ("vurderinger", measure),
]


@pytest.mark.parametrize(("page", "make"), FILES)
@pytest.mark.parametrize("sign", ["\0", "\ud800"], ids=["nul", "half a pair"])
def test_a_sign_that_cannot_be_kept_is_told_of(
    client: Client, digiorden: World, page: str, make: Callable[[str], bytes], sign: str
) -> None:
    answer = upload(client, digiorden, page, make(f"Skole{sign}"))
    assert "et tegn som ikke kan lagres" in text(answer)
    assert kept() == 0


def test_a_text_file_in_wide_letters_with_such_a_sign_is_no_sheet(client: Client, digiorden: World) -> None:
    content = b"\xff\xfe" + "Navn;Notater\r\nSko\0le;a\0b\r\n".encode("utf-16-le")
    assert "Filen er ikke et regneark." in text(upload(client, digiorden, "behandlinger", content))
    assert kept() == 0


@pytest.mark.parametrize(("page", "make"), FILES)
def test_a_national_number_is_refused_as_on_the_page(
    client: Client, digiorden: World, page: str, make: Callable[[str], bytes]
) -> None:
    answer = upload(client, digiorden, page, make(f"Sak om {digiorden.numbers['solveig']}"))
    assert "fødselsnummer" in text(answer) or "Skriv hver databehandler slik" in text(answer)
    assert kept() == 0


@pytest.mark.parametrize("lenke", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"])
def test_only_an_address_on_the_web_is_ever_a_link(client: Client, digiorden: World, lenke: str) -> None:
    purpose = {"tekst": "Undervise", "hjemler": [{"tekst": "opplæringsloven", "lenke": lenke}]}
    upload(client, digiorden, "behandlinger", record("Skole", formaal=[purpose]))
    with acting(OPERATOR):
        [made] = Behandling.objects.all()
    page = client.get(f"/digiorden/behandlinger/{made.pk}/").content.decode()
    assert "pplæringsloven" in page
    assert f'href="{lenke}' not in page


def test_an_endless_list_of_known_words_is_refused_at_once(client: Client, digiorden: World) -> None:
    row = {"navn": "Gerica", "livsloep": "I_BRUK", "felleskomponenter": ["DSF"] * 2_000}
    started = perf_counter()
    answer = upload(client, digiorden, "applikasjoner", json.dumps({"applikasjoner": [row]}).encode())
    assert perf_counter() - started < 2
    assert answer.status_code == 200
