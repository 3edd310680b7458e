"""Register roles: the list, one role, making, changing, closing. Who may, what it does, what is written to the log."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.opplysninger import is_confidential
from tests.world import World

pytestmark = pytest.mark.django_db


def _pages(rolle: Registerrolle) -> Iterator[str]:
    yield reverse("folkeregister:roller")
    yield reverse("folkeregister:rolle_ny")
    yield reverse("folkeregister:rolle_ny_omraade", args=["HELSE"])
    for name in ("rolle", "rolle_endre", "rolle_lukk", "rolle_aapne"):
        yield reverse(f"folkeregister:{name}", args=[rolle.pk])


def _filled_in(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """The form as the page shows it, with some of it changed."""
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changes).items() if value not in (None, False, ())}


def _last(world: World, kode: str) -> Revisjonslinje:
    with acting(world.actor(world.ingrid)):
        return Revisjonslinje.objects.filter(handling=kode).order_by("at").reverse()[0]


def _ingrid(client: Client, world: World) -> Client:
    return world.log_in(client, world.ingrid, acr=Acr.HIGH)


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    for url in _pages(world.vaksine):
        assert "/innlogging/" in client.get(url).headers["Location"]


def test_one_who_does_not_administer_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine, acr=Acr.HIGH)
    for url in _pages(world.vaksine):
        assert client.get(url).status_code == 403


def test_roles_need_a_stronger_log_in(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid)
    for url in _pages(world.vaksine):
        assert client.get(url).headers["Location"].startswith(reverse("innlogging:steg_opp"))


@pytest.mark.django_db(transaction=True)
def test_roles_of_another_organisation_are_not_found(client: Client, world: World) -> None:
    world.log_in(client, world.berit, acr=Acr.HIGH)
    assert "Barnevern" not in client.get(reverse("folkeregister:roller")).text
    for name in ("rolle", "rolle_endre", "rolle_lukk", "rolle_aapne"):
        url = reverse(f"folkeregister:{name}", args=[world.vaksine.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, {"begrunnelse": "Test"}).status_code in {404, 405}


def test_the_list_counts_those_who_have_each_role(client: Client, world: World) -> None:
    found = {
        en["rolle"].navn: en["rolle"].personer
        for en in _ingrid(client, world).get(reverse("folkeregister:roller")).context["roller"]
    }
    assert found == {"Barnevern": 2, "Skole med hjemmel": 1, "Vaksinasjon": 1}


def test_a_role_is_shown_in_words(client: Client, world: World) -> None:
    text = _ingrid(client, world).get(reverse("folkeregister:rolle", args=[world.barnevern.pk])).text
    for shown in ("Siri Haugen", "Foreldreansvar", "Undersøkelse", "Lillesand", "Lagde en rolle", "Gitt av drift"):
        assert shown in text


def test_the_crumbs_follow_the_menu(client: Client, world: World) -> None:
    page = _ingrid(client, world).get(reverse("folkeregister:rolle", args=[world.vaksine.pk])).text
    crumbs = page[page.index('class="ds-breadcrumbs') :].partition("</nav>")[0]
    assert [name for name in ("Folkeregister", "Roller", "Tilgang") if f">{name}</a>" in crumbs] == [
        "Folkeregister",
        "Roller",
    ]


def test_areas_that_are_closed_cannot_be_chosen(client: Client, world: World) -> None:
    text = _ingrid(client, world).get(reverse("folkeregister:rolle_ny")).text
    assert "Barnevern" in text
    assert "avviklet" not in text
    assert client.get(reverse("folkeregister:rolle_ny_omraade", args=["SKATTEOPPKREVER"])).status_code == 404
    assert client.get(reverse("folkeregister:rolle_ny_omraade", args=["NOEANNET"])).status_code == 404


def test_a_new_role_starts_with_what_is_usual_and_open(client: Client, world: World) -> None:
    form = _ingrid(client, world).get(reverse("folkeregister:rolle_ny_omraade", args=["HELSE"])).context["form"]
    assert not form["med_hjemmel"].value()
    assert form["taushetsbelagte"].value() == []
    assert "foedsel" in form["vanlige"].value()
    assert form["geografi"].value() == "EGEN"


def test_a_role_is_made(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["HELSE"])
    given = _filled_in(
        _ingrid(client, world),
        url,
        navn="Helsestasjon",
        hjemmel="helse-folkeregisterloven-10-1-foerste-ledd",
        andre_formaal="Hjemmebesøk til nyfødte\n",
        bruksomraader=["OPPSLAG", "INNBYGGERLISTE"],
        geografi="BESTEMTE",
        kommuner="lillesand, 4216",
    )
    answer = client.post(url, given, follow=True)
    assert "Rollen Helsestasjon er laget." in answer.text
    with acting(world.actor(world.ingrid)):
        rolle = Registerrolle.objects.get(navn="Helsestasjon")
    assert rolle.kommuner == ["4215", "4216"]
    assert "Hjemmebesøk til nyfødte" in rolle.formaal
    assert not any(map(is_confidential, rolle.opplysninger))
    row = _last(world, "folkeregister.rolle_opprettet")
    assert row.detaljer["etter"]["kommuner"] == ["4215", "4216"]
    assert row.tjenesteomraade == "HELSE"


def test_the_usual_confidential_information_can_be_the_beginning(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["BARNEVERN"])
    given = _filled_in(_ingrid(client, world), f"{url}?hjemmel=ja", navn="Barnevern, akutt")
    client.post(url, given)
    with acting(world.actor(world.ingrid)):
        rolle = Registerrolle.objects.get(navn="Barnevern, akutt")
    assert rolle.med_hjemmel
    assert rolle.hjemmel == "barnevernsloven § 13-4 sjette ledd"
    assert {"familierelasjon", "foreldreansvar"} <= set(rolle.opplysninger)


def test_confidential_information_needs_its_own_statute(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["BARNEVERN"])
    given = _filled_in(_ingrid(client, world), f"{url}?hjemmel=ja", navn="Barnevern, akutt")
    given["hjemmel"] = "barnevern-folkeregisterloven-10-2-foerste-ledd"
    assert "krever en hjemmel som åpner for dem" in client.post(url, given).text
    del given["med_hjemmel"]
    assert "kan ikke ha taushetsbelagte opplysninger uten hjemmel" in client.post(url, given).text


def test_areas_without_a_statute_offer_nothing_confidential(client: Client, world: World) -> None:
    form = _ingrid(client, world).get(reverse("folkeregister:rolle_ny_omraade", args=["STOTTE"])).context["form"]
    assert "med_hjemmel" not in form.fields
    offered = [kode for field in form.fields.values() for kode, _label in getattr(field, "choices", [])]
    assert "navn" in offered
    assert "familierelasjon" not in offered
    assert "sivilstand.relatertVedSivilstand" not in offered


def test_more_than_is_usual_takes_a_reason(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["STOTTE"])
    given = _filled_in(
        _ingrid(client, world),
        url,
        navn="Sentralbord",
        hjemmel="stotte-folkeregisterloven-10-1-foerste-ledd",
        andre=["utflytting"],
        geografi="HELE",
    )
    assert "mer enn det som er vanlig i området: Utflytting fra Norge" in client.post(url, given).text
    client.post(url, given | {"begrunnelse": "Svarer på brev fra utflyttede"})
    assert _last(world, "folkeregister.rolle_opprettet").aarsak == "Svarer på brev fra utflyttede"


def test_a_single_field_of_what_is_usual_takes_no_reason(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["HELSE"])
    given = _filled_in(
        _ingrid(client, world),
        url,
        navn="Bare år",
        hjemmel="helse-folkeregisterloven-10-1-foerste-ledd",
        vanlige=["navn"],
        enkeltfelt=["foedsel.foedselsaar"],
    )
    client.post(url, given)
    with acting(world.actor(world.ingrid)):
        assert Registerrolle.objects.get(navn="Bare år").opplysninger == ["foedsel.foedselsaar", "navn"]


def test_lists_where_they_are_drawn_by_need_take_a_reason(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["OMSORG"])
    given = _filled_in(
        _ingrid(client, world),
        url,
        navn="Hjemmebesøk",
        hjemmel="omsorg-folkeregisterloven-10-1-foerste-ledd",
        bruksomraader=["INNBYGGERLISTE"],
    )
    assert "Skriv hvorfor rollen trenger innbyggerlister." in client.post(url, given).text
    assert client.post(url, given | {"begrunnelse": "Inviterer 80-åringer"}).status_code == 302


def test_lists_are_not_offered_where_none_are_drawn(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["BARNEVERN"])
    given = _filled_in(_ingrid(client, world), f"{url}?hjemmel=ja", navn="Liste", bruksomraader=["INNBYGGERLISTE"])
    assert "Barnevern lager ikke innbyggerlister." in client.get(url).text
    assert client.post(url, given).status_code == 200


def test_a_municipality_that_two_share_the_name_of_needs_its_number(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_ny_omraade", args=["HELSE"])
    given = _filled_in(_ingrid(client, world), url, navn="Prøve", geografi="BESTEMTE", kommuner="Herøy")
    assert "Flere kommuner heter «Herøy». Skriv nummeret:" in client.post(url, given).text
    assert "Vi fant ingen kommune som heter «Lilesand»." in client.post(url, given | {"kommuner": "Lilesand"}).text
    assert "Skriv minst én kommune." in client.post(url, given | {"kommuner": ""}).text


def test_a_role_is_changed_for_everyone_who_has_it(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_endre", args=[world.vaksine.pk])
    given = _filled_in(
        _ingrid(client, world), url, vanlige=["navn", "foedsel"], kommuner="Birkenes", geografi="BESTEMTE"
    )
    assert "Endringen gjelder for 1 person" in client.get(url).text
    answer = client.post(url, given, follow=True)
    assert "Opplysninger tatt bort:" in answer.text
    assert "Kommuner lagt til: Birkenes" in answer.text
    row = _last(world, "folkeregister.rolle_endret")
    assert (row.detaljer["foer"]["kommuner"], row.detaljer["etter"]["kommuner"]) == (["4215"], ["4216"])


def test_what_a_role_has_already_takes_no_new_reason(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_endre", args=[world.fullrolle.pk])
    given = _filled_in(_ingrid(client, world), url, navn="Skole", hjemmel="oppvekst-opplaeringslova-25-3")
    client.post(url, given)
    with acting(world.actor(world.ingrid)):
        changed = Registerrolle.objects.get(pk=world.fullrolle.pk)
    assert changed.navn == "Skole"
    assert set(changed.opplysninger) == set(world.fullrolle.opplysninger)


def test_a_role_that_people_have_does_not_become_one_for_machines(client: Client, world: World) -> None:
    url = reverse("folkeregister:rolle_endre", args=[world.vaksine.pk])
    given = _filled_in(_ingrid(client, world), url, slag="MASKIN")
    assert "Ta tilbake tilgangene først." in client.post(url, given).text


def test_a_role_is_closed_and_opened_again(client: Client, world: World) -> None:
    _ingrid(client, world)
    close, reopen = (reverse(f"folkeregister:rolle_{name}", args=[world.vaksine.pk]) for name in ("lukk", "aapne"))
    assert "Jonas Lie Berg" in client.get(close).text
    client.post(close, {"begrunnelse": "Kampanjen er slutt"})
    assert client.post(close, {"begrunnelse": "Igjen"}).status_code == 302
    assert _last(world, "folkeregister.rolle_lukket").aarsak == "Kampanjen er slutt"
    jonas = world.log_in(Client(), world.jonas, world.vaksine)
    assert jonas.get(reverse("folkeregister:oppslag")).status_code == 403
    client.post(reopen, {"begrunnelse": "Ny kampanje"})
    assert _last(world, "folkeregister.rolle_aapnet").aarsak == "Ny kampanje"
    assert world.log_in(Client(), world.jonas, world.vaksine).get(reverse("folkeregister:oppslag")).status_code == 200
