"""Two who do something at the same moment, each with a connection of his own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import sleep
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from fiks.digiorden.actions import applikasjonsfil, protokollimport
from fiks.digiorden.actions.applikasjoner import knytt_til_katalogen, registrer_applikasjon
from fiks.digiorden.actions.begreper import PreviewChanged, merge_begrep
from fiks.digiorden.actions.behandlinger import set_review_date
from fiks.digiorden.actions.deling import velg_deling
from fiks.digiorden.actions.sammenslaaing import slaa_sammen
from fiks.digiorden.forms.applikasjonsark import read_oversikt
from fiks.digiorden.models import Applikasjon, Begrep, Behandling, DeltApplikasjon
from fiks.digiorden.queries.begreper import fingerprint, records_with
from fiks.digiorden.tests.katalog import again, make_applikasjon, make_system
from fiks.digiorden.tests.protokollen import approved, fresh, seen, vaksinasjon
from fiks.felles.kontekst import Actor, acting
from fiks.felles.lager.models import Dokument
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db(transaction=True)


def apart(by: Actor, act: Callable[[], Any]) -> Any:
    """Do it with a connection of its own."""
    try:
        with acting(by):
            return act()
    finally:
        connection.close()


def both(first_by: Actor, first: Callable[[], Any], second_by: Actor, second: Callable[[], Any]) -> None:
    """The second begins when the first has done its part, and before that is committed."""
    with ThreadPoolExecutor(1) as pool:
        with acting(first_by), transaction.atomic():
            first()
            running = pool.submit(apart, second_by, second)
            sleep(0.7)
        running.result(timeout=20)


def test_what_is_registered_while_sharing_is_taken_back_is_not_shared(digiorden: World) -> None:
    admin, editor = digiorden.actor(digiorden.ingrid), digiorden.actor(digiorden.jonas)
    with acting(admin):
        velg_deling(deler_applikasjoner=True, deler_avtaleslutt=False, versjon=0, by=admin, at=digiorden.now)

    def register() -> None:
        values = {"navn": "Gerica", "livsloep": "I_BRUK"}
        registrer_applikasjon(katalogsystem=None, values=values, by=editor, at=digiorden.now)

    def take_back() -> None:
        velg_deling(deler_applikasjoner=False, deler_avtaleslutt=False, versjon=1, by=admin, at=digiorden.now)

    both(editor, register, admin, take_back)
    with acting(OPERATOR):
        assert list(DeltApplikasjon.objects.all()) == []


def test_a_merge_leaves_a_use_that_just_now_became_another_system(digiorden: World) -> None:
    double, stays, other = (make_system(digiorden, navn) for navn in ("Gerika", "Gerica", "Profil"))
    use, editor = make_applikasjon(digiorden, "Journal", double), digiorden.actor(digiorden.jonas)

    def tie() -> None:
        knytt_til_katalogen(applikasjon=use, katalogsystem=other, versjon=1, by=editor, at=digiorden.now)

    both(
        editor,
        tie,
        OPERATOR,
        lambda: slaa_sammen(fra=double, til=stays, begrunnelse="Dobbelt", by=OPERATOR, at=digiorden.now),
    )
    assert again(use).katalogsystem_id == other.pk


def test_a_merge_of_words_keeps_what_another_just_now_changed(digiorden: World) -> None:
    kept = approved(digiorden, vaksinasjon(digiorden, enhet="Helse", tiltak=["Vakthold", "Tilgangsstyring"]))
    admin, due = digiorden.actor(digiorden.ingrid), digiorden.now.date().replace(year=2028)
    with acting(admin):
        word = Begrep.objects.get(slag="TILTAK", navn="Vakthold")
        shown = fingerprint(records_with(admin, "TILTAK", "Vakthold"))

    def move_date() -> None:
        set_review_date(fra=seen(kept), neste_revisjon=due, begrunnelse="Ny lov", by=admin, at=digiorden.now)

    def merge() -> None:
        with suppress(PreviewChanged):
            merge_begrep(begrep=word, til="Tilgangsstyring", avtrykk=shown, by=admin, at=digiorden.now)

    both(admin, move_date, admin, merge)
    assert fresh(digiorden, kept).neste_revisjon_date == due


def uploaded(client: Client, digiorden: World, page: str, content: bytes) -> Dokument:
    digiorden.log_in(client, digiorden.jonas)
    client.post(f"/digiorden/{page}/les-inn/", {"fil": SimpleUploadedFile("fil", content)})
    with acting(OPERATOR):
        return Dokument.objects.latest("created_at")


def test_applications_are_read_in_once_by_two_presses(client: Client, digiorden: World) -> None:
    content = "Navn;Livsløp\nGerica;I_BRUK\n".encode()
    dokument, by = uploaded(client, digiorden, "applikasjoner", content), digiorden.actor(digiorden.jonas)
    with acting(by):
        rader = read_oversikt(content, by=by).rader

    def read_in() -> None:
        applikasjonsfil.les_inn_opplasting(dokument, rader, by=by, at=digiorden.now)

    with pytest.raises(applikasjonsfil.AlreadyRead):
        both(by, read_in, by, read_in)
    with acting(OPERATOR):
        assert [one.navn for one in Applikasjon.objects.all()] == ["Gerica"]


def test_records_are_read_in_once_by_two_presses(client: Client, digiorden: World) -> None:
    dokument = uploaded(client, digiorden, "behandlinger", "Navn;Formål\nSkole;Undervise\n".encode())
    by = digiorden.actor(digiorden.jonas)

    def read_in() -> None:
        protokollimport.import_upload(dokument, by=by, at=digiorden.now)

    with pytest.raises(protokollimport.AlreadyRead):
        both(by, read_in, by, read_in)
    with acting(OPERATOR):
        assert [one.tittel for one in Behandling.objects.all()] == ["Skole"]
