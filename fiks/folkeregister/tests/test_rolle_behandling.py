"""The processing record that a register role is used for: chosen on the role's own page, and not enforced yet."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from fiks.digiorden.tests import protokollen
from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.models.rolle import Registerrolle
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


def _url(world: World) -> str:
    return reverse("folkeregister:rolle_endre", args=[world.vaksine.pk])


def _filled_in(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changes).items() if value not in (None, False, ())}


def _rolle(world: World) -> Registerrolle:
    with acting(world.actor(world.ingrid)):
        return Registerrolle.objects.get(pk=world.vaksine.pk)


def test_a_record_in_force_is_chosen_and_told_of(client: Client, digiorden: World) -> None:
    made = protokollen.approved(digiorden)
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    url = _url(digiorden)
    client.post(url, _filled_in(client, url, behandling=str(made.pk)))
    assert _rolle(digiorden).behandling_id == made.pk
    page = client.get(reverse("folkeregister:rolle", args=[digiorden.vaksine.pk])).content.decode()
    assert "Behandling lagt til: Vaksinasjon av eldre" in page
    with acting(digiorden.actor(digiorden.ingrid)):
        row = Revisjonslinje.objects.filter(handling="folkeregister.rolle_endret").latest("at")
    assert row.detaljer["etter"]["behandling"] == "Vaksinasjon av eldre"


def test_a_draft_cannot_be_chosen_and_no_choice_is_asked_for_without_records(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid, acr=Acr.HIGH)
    url = _url(digiorden)
    assert "behandling" not in client.get(url).context["form"].fields
    made = protokollen.draft(digiorden)
    assert "behandling" not in client.get(url).context["form"].fields
    client.post(url, _filled_in(client, url, behandling=str(made.pk)))
    assert _rolle(digiorden).behandling_id is None


def test_the_database_refuses_another_municipalitys_record(digiorden: World) -> None:
    made = protokollen.approved(digiorden)
    with acting(OPERATOR), pytest.raises(IntegrityError), transaction.atomic():
        Registerrolle.objects.filter(pk=digiorden.birkenesrolle.pk).update(behandling_id=made.pk)
