"""The pages of ROS and DPIA, and the states people meet them in."""

from datetime import timedelta

from fiks.digiorden.actions.screening import Konklusjon, confirm_screening
from fiks.digiorden.actions.vurderinger import send_vurdering
from fiks.digiorden.models import Vurdering
from fiks.digiorden.queries.screening import kriterier_for
from fiks.digiorden.tests.vurderingssider import FOLKEREGISTER, accepted, draft, from_template, sent
from fiks.digiorden.vurdering.gang import Steg
from fiks.digiorden.vurdering.screening import Svar
from fiks.felles.kontekst import acting
from tests.browser.scene import Scene, State, faulty, plain
from tests.world import World


def make_vurderinger(scene: Scene) -> None:
    """A draft from a template, one ready to send, one with the officer, one with the risk owner, and one accepted."""
    world = scene.world
    scene.made["mal"] = from_template(world, "folkeregister-ros", "ROS").pk
    scene.made["dpia_mal"] = from_template(world, "svarut-dpia", "DPIA").pk
    scene.made["klar"] = draft(world, tittel="Oppslag i barnehagen").pk
    scene.made["hos_eier"] = sent(world, draft(world, tittel="Innbyggerlister til vaksinasjon")).pk
    scene.made["til_raad"] = _with_officer(world).pk
    done = accepted(world, sent(world, draft(world, tittel="Fiks folkeregister i Lillesand")))
    accepted(world, sent(world, draft(world, tittel="Folkeregister ved valg")))
    scene.made["akseptert"] = done.pk
    scene.made["screening"] = _screened(world)


def _with_officer(world: World) -> Vurdering:
    made = draft(world, slag="DPIA", tittel="DPIA for folkeregisteret")
    jonas = world.actor(world.jonas)
    with acting(jonas):
        send_vurdering(vurdering=made, steg=Steg.BE_OM_RAAD, versjon=made.versjon, by=jonas, at=world.now)
    return made


def _screened(world: World) -> object:
    jonas = world.actor(world.jonas)
    with acting(jonas):
        svar = {one.kode: Svar.JA if one.kode.startswith("W_S") else Svar.NEI for one in kriterier_for(jonas)}
        day = world.now.date() + timedelta(days=300)
        konklusjon = Konklusjon(FOLKEREGISTER, svar, True, "Hele befolkningen er med, barn også.", day)
        return confirm_screening(konklusjon, by=jonas, at=world.now).pk


# For Ingrid, who administers and decides.
VURDERINGER: tuple[State, ...] = (
    plain("digiorden:vurderinger"),
    plain("digiorden:vurdering", "mal", what="utkast fra mal, lest"),
    plain("digiorden:vurdering", "hos_eier", what="hos risikoeieren"),
    plain("digiorden:vurdering", "akseptert", what="akseptert"),
    plain("digiorden:vurdering_aksept", "hos_eier"),
    faulty("digiorden:vurdering_aksept", "hos_eier", button="Lagre avgjørelsen"),
    plain("digiorden:vurdering_aksept", "akseptert", what="stengt"),
    plain("digiorden:vurdering_erstatt", "akseptert"),
    plain("digiorden:vurdering_versjon", "akseptert", "1"),
    plain("digiorden:vurdering_oppfolging", "akseptert", "t1"),
    plain("digiorden:akseptgrenser"),
    plain("digiorden:screeninger"),
    plain("digiorden:screening", "screening"),
    plain("digiorden:screeningkriterier"),
    plain("digiorden:screeningkriterium", "W_STOR_SKALA"),
    faulty("digiorden:screeningkriterium", "ny", button="Lagre kriteriet"),
)
# For Jonas, who writes.
VURDERINGER_WRITING: tuple[State, ...] = (
    plain("digiorden:vurdering_ny"),
    faulty("digiorden:vurdering_ny", button="Lag utkast"),
    plain("digiorden:vurdering", "mal", what="utkast fra mal, skrives"),
    plain("digiorden:vurdering", "klar", what="klar til å sendes"),
    plain("digiorden:vurdering_rediger", "mal"),
    plain("digiorden:vurdering_rediger", "dpia_mal", what="DPIA"),
    plain("digiorden:vurdering_scenario", "mal", "s01"),
    faulty("digiorden:vurdering_scenario", "mal", "ny", button="Lagre scenarioet"),
    plain("digiorden:vurdering_tiltak", "mal", "t01"),
    faulty("digiorden:vurdering_tiltak", "mal", "ny", button="Lagre tiltaket"),
    plain("digiorden:vurdering_fordel", "mal"),
    plain("digiorden:vurdering_scenariobank", "mal"),
    plain("digiorden:vurdering_send", "mal", what="noe mangler"),
    plain("digiorden:vurdering_send", "klar"),
    plain("digiorden:vurdering_gjenaapne", "akseptert"),
    plain("digiorden:vurdering_slett", "klar"),
    plain("digiorden:screening_ny"),
    faulty("digiorden:screening_ny", button="Lagre konklusjonen"),
)
# For Odd, the data protection officer.
VURDERINGER_ADVISING: tuple[State, ...] = (
    plain("digiorden:vurdering_raad", "til_raad"),
    faulty("digiorden:vurdering_raad", "til_raad", button="Gi rådet"),
)
