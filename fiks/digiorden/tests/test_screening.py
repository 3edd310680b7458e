"""Whether a DPIA is needed: the criteria, what answers suggest, and a person's conclusion."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Malbank, Screening
from fiks.digiorden.queries.screening import kriterier_for
from fiks.digiorden.tests.vurderingssider import codes, text
from fiks.digiorden.vurdering.screening import Gruppe, Svar, answered, shipped, suggests
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
LISTE, NY, KRITERIER = "/digiorden/screening/", "/digiorden/screening/ny/", "/digiorden/screening/kriterier/"


def _answers(*yes: str) -> dict[str, str]:
    return {f"svar_{one.kode}": "JA" if one.kode in yes else "NEI" for one in shipped()}


def _given(world: World, *yes: str, **changes: str) -> dict[str, str]:
    day = (world.now + timedelta(days=300)).strftime("%d.%m.%Y")
    said = {"gjelder": "TJENESTE:FOLKEREGISTER", "sett_listen": "on", "konklusjon": "TRENGS", "begrunnelse": "Fordi"}
    return _answers(*yes) | said | {"review_date": day} | changes


def _suggests(*yes: str) -> bool:
    svar = {one.kode: Svar.JA if one.kode in yes else Svar.NEI for one in shipped()}
    return suggests(answered(list(shipped()), svar))[0]


def test_what_the_answers_suggest() -> None:
    assert not _suggests()
    assert not _suggests("W_STOR_SKALA"), "one of the nine is normally not enough"
    assert _suggests("W_STOR_SKALA", "W_SAARBARE")
    assert _suggests("A_STOR_SKALA"), "art. 35 no. 3 suffices by itself"
    assert _suggests("L_ANSATTE")
    assert not _suggests("L_LOKASJON"), "takes another criterion besides"
    assert _suggests("L_LOKASJON", "W_SAARBARE")


def test_who_is_unsure_answers_as_yes() -> None:
    svar = {one.kode: Svar.USIKKER if one.gruppe is Gruppe.ART_35_3 else Svar.NEI for one in shipped()}
    assert suggests(answered(list(shipped()), svar))[0]


def test_all_nine_and_all_three_are_asked() -> None:
    assert sum(one.gruppe is Gruppe.WP248 for one in shipped()) == 9
    assert sum(one.gruppe is Gruppe.ART_35_3 for one in shipped()) == 3


@pytest.mark.parametrize("url", [LISTE, NY, KRITERIER, f"{KRITERIER}ny/"])
def test_a_stranger_and_one_without_a_role_are_refused(client: Client, digiorden: World, url: str) -> None:
    assert client.get(url).headers["Location"].startswith(reverse("innlogging:logg_inn"))
    assert digiorden.log_in(client, digiorden.fredrik).get(url).status_code == 403


def test_readers_see_and_only_editors_conclude(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.siri)
    assert client.get(LISTE).status_code == 200
    assert client.get(KRITERIER).status_code == 200
    assert client.get(NY).status_code == 403
    assert client.get(f"{KRITERIER}W_STOR_SKALA/").status_code == 403


def test_the_suggestion_is_shown_before_anybody_concludes(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    page = text(client.post(NY, _answers("W_STOR_SKALA", "W_SAARBARE") | {"vis": "ja"}))
    assert "Svarene tilsier at DPIA trengs:" in page
    with acting(digiorden.actor(digiorden.jonas)):
        assert not Screening.objects.exists()


def test_a_person_concludes_and_the_questions_are_kept(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    given = _given(digiorden, "W_STOR_SKALA", "W_SAARBARE", konklusjon="TRENGS_IKKE", begrunnelse="Bare tre personer")
    page = text(client.post(NY, given, follow=True))
    assert "DPIA trengs ikke for Fiks folkeregister" in page
    assert "Svarene tilsa at DPIA trengs. Konklusjonen er en annen" in page
    assert "Bare tre personer" in page
    assert codes(digiorden) == ["digiorden.screening_bekreftet"]
    with acting(digiorden.actor(digiorden.jonas)):
        made = Screening.objects.get()
        assert len(made.svar) == len(shipped())
        with pytest.raises(DatabaseError), transaction.atomic():
            Screening.objects.update(begrunnelse="Noe annet")
    digiorden.log_in(client, digiorden.siri)
    assert "Fiks folkeregister" in text(client.get(LISTE))
    digiorden.log_in(client, digiorden.berit)
    assert client.get(f"{LISTE}{made.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("begrunnelse", "Skriv hvorfor."),
        ("konklusjon", "Velg en konklusjon."),
        ("sett_listen", "Se gjennom listen på datatilsynet.no først"),
        ("svar_W_STOR_SKALA", "Svar på «Behandlingen er i stor skala»."),
        ("gjelder", "Velg hva det gjelder."),
    ],
)
def test_nothing_is_left_out(client: Client, digiorden: World, field: str, said: str) -> None:
    digiorden.log_in(client, digiorden.jonas)
    given = {name: value for name, value in _given(digiorden).items() if name != field}
    assert said in text(client.post(NY, given))


def test_the_administrator_changes_adds_and_leaves_out(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    changed = {"tekst": "Hele kommunen er med", "gruppe": "WP248", "aktiv": "on", "versjon": "0"}
    assert "Kriteriet er lagret." in text(client.post(f"{KRITERIER}W_STOR_SKALA/", changed, follow=True))
    assert "Noen har endret dette" in text(client.post(f"{KRITERIER}W_STOR_SKALA/", changed | {"tekst": "Annet"}))
    client.post(f"{KRITERIER}ny/", {"tekst": "Droner brukes", "gruppe": "LISTE", "aktiv": "on", "versjon": "0"})
    left_out = {"tekst": "Genetiske opplysninger behandles", "gruppe": "LISTE", "versjon": "0"}
    client.post(f"{KRITERIER}L_GENETIKK/", left_out)
    assert client.get(f"{KRITERIER}FINNES_IKKE/").status_code == 404
    page = text(digiorden.log_in(client, digiorden.jonas).get(NY))
    assert "Hele kommunen er med" in page
    assert "Droner brukes" in page
    assert "Genetiske opplysninger behandles" not in page
    assert codes(digiorden) == ["digiorden.screeningkriterium_endret"] * 3
    page = text(digiorden.log_in(client, digiorden.berit).get(KRITERIER))
    assert "Droner brukes" not in page, "another municipality has its own"


def test_the_operator_publishes_another_table(digiorden: World) -> None:
    table = {"kriterium": [{"kode": "N_1", "gruppe": "LISTE", "tekst": "Nytt på listen"}]}
    with acting(OPERATOR):
        Malbank.objects.create(
            kode="screening", mal_versjon=2, slag="SCREENING", tittel="2", innhold=table, published_at=digiorden.now
        )
    jonas = digiorden.actor(digiorden.jonas)
    with acting(jonas):
        assert [one.tekst for one in kriterier_for(jonas)] == ["Nytt på listen"]
