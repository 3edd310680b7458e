"""Privacy notices: written on the draft, published by an approver, and read by anybody; nothing internal is in them."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fiks.digiorden.actions.erklaeringer import publish
from fiks.digiorden.erklaering.mangler import lacks
from fiks.digiorden.erklaering.rettigheter import rights
from fiks.digiorden.erklaering.tekst import sett_sammen
from fiks.digiorden.hode import Eier, Hode, Kontaktlinje
from fiks.digiorden.models import Behandling, Erklaeringsversjon
from fiks.digiorden.protokoll.innhold import (
    Ansvarlig,
    Formaal,
    Lagring,
    les,
    nummerert,
)
from fiks.digiorden.tests.erklaeringen import made_reachable, with_notice
from fiks.digiorden.tests.protokollen import approved, draft, drift, fresh, last_row
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
PAGES = ("erklaering", "erklaering_publiser", "erklaering_trekk")
HODE = Hode(
    eier=Eier("Lillesand kommune", "964965404"),
    kontakter=[
        Kontaktlinje("VIRKSOMHET", "Kontakt", "", "Postboks 23", "post@lillesand.example", ""),
        Kontaktlinje("PERSONVERNOMBUD", "Personvernombud", "Odd Ombud", "", "ombud@lillesand.example", ""),
    ],
    bunntekst="",
)


def _url(name: str, behandling: Behandling, *more: str) -> str:
    return reverse(f"digiorden:{name}", args=[behandling.pk, *more])


def _public(world: World, *more: int) -> str:
    name = ("personvernerklaeringer", "personvernerklaering", "personvernerklaering_versjon")[len(more)]
    return reverse(f"erklaeringer:{name}", args=[world.lillesand.orgnr, *more])


def _publish(world: World, made: Behandling, *, dager: int = 0) -> Erklaeringsversjon:
    by = world.actor(world.ingrid)
    with acting(by):
        from_day = timezone.localdate() + timedelta(days=dager)
        return publish(
            behandling_id=made.pk, gjeldende_nr=made.gjeldende_nr, gjelder_fra=from_day, by=by, at=timezone.now()
        )


def _published(world: World) -> Behandling:
    made_reachable(world)
    made = approved(world, with_notice(world))
    _publish(world, made)
    return made


def _content(innhold: Ansvarlig) -> Ansvarlig:
    found = nummerert(innhold)
    assert isinstance(found, Ansvarlig)
    return found


# ── what it says ──


@pytest.mark.parametrize(
    ("grunnlag", "has", "has_not"),
    [
        ("6.1.a", {"SLETTING", "DATAPORTABILITET", "TREKKE_SAMTYKKE"}, {"PROTEST"}),
        ("6.1.b", {"SLETTING", "DATAPORTABILITET"}, {"PROTEST", "TREKKE_SAMTYKKE"}),
        ("6.1.c", {"SLETTING_BEGRENSET"}, {"PROTEST", "DATAPORTABILITET", "SLETTING"}),
        ("6.1.e", {"SLETTING_BEGRENSET", "PROTEST"}, {"DATAPORTABILITET", "SLETTING"}),
        ("6.1.f", {"SLETTING", "PROTEST"}, {"DATAPORTABILITET"}),
    ],
)
def test_rights_follow_from_the_basis(grunnlag: str, has: set[str], has_not: set[str]) -> None:
    found = set(rights(Ansvarlig(navn="x", formaal=[Formaal(tekst="x", artikkel_6=[grunnlag])])))
    assert has | {"INNSYN", "RETTING", "BEGRENSNING"} <= found
    assert not has_not & found


def test_what_is_kept_in_the_archive_is_not_promised_erased() -> None:
    content = Ansvarlig(formaal=[Formaal(artikkel_6=["6.1.a"])], lagring=[Lagring(bevares=True)])
    assert "SLETTING_BEGRENSET" in rights(content)


def test_nothing_internal_is_in_the_notice(digiorden: World) -> None:
    secret = "HEMMELIG"
    content = with_notice(digiorden)
    purposes = [msgspec.structs.replace(one, begrunnelse_6=secret, begrunnelse_9_10=secret) for one in content.formaal]
    processors = [msgspec.structs.replace(one, avtale_ref=secret) for one in content.databehandlere]
    content = msgspec.structs.replace(
        content,
        ansvarlig_navn=secret,
        ansvarlig_id=secret,
        enhet=secret,
        tiltak=[secret],
        sikkerhet=secret,
        notater=secret,
        dpia_ref=secret,
        dpia_begrunnelse=secret,
        formaal=purposes,
        databehandlere=processors,
        erklaering=msgspec.structs.replace(content.erklaering, unntak_begrunnelse=secret),
    )
    for spraak in ("nb", "nn", "en"):
        said = msgspec.json.encode(sett_sammen(content, HODE, spraak)).decode()
        assert secret not in said
        assert "Odd Ombud" not in said
        assert "ombud@lillesand.example" in said


def test_each_language_names_what_it_lacks(digiorden: World) -> None:
    content = with_notice(digiorden)
    assert lacks(content, HODE, "nb") == []
    assert {one.felt for one in lacks(content, HODE, "nn")} == {
        "formaal_1",
        "rettigheter",
        "tittel",
        "mottaker_0",
        "lagring",
        "kilder",
    }


@pytest.mark.parametrize(
    ("changes", "felt"),
    [
        ({"formaal": [Formaal(nummer=1, tekst="x", artikkel_6=["6.1.f"])]}, "interesser"),
        ({"formaal": [Formaal(nummer=1, tekst="x", artikkel_6=["6.1.a"])]}, "trekke_samtykke"),
        ({"overfoeres": True}, "kopi_av_garanti"),
        ({"kilder": []}, "opplysningsplikt"),
    ],
)
def test_a_notice_lacks_what_its_record_makes_necessary(digiorden: World, changes: dict[str, Any], felt: str) -> None:
    content = msgspec.structs.replace(with_notice(digiorden), **changes)
    assert felt in {one.felt for one in lacks(content, HODE, "nb")}


def test_a_notice_needs_ways_to_reach_the_controller_and_the_officer(digiorden: World) -> None:
    empty = Hode(eier=HODE.eier, kontakter=[], bunntekst="")
    assert len(lacks(with_notice(digiorden), empty, "nb")) == 2


# ── who may ──


def test_a_stranger_is_sent_to_log_in(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    for url in (*(_url(name, made) for name in PAGES), _url("erklaering_rediger", made, "nb")):
        assert "/innlogging/" in client.get(url).headers["Location"]


def test_only_writers_write_and_only_approvers_publish(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.siri)
    assert client.get(_url("erklaering", made)).status_code == 200
    assert client.post(_url("erklaering_rediger", made, "nb")).status_code == 403
    digiorden.log_in(client, digiorden.jonas)
    for name in ("erklaering_publiser", "erklaering_trekk"):
        assert client.post(_url(name, made)).status_code == 403
    digiorden.log_in(client, digiorden.ingrid)
    assert client.post(_url("erklaering_rediger", made, "nb")).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_records_of_another_organisation_and_of_processors_have_no_notice(client: Client, digiorden: World) -> None:
    made, processors = draft(digiorden), draft(digiorden, drift(digiorden))
    digiorden.log_in(client, digiorden.berit)
    urls = [*(_url(name, made) for name in PAGES), _url("erklaering_rediger", made, "nb")]
    assert {client.get(url).status_code for url in urls} == {404}
    digiorden.log_in(client, digiorden.ingrid)
    assert {client.get(_url(name, processors)).status_code for name in PAGES} == {404}


# ── writing ──


def test_the_notice_is_written_in_a_draft_and_shown(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    shown = client.get(_url("erklaering", made) + "?spraak=nn").text
    assert "Formålet «Gi tilbud om vaksine» med enkle ord" in shown
    given = {"versjon": made.versjon, "tittel": "Vaksine til deg over 65", "formaal_1": "Vi tilbyr deg vaksine."}
    answer = client.post(_url("erklaering_rediger", made, "nn"), given, follow=True)
    assert "Vi tilbyr deg vaksine." in answer.text
    kept = les(fresh(digiorden, made).innhold)
    assert isinstance(kept, Ansvarlig)
    assert kept.erklaering.tekster["nn"].formaal == {"1": "Vi tilbyr deg vaksine."}
    assert set(kept.tiltak) == {"Tilgangsstyring", "Logging av bruk"}


def test_an_old_form_overwrites_nothing(client: Client, digiorden: World) -> None:
    made = draft(digiorden, with_notice(digiorden))
    digiorden.log_in(client, digiorden.jonas)
    answer = client.post(_url("erklaering_rediger", made, "nb"), {"versjon": 0, "formaal_1": "Mitt forslag"})
    assert answer.status_code == 409
    assert "Mitt forslag" in answer.text
    assert "Vi bruker opplysningene til å gi deg tilbud om vaksine." in answer.text
    assert fresh(digiorden, made).versjon == made.versjon


def test_national_numbers_are_refused(client: Client, digiorden: World) -> None:
    made = draft(digiorden)
    digiorden.log_in(client, digiorden.jonas)
    given = {"versjon": made.versjon, "formaal_1": f"Skriv til {digiorden.jonas.foedselsnummer}"}
    assert "uten fødselsnummer" in client.post(_url("erklaering_rediger", made, "nb"), given).text
    assert fresh(digiorden, made).versjon == made.versjon


# ── publishing ──


def test_an_approver_publishes_and_anybody_reads(client: Client, digiorden: World) -> None:
    made_reachable(digiorden)
    made = approved(digiorden, with_notice(digiorden))
    digiorden.log_in(client, digiorden.ingrid)
    page = client.get(_url("erklaering_publiser", made)).text
    assert "Bokmål publiseres." in page
    assert "Nynorsk publiseres ikke." in page
    today = f"{timezone.localdate():%d.%m.%Y}"
    given = {"gjeldende_nr": made.gjeldende_nr, "gjelder_fra": today}
    assert client.post(_url("erklaering_publiser", made), given).status_code == 302
    row = last_row(digiorden, "digiorden.erklaering_publisert")
    assert row.detaljer["spraak"] == ["nb"]

    stranger = Client()
    listed = stranger.get(_public(digiorden))
    assert _public(digiorden, made.nummer) in listed.text
    shown = stranger.get(_public(digiorden, made.nummer)).text
    assert "Vi bruker opplysningene til å gi deg tilbud om vaksine." in shown
    assert "klage til Datatilsynet" in shown
    assert "Tilgangsstyring" not in shown
    assert "Ingrid" not in shown
    assert stranger.get(_public(digiorden, made.nummer) + "?spraak=en").status_code == 200


def test_a_draft_is_not_published(client: Client, digiorden: World) -> None:
    made_reachable(digiorden)
    made = draft(digiorden, with_notice(digiorden))
    digiorden.log_in(client, digiorden.ingrid)
    answer = client.post(_url("erklaering_publiser", made), {"gjelder_fra": "1.1.2030"}, follow=True)
    assert "må være godkjent" in answer.text
    assert Client().get(_public(digiorden, made.nummer)).status_code == 404


def test_one_that_lacks_something_in_every_language_is_not_published(client: Client, digiorden: World) -> None:
    made = approved(digiorden, with_notice(digiorden))
    digiorden.log_in(client, digiorden.ingrid)
    given = {"gjeldende_nr": made.gjeldende_nr, "gjelder_fra": f"{timezone.localdate():%d.%m.%Y}"}
    assert "mangler noe på alle språk" in client.post(_url("erklaering_publiser", made), given, follow=True).text
    assert Client().get(_public(digiorden, made.nummer)).status_code == 404


def test_another_version_than_the_one_shown_is_not_published(client: Client, digiorden: World) -> None:
    made_reachable(digiorden)
    made = approved(digiorden, with_notice(digiorden))
    digiorden.log_in(client, digiorden.ingrid)
    given = {"gjeldende_nr": 1, "gjelder_fra": f"{timezone.localdate():%d.%m.%Y}"}
    assert "godkjent imens" in client.post(_url("erklaering_publiser", made), given, follow=True).text


def test_days_that_have_been_and_days_before_the_last_version_are_refused(client: Client, digiorden: World) -> None:
    made_reachable(digiorden)
    made = approved(digiorden, with_notice(digiorden))
    _publish(digiorden, made, dager=10)
    digiorden.log_in(client, digiorden.ingrid)
    for days, said in ((-1, "en dato som kommer"), (3, "Forrige versjon gjelder fra")):
        day = f"{timezone.localdate() + timedelta(days=days):%d.%m.%Y}"
        given = {"gjeldende_nr": made.gjeldende_nr, "gjelder_fra": day}
        assert said in client.post(_url("erklaering_publiser", made), given).text


def test_a_coming_version_waits_and_the_old_ones_stay_reachable(client: Client, digiorden: World) -> None:
    made = _published(digiorden)
    _publish(digiorden, made)
    _publish(digiorden, made, dager=5)
    assert "Versjon 2, gjelder fra" in client.get(_public(digiorden, made.nummer)).text
    assert "gammel versjon" in client.get(_public(digiorden, made.nummer, 1)).text
    assert client.get(_public(digiorden, made.nummer, 3)).status_code == 404
    with transaction.atomic():
        assert Erklaeringsversjon.objects.count() == 2, "the database shows a stranger no coming version"


def test_a_withdrawn_notice_is_gone_for_all_but_the_organisation(client: Client, digiorden: World) -> None:
    made = _published(digiorden)
    digiorden.log_in(client, digiorden.ingrid)
    assert "Skriv hvorfor" in client.post(_url("erklaering_trekk", made)).text
    client.post(_url("erklaering_trekk", made), {"begrunnelse": "Feil mottaker."})
    assert last_row(digiorden, "digiorden.erklaering_trukket").aarsak == "Feil mottaker."
    assert "Trukket tilbake" in client.get(_url("erklaering", made)).text
    for reader in (Client(), client):
        assert reader.get(_public(digiorden, made.nummer)).status_code == 404
        assert reader.get(_public(digiorden, made.nummer, 1)).status_code == 404
    assert not Erklaeringsversjon.objects.exists()
    again = client.post(_url("erklaering_trekk", made), {"begrunnelse": "Igjen"}, follow=True)
    assert "ikke publisert" in again.text


def test_what_is_published_is_never_rewritten(digiorden: World) -> None:
    made = _published(digiorden)
    with acting(digiorden.actor(digiorden.ingrid)):
        rows = Erklaeringsversjon.objects.filter(behandling=made)
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.update(innhold={})
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.delete()


@pytest.mark.django_db(transaction=True)
def test_another_organisation_reads_it_and_cannot_withdraw_it(digiorden: World) -> None:
    made = _published(digiorden)
    with acting(digiorden.actor(digiorden.berit)):
        rows = Erklaeringsversjon.objects.filter(behandling_id=made.pk)
        assert rows.count() == 1
        assert rows.update(trukket_at=timezone.now()) == 0


def test_unknown_addresses_are_not_found(client: Client, digiorden: World) -> None:
    assert client.get("/personvern/111111111/").status_code == 404
    assert client.get(_public(digiorden, 77)).status_code == 404
    assert "Ingen erklæringer" in client.get(_public(digiorden)).text


def test_anybody_fetches_it_as_pdf_and_json(client: Client, digiorden: World) -> None:
    made = _published(digiorden)
    pdf = client.get(_public(digiorden, made.nummer) + "pdf/?spraak=nb")
    assert b"".join(pdf.streaming_content if pdf.streaming else [pdf.content]).startswith(b"%PDF")
    told = client.get(_public(digiorden, made.nummer, 1) + "json/").json()
    assert told["virksomhet"]["organisasjonsnummer"] == digiorden.lillesand.orgnr
    assert told["versjon"] == 1
    assert list(told["erklaering"]) == ["nb"]
    assert "Tilgangsstyring" not in str(told)
    assert client.get(_public(digiorden, made.nummer) + "xml/").status_code == 404
    assert client.get(_public(digiorden, 77) + "json/").status_code == 404
