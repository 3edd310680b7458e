"""`fiks folg`: follows Folkeregisteret, so that the register copy stays true to it."""

import json
import signal
import sys
import threading
import time
from types import FrameType

import click
from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator
from fiks.folkeregister.actions import hendelsesliste as liste
from fiks.folkeregister.actions.folging import FeilPakke, Folger, IkkeStartet, Opptatt, Runde, Stoppet
from fiks.folkeregister.hendelsesliste.feil import Kildefeil
from fiks.folkeregister.registerkopi.henting import FeilOppsett, explain, folkeregisteret
from fiks.integrasjoner.folkeregisteret import Folkeregisteret, FolkeregisteretFeil
from fiks.integrasjoner.hendelsesliste import ForGammeltSekvensnummer, Hendelsesliste
from fiks.integrasjoner.maskinporten import MaskinportenFeil

_SECONDS_TO_GET_ALONE = 20
_STOPPED = (
    "Leseren er stoppet: hendelsene fra der den sto, er eldre enn 36 måneder og slettet i Folkeregisteret. "
    "Last hele registeret med fiks last-alt, eller fra fil, og start med fiks folg --fra-naa."
)
_NOT_STARTED = (
    "Kopien følger ikke Folkeregisteret ennå. Last alt med fiks last-alt, eller last en fil og skriv hvor leseren skal "
    "begynne: fiks folg --fra NUMMER."
)
_WRONG_PACKAGE = (
    "Leseren har lest en annen rettighetspakke enn den i FIKS_FOLKEREGISTERET_PAKKE. Hver pakke har sin egen nummerrekke. "
    "Sett pakken tilbake, eller last alt på nytt med fiks last-alt."
)


@click.command(
    "folg",
    epilog="Eksempel: fiks folg, eller fiks folg --en-gang, eller fiks folg --fra 183204411",
    short_help="Følg Folkeregisteret, så kopien holder seg riktig.",
)
@click.option("--en-gang", "once", is_flag=True, help="Les til slutten, hent det som er endret, og stopp.")
@click.option("--fra", "start", type=click.IntRange(min=0), metavar="NUMMER", help="Begynn med dette sekvensnummeret.")
@click.option("--fra-naa", "now", is_flag=True, help="Begynn etter den siste hendelsen som finnes nå.")
@click.option(
    "--proev-igjen", "again", is_flag=True, help="Hent på nytt personer og dokumenter som ikke lot seg hente."
)
@click.option("--godta-hull", "holes", is_flag=True, help="Godta at nummer som mangler i hendelseslisten, ikke kommer.")
@click.option("--pause", default=60, show_default=True, type=click.IntRange(1, 3600), help="Sekunder mellom hver gang.")
@click.option("--json", "as_json", is_flag=True, help="Skriv hva hver runde gjorde, som JSON.")
def command(*, once: bool, start: int | None, now: bool, again: bool, holes: bool, pause: int, as_json: bool) -> None:
    """Les hendelser fra Folkeregisteret og hent dokumentene til dem de gjelder, til prosessen stoppes.

    Kan stoppes og startes når som helst: den fortsetter der den var. Bare én leser arbeider om gangen. Jobbene i fiks
    arbeider følger også, så denne trengs bare for store kopier og når du vil se på.

    Med --fra og --fra-naa begynner leseren et nytt sted. Gjør det bare etter at hele registeret er lastet: det som er
    endret før dette, leses ikke.

    Avslutter med kode 1 når --en-gang ikke kom helt fram.
    """
    if start is not None and now:
        raise click.UsageError("Bruk enten --fra eller --fra-naa.")
    stopping = _until_told_to_stop()
    try:
        with folkeregisteret(timezone.now) as register:
            _prepare(register, start=start, now=now, again=again, holes=holes)
            _follow(register, stopping, once=once, pause=pause, as_json=as_json)
    except FeilOppsett as problem:
        raise click.ClickException(str(problem)) from problem


def _until_told_to_stop() -> threading.Event:
    """SIGTERM and Ctrl-C let the open transaction be finished."""
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
    return stopping


def _prepare(register: Folkeregisteret, *, start: int | None, now: bool, again: bool, holes: bool) -> None:
    by, at = operator(), timezone.now()
    if now:
        try:
            start = Hendelsesliste(register).siste() + 1
        except Kildefeil as problem:
            raise click.ClickException(_told(problem)) from problem
    with acting(by):
        if start is not None:
            liste.start_leser(fra=start, pakke=settings.FOLKEREGISTERET_PACKAGE, by=by, at=at)
        if holes:
            click.echo(f"{liste.forget_holes(by=by, at=at)} hull er lukket.", err=True)
        if again:
            click.echo(f"{liste.try_again(by=by, at=at)} hendelser hentes på nytt.", err=True)


def _follow(register: Folkeregisteret, stopping: threading.Event, *, once: bool, pause: int, as_json: bool) -> None:
    folger = Folger(
        Hendelsesliste(register), register, settings.FOLKEREGISTERET_PACKAGE, operator(), timezone.now, stopping.is_set
    )
    while not stopping.is_set():
        runde = _round(folger, once=once)
        _tell(runde, as_json=as_json)
        if once:
            sys.exit(runde.problem is not None or runde.vent_til is not None)
        wait = (runde.vent_til - timezone.now()).total_seconds() if runde.vent_til else 0
        stopping.wait(max(pause, wait))


def _round(folger: Folger, *, once: bool) -> Runde:
    """One round. A database that goes away for a while is waited for, and so is another reader when there is one."""
    deadline = time.monotonic() + _SECONDS_TO_GET_ALONE
    while True:
        try:
            return folger.runde()
        except Opptatt:
            if time.monotonic() > deadline:
                if once:
                    raise click.ClickException("En annen prosess følger allerede Folkeregisteret.") from None
                return Runde()
            time.sleep(0.2)
        except (OperationalError, InterfaceError) as problem:
            close_old_connections()
            if once:
                raise click.ClickException("Databasen svarer ikke. Kjør kommandoen på nytt.") from problem
            click.echo("Databasen svarer ikke. Prøver igjen.", err=True)
            return Runde()
        except Stoppet:
            raise click.ClickException(_STOPPED) from None
        except IkkeStartet:
            raise click.ClickException(_NOT_STARTED) from None
        except FeilPakke:
            raise click.ClickException(_WRONG_PACKAGE) from None


def _tell(runde: Runde, *, as_json: bool) -> None:
    counts = {
        "lest": runde.lest,
        "hentet": runde.hentet,
        "behandlet": runde.behandlet,
        "borte": runde.borte,
        "avvist": runde.avvist,
    }
    if as_json:
        click.echo(json.dumps(counts))
    if any(counts.values()):
        click.echo(", ".join(f"{count} {word}" for word, count in counts.items()), err=True)
    if runde.problem:
        click.echo(_told(runde.problem), err=True)
    elif runde.vent_til:
        click.echo("Folkeregisteret har bedt oss vente. Vi spør igjen når tiden er ute.", err=True)


def _told(problem: FolkeregisteretFeil | MaskinportenFeil) -> str:
    if isinstance(problem, ForGammeltSekvensnummer):
        return _STOPPED
    return explain(problem)
