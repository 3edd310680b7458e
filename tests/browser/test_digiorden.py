"""The main flows of Digiorden's officer and administrator in Chromium, with the keyboard and without script."""

from django.urls import reverse

from tests.browser.conftest import Visit
from tests.world import World
from tests.world_digiorden import open_digiorden


def test_a_breach_is_written_down_filled_in_and_closed(visit: Visit, transactional_world: World) -> None:
    open_digiorden(transactional_world)
    visitor = visit(transactional_world.odd, script=False)
    page = visitor.go(reverse("digiorden:personvern"))
    page.get_by_role("link", name="Registrer avvik").press("Enter")
    page.get_by_label("Hva skjedde, med få ord?").fill("Brev lagt i feil konvolutt")
    page.get_by_label("Noen fikk se det de ikke skulle").press("Space")
    page.get_by_label("Beskriv hva som skjedde").fill("To brev ble byttet om.")
    page.get_by_role("button", name="Registrer avviket").press("Enter")
    assert page.get_by_text("Meldes til Datatilsynet innen").is_visible()
    page.get_by_role("link", name="Skriv hvilke grupper av registrerte avviket gjelder.").press("Enter")
    for label, text in (
        ("Hvilke grupper av registrerte gjelder det?", "Foreldre"),
        ("Hvilke slags opplysninger?", "Navn og adresse"),
        ("Hva kan det føre til for dem det gjelder?", "En fremmed fikk vite om søknaden."),
        ("Hva har dere gjort, eller skal gjøre?", "Brevene er hentet tilbake."),
        ("Hvorfor er risikoen slik?", "Mottakeren leste ikke brevet."),
        ("Hvorfor er det ikke meldt?", "Lite trolig med risiko."),
        ("Hvorfor underrettes de ikke?", "Risikoen er ikke høy."),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_label("Lite trolig at avviket gir risiko").press("Space")
    page.get_by_label("Nei, risikoen er ikke høy").press("Space")
    page.get_by_role("button", name="Lagre avviket").press("Enter")
    page.get_by_role("link", name="Lukk avviket").press("Enter")
    page.get_by_role("button", name="Lukk avviket").press("Enter")
    assert page.get_by_text("Avviket er lukket.").is_visible()


def test_the_first_page_leads_the_administrator_to_what_lacks(visit: Visit, transactional_world: World) -> None:
    open_digiorden(transactional_world)
    visitor = visit(transactional_world.ingrid, script=False)
    page = visitor.go(reverse("digiorden:start"))
    page.get_by_role("link", name="Legg til: Personvernombud").press("Enter")
    assert page.get_by_label("Personvernombud", exact=True).is_checked()
    page.get_by_label("Navn", exact=True).fill("Sissel Dahl")
    page.get_by_role("button", name="Legg til kontakten").press("Enter")
    assert page.get_by_text("Sissel Dahl er lagt til.").is_visible()
    page = visitor.go(reverse("digiorden:start"))
    assert not page.get_by_role("link", name="Legg til: Personvernombud").count()
    assert page.get_by_text("1 av 5").is_visible()
