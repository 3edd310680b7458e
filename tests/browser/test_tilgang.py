"""The pages of access, the audit log and the register roles, in Chromium at two widths."""

import pytest
from django.urls import reverse

from fiks.felles.kontekst import acting
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.world import World


def test_a_role_is_made_and_given_with_the_keyboard_alone_and_without_script(
    visit: Visit, transactional_world: World
) -> None:
    visitor = visit(transactional_world.ingrid, script=False)
    page = visitor.go(reverse("folkeregister:rolle_ny_omraade", args=["HELSE"]))
    page.get_by_label("Navnet på rollen").fill("Helsestasjon")
    page.get_by_label("folkeregisterloven §\u00a010-1 første ledd").press("Space")
    page.get_by_role("button", name="Lag rollen").press("Enter")
    page.get_by_role("link", name="Gi tilgang").press("Enter")
    page.get_by_label("Person", exact=True).select_option(label="Fredrik Dahl (fredrik@example.no)")
    page.get_by_label("Hvorfor skal personen ha tilgang?").fill("Helsesykepleier")
    page.get_by_role("button", name="Gi tilgang").press("Enter")
    assert page.get_by_text("Fredrik Dahl har fått tilgang til Helsestasjon.").is_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_refusal_says_whom_to_ask(visit: Visit, transactional_world: World, width: int) -> None:
    visitor = visit(transactional_world.fredrik, width=width)
    page = visitor.go(reverse("tilgang:personer"))
    assert page.get_by_role("heading", level=1).inner_text() == "Du har ikke tilgang"
    assert page.get_by_text("Ingrid Aas").is_visible()
    assert visitor.faults() == []
    closed = visit(transactional_world.siri, transactional_world.barnevern, width=width)
    with acting(transactional_world.actor(transactional_world.ingrid)):
        type(transactional_world.barnevern).objects.filter(pk=transactional_world.barnevern.pk).update(aktiv=False)
    page = closed.go(reverse("folkeregister:oppslag"))
    assert page.get_by_text("Dette må være på plass").is_visible()
    assert closed.faults() == []
