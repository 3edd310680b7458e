"""The pages of processing records in the states people meet them in."""

from fiks.digiorden.actions.begreper import add_begrep
from fiks.digiorden.actions.behandlinger import save_draft
from fiks.digiorden.models import Begrep, Begrepsslag
from fiks.digiorden.protokoll.innhold import Lagring
from fiks.digiorden.tests import protokollen
from fiks.felles.kontekst import acting
from tests.browser.scene import Scene, State, faulty, plain

BEHANDLING = "digiorden:behandling"


def make_behandlinger(scene: Scene) -> None:
    """One record in each state."""
    world = scene.world
    scene.made["utkast"] = protokollen.draft(
        world,
        protokollen.vaksinasjon(
            world, navn="Influensavaksine", lagring=[Lagring(kriterium="Så lenge det er nødvendig")], hoey_risiko=True
        ),
    ).pk
    scene.made["sendt"] = protokollen.sent(world, protokollen.vaksinasjon(world, navn="Helsestasjon")).pk
    scene.made["godkjent"] = protokollen.approved(world).pk
    scene.made["forfalt"] = protokollen.approved(world, protokollen.vaksinasjon(world, navn="Skolehelse"), dager=-3).pk
    scene.made["revidert"] = protokollen.revised(world, protokollen.vaksinasjon(world, navn="Reisevaksine")).pk
    changed = protokollen.draft(world, protokollen.vaksinasjon(world, navn="Smittesporing"))
    by = world.actor(world.jonas)
    with acting(by):
        save_draft(
            protokollen.vaksinasjon(world, navn="Smittesporing", enhet="Miljørettet helsevern", kilder=[]),
            fra=protokollen.seen(changed),
            by=by,
            at=world.now,
        )
    scene.made["endret"] = changed.pk
    scene.made["behandler"] = protokollen.draft(world, protokollen.drift(world)).pk
    with acting(world.actor(world.ingrid)):
        scene.made["begrep"] = Begrep.objects.get(navn="Folkehelseinstituttet").pk
        word = add_begrep(slag=Begrepsslag.OPPLYSNING, navn="Vaksinestatus", by=world.actor(world.ingrid), at=world.now)
        scene.made["opplysning"] = word.pk


def _returned_without_words(scene: Scene) -> None:
    scene.go(f"{BEHANDLING}_vurder", "sendt")
    scene.press("Send tilbake")


def _row_added(scene: Scene) -> None:
    scene.go(f"{BEHANDLING}_ny")
    scene.page.locator("[name=navn]").fill("Skolehelse")
    scene.press("Legg til formål")


def _clash(scene: Scene) -> None:
    """Another saves while the form is open."""
    scene.go(f"{BEHANDLING}_rediger", "utkast")
    scene.page.locator("[name=versjon]").first.evaluate("one => one.value = '0'")
    scene.page.locator("[name=navn]").fill("Influensavaksine for alle")
    scene.press("Lagre utkast")


BEHANDLINGER: tuple[State, ...] = (
    plain(f"{BEHANDLING}er"),
    plain(f"{BEHANDLING}er", query="?status=FORFALT", what="forfalt"),
    plain(f"{BEHANDLING}er", query="?tekst=finnesikke", what="uten treff"),
    plain(f"{BEHANDLING}_mangler"),
    *(
        plain(BEHANDLING, name, what=name)
        for name in ("utkast", "sendt", "godkjent", "forfalt", "revidert", "behandler")
    ),
    plain(f"{BEHANDLING}_vurder", "sendt"),
    State(f"{BEHANDLING}_vurder", "med feil", _returned_without_words, faulty=True),
    faulty(f"{BEHANDLING}_trekk", "godkjent", button="Trekk behandlingen tilbake"),
    plain(f"{BEHANDLING}_trekk", "godkjent"),
    faulty(f"{BEHANDLING}_frist", "godkjent", button="Flytt fristen"),
    plain(f"{BEHANDLING}_frist", "godkjent"),
    plain(f"{BEHANDLING}_versjoner", "godkjent"),
    plain(f"{BEHANDLING}_versjon", "godkjent", "1"),
    plain(f"{BEHANDLING}_forskjell", "endret", "1", "2"),
    plain("digiorden:begreper"),
    plain("digiorden:begreper", query="?slag=OPPLYSNING", what="opplysninger"),
    plain("digiorden:begreper", query="?slag=DATABEHANDLER", what="databehandlere"),
    plain("digiorden:begrep", "begrep"),
    plain("digiorden:begrep", "opplysning", what="opplysning"),
    plain("digiorden:begrep_slaa_sammen", "begrep"),
    plain("digiorden:begrep_slaa_sammen", "begrep", query="?til=NAV", what="med forhåndsvisning"),
    faulty("digiorden:begreper", button="Legg til ordet"),
)
WRITING: tuple[State, ...] = (
    plain(BEHANDLING, "utkast", what="som redaktør"),
    plain(BEHANDLING, "revidert", query="?vis=arbeid", what="ny versjon"),
    plain(f"{BEHANDLING}_ny"),
    plain(f"{BEHANDLING}_ny", query="?slag=DATABEHANDLER", what="som databehandler"),
    State(f"{BEHANDLING}_ny", "med en rad til", _row_added),
    faulty(f"{BEHANDLING}_ny", button="Lagre utkast"),
    plain(f"{BEHANDLING}_rediger", "utkast"),
    State(
        f"{BEHANDLING}_rediger",
        "med mangler",
        lambda scene: scene.go(f"{BEHANDLING}_rediger", "utkast", query="?vis=mangler"),
        faulty=True,
    ),
    State(f"{BEHANDLING}_rediger", "etter en kollisjon", _clash),
    plain(f"{BEHANDLING}_rediger", "behandler", what="som databehandler"),
    plain(f"{BEHANDLING}_send", "revidert"),
)
