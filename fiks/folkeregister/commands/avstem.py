"""`fiks avstem`: holds a sample of the register copy against Folkeregisteret."""

import json
import sys
from contextlib import suppress

import click
from django.conf import settings
from django.utils import timezone

from fiks.felles.kontekst.command_line import operator
from fiks.folkeregister.actions.avstemming import Avstemmer
from fiks.folkeregister.actions.folging import Folger, Opptatt, Stoppet, follows
from fiks.folkeregister.hendelsesliste.feil import Kildefeil
from fiks.folkeregister.registerkopi.henting import FeilOppsett, explain, folkeregisteret
from fiks.integrasjoner.folkeregisteret import Folkeregisteret
from fiks.integrasjoner.hendelsesliste import Hendelsesliste


@click.command(
    "avstem",
    epilog="Eksempel: fiks avstem --antall 5000 --rett",
    short_help="Hold en stikkprøve av registerkopien opp mot Folkeregisteret.",
)
@click.option(
    "--antall", default=1000, show_default=True, type=click.IntRange(1, 1_000_000), help="Hvor mange personer."
)
@click.option("--rett", is_flag=True, help="Last dokumentene til dem som er ulike, på nytt.")
@click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")
def command(*, antall: int, rett: bool, as_json: bool) -> None:
    """Trekk personer tilfeldig fra kopien, hent dokumentene deres, og tell hva som er ulikt.

    Hendelsene som finnes, leses først, så det som er på vei, ikke regnes som ulikt. Resultatet vises på siden
    Registerkopien. Ingen numre eller navn skrives ut.

    Avslutter med kode 1 når noen var ulike eller borte, også når de er rettet.
    """
    try:
        with folkeregisteret(timezone.now) as register:
            avstemmer = Avstemmer(register, operator(), timezone.now, lambda: _catch_up(register))
            found = avstemmer.run(antall, rett=rett)
    except FeilOppsett as problem:
        raise click.ClickException(str(problem)) from problem
    except Kildefeil as problem:
        raise click.ClickException(explain(problem)) from problem
    counts = {name: getattr(found, name) for name in ("antall", "like", "ulike", "borte", "underveis", "rettet")}
    if as_json:
        click.echo(json.dumps(counts | {"elementer": found.elementer}))
    click.echo(", ".join(f"{count} {word}" for word, count in counts.items()), err=True)
    for element, count in sorted(found.elementer.items(), key=lambda one: -one[1]):
        click.echo(f"{element}: {count}", err=True)
    sys.exit(found.forskjeller > 0)


def _catch_up(register: Folkeregisteret) -> None:
    """One round of the reader, unless another reads already."""
    if not follows(settings.FOLKEREGISTERET_PACKAGE):
        return
    folger = Folger(Hendelsesliste(register), register, settings.FOLKEREGISTERET_PACKAGE, operator(), timezone.now)
    with suppress(Opptatt, Stoppet):
        folger.runde()
