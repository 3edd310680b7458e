"""Records whose file holds what no form would send: told of, or read in and shown. None ends in an error page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fiks.digiorden.models import Behandling
from fiks.digiorden.protokoll.arklesing import GRENSER
from fiks.felles.innlesing import tabell
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
PAGES = ("", "rediger/", "utskrift/", "versjoner/", "send/")
LISTS = ("", "mangler/", "hent/", *(f"hent/{slag}/?omfang=i-bruk" for slag in ("pdf", "xlsx", "ods", "csv", "json")))


@pytest.mark.parametrize(
    "odd",
    [
        {"databehandlere": [{"navn": "Driftsfirma", "orgnr": "abc"}]},
        {"databehandlere": [{"navn": "Driftsfirma", "orgnr": "١٢٣٤٥٦٧٨٩"}]},
        {"databehandlere": [{"navn": "  ", "orgnr": "999888777"}]},
        {"databehandlere": [{"navn": "Driftsfirma", "avtale": "SIGNERT", "avtale_date": "i fjor"}]},
        {"mottakere": [{"navn": "  "}]},
        {"tiltak": [" ", "\u200b", "\n"]},
        {"formaal": [{"tekst": "Undervise", "artikkel_6": ["tull"], "artikkel_9_10": ["9.9.z"]}]},
        {"formaal": [{"tekst": "a", "nummer": 10**30}, {"tekst": "b", "nummer": -5}]},
        {"erklaering": {"tekster": {"nb": {"formaal": {"²": "x"}}}}},
        {"erklaering": {"tekster": {"nb": {"formaal": {"9" * 5000: "x"}}}}},
        {"erklaering": {"unntak": "tull", "rettigheter_lenke": "javascript:alert(1)"}},
        {"overfoeres": True, "overfoeringer": [{"land": "Atlantis", "garanti": "tull"}]},
        {"omraader": ["tull"], "systemer": ["#set page(width: 1pt)"], "datasett": ["javascript:x"]},
        {"enhet": "</script><b>", "beskrivelse": "#panic(1) $x$ \\ @a <b>"},
        {"lagring": [{"antall": 10_000, "enhet": "AAR"}, {"gjelder": " "}]},
        {"felles_ansvarlige": [{"navn": "", "orgnr": "x"}]},
        {"kontakter": [{"epost": "javascript:x"}]},
        {"notater": "a\x01\x0b\x1f\ufffe\u2028\u202e\r\n", "beskrivelse": "_x0000_ \x07"},
    ],
    ids=lambda odd: next(iter(odd)),
)
def test_an_odd_record_never_ends_in_an_error_page(client: Client, digiorden: World, odd: dict[str, object]) -> None:
    content = json.dumps([{"fiks": {"innhold": {"slag": "ANSVARLIG", "navn": "Skole", **odd}}}]).encode()
    digiorden.log_in(client, digiorden.jonas)
    answer = client.post("/digiorden/behandlinger/les-inn/", {"fil": SimpleUploadedFile("fil", content)})
    if answer.status_code == 302:
        assert client.get(answer.headers["Location"]).status_code == 200
        assert client.post(answer.headers["Location"], {"handling": "les"}, follow=True).status_code == 200
    with acting(OPERATOR):
        made = list(Behandling.objects.values_list("pk", flat=True))
    for page in [f"{pk}/{part}" for pk in made for part in PAGES] + list(LISTS):
        assert client.get(f"/digiorden/behandlinger/{page}", follow=True).status_code == 200, page
    for slag in ("xlsx", "ods", "csv") if made else ():
        sent = client.get(f"/digiorden/behandlinger/hent/{slag}/?omfang=i-bruk")
        [sheet, *_rest] = tabell.read(b"".join(sent.streaming_content), GRENSER)  # type: ignore[attr-defined]
        assert sheet.rader[1:], "what was written can be read again"


@pytest.mark.parametrize(
    "page",
    [
        "applikasjoner/?tekst=",
        "applikasjoner/?tema=",
        "applikasjoner/?etter=",
        "applikasjoner/ny/?navn=",
        "applikasjoner/ny/forslag/?navn=",
        "behandlinger/?tekst=",
        "behandlinger/?ansvarlig=",
        "behandlinger/?etter=",
        "begreper/?slag=",
        "katalog/?tekst=",
        "katalog/?tema=",
        "vurderinger/?tekst=",
        "vurderinger/?etter=",
        "vurderinger/ny/?mal=",
        "screening/?etter=",
        "screening/ny/?gjelder=",
    ],
)
@pytest.mark.parametrize(
    "sign", ["%00", "%ED%A0%80", "9" * 40, "%F0%9F%98%80'\"<b>"], ids=["nul", "half", "large", "odd"]
)
def test_an_odd_address_never_ends_in_an_error_page(client: Client, digiorden: World, page: str, sign: str) -> None:
    digiorden.log_in(client, digiorden.jonas)
    answer = client.get(f"/digiorden/{page}{sign}")
    assert answer.status_code in {200, 302, 400, 404}
    assert "<b>" not in answer.content.decode()
