"""The page where lists are uploaded, and those that are washed in the role."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fiks.folkeregister.tests.listesider import rows, text
from fiks.folkeregister.tests.vasker import SOLVEIG, row, washer, xlsx
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
VASK = "/folkeregister/vask/"


def filled(
    world: World, content: bytes, name: str = "Solveig Christiansen.xlsx", **changes: object
) -> dict[str, object]:
    """A form that is filled in."""
    return {
        "fil": SimpleUploadedFile(name, content),
        "formaal": world.fullrolle.formaal[0],
        "sak": "2026/77",
    } | changes


def at_work(client: Client, world: World) -> Client:
    """Jonas in the role that washes lists."""
    return world.log_in(client, world.jonas, world.fullrolle)


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(VASK).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_role_that_does_not_search_is_refused(client: Client, world: World) -> None:
    answer = world.log_in(client, world.jonas, world.vaksine).get(VASK)
    assert answer.status_code == 403
    assert "åpner ikke for søk" in text(answer)


def test_a_role_that_draws_no_lists_is_refused(client: Client, world: World) -> None:
    assert world.log_in(client, world.siri, world.barnevern).get(VASK).status_code == 403


def test_an_uploaded_list_leads_to_its_columns_and_is_logged_without_its_name(client: Client, world: World) -> None:
    answer = at_work(client, world).post(VASK, filled(world, xlsx(row(*SOLVEIG))))
    assert answer.headers["Location"].endswith("/kolonner/")
    [logged] = rows(world, "folkeregister.vask_lastet_opp")
    assert (logged.aktoer_navn, logged.sak, logged.detaljer["rader"]) == ("Jonas Lie Berg", "2026/77", 1)
    assert "Solveig" not in f"{logged.detaljer}{logged.gjelder}"
    assert "Ikke bestilt" in text(client.get(VASK))


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "Filen er tom."), (b"%PDF-1.7", "ikke et regneark"), (b"PK\x03\x04", "kan ikke leses")],
)
def test_a_file_that_cannot_be_read_is_told_at_the_field_and_nothing_is_kept(
    client: Client, world: World, content: bytes, told: str
) -> None:
    answer = at_work(client, world).post(VASK, filled(world, content))
    assert told in text(answer)
    assert "Feil: " in text(answer)
    assert rows(world, "folkeregister.vask_lastet_opp") == []


def test_a_file_that_is_too_big_is_not_taken_in(client: Client, world: World) -> None:
    answer = at_work(client, world).post(VASK, filled(world, b"a;b\n" * 5_400_000))
    assert "Filen er for stor. Den kan være på høyst 20 MB." in text(answer)


def test_without_file_or_purpose_one_is_told_what_to_do(client: Client, world: World) -> None:
    answer = text(at_work(client, world).post(VASK, {}))
    assert "Velg filen du vil vaske." in answer
    assert "Velg formålet med listen." in answer


def test_another_who_has_the_role_sees_the_wash_but_not_what_is_only_uploaded(client: Client, world: World) -> None:
    from fiks.felles.kontekst import acting
    from fiks.folkeregister.access import BRUK
    from tests.world import OPERATOR

    with acting(OPERATOR):
        world.give(world.fredrik, world.fullrolle.ressurs, BRUK)
    done, draft = washer(world).wash(xlsx(row(*SOLVEIG))), washer(world).upload(xlsx(row(*SOLVEIG)))
    page = text(world.log_in(client, world.fredrik, world.fullrolle).get(VASK))
    assert str(done.pk) in page
    assert str(draft.pk) not in page
    assert client.get(f"{VASK}{draft.pk}/kolonner/").status_code == 404
