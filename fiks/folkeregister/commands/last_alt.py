"""`fiks last-alt`: loads the whole register through Folkeregisteret's interface, and follows from there."""

import json
import sys
import time
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from fiks.felles.koder import kommuner
from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator
from fiks.folkeregister.actions import grunnlast
from fiks.folkeregister.actions.grunnlast import AlleredeIGang, Grunnlaster, Lastet, UttrekkUteblir
from fiks.folkeregister.hendelsesliste.feil import Kildefeil
from fiks.folkeregister.registerkopi.henting import FeilOppsett, explain, folkeregisteret
from fiks.integrasjoner.hendelsesliste import Hendelsesliste
from fiks.integrasjoner.uttrekk import Uttrekk

_GO_ON = "Det som er hentet, er lastet. Kjør kommandoen på nytt, så fortsetter den."


@click.command(
    "last-alt",
    epilog="Eksempel: fiks last-alt, eller fiks last-alt --kommune 4215 --kommune 4216",
    short_help="Last hele registeret fra Folkeregisteret, og følg det derfra.",
)
@click.option("--kommune", "chosen", multiple=True, metavar="NUMMER", help="Bare denne kommunen. Kan gjentas.")
@click.option(
    "--avvist",
    "aside",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Mappen dokumenter som ikke kan brukes, legges i.",
)
@click.option("--forfra", is_flag=True, help="Gi opp en lasting som er begynt, og begynn på nytt.")
@click.option("--json", "as_json", is_flag=True, help="Skriv et sammendrag som JSON.")
def command(*, chosen: tuple[str, ...], aside: Path, forfra: bool, as_json: bool) -> None:
    """Last alle personer i rettighetspakken, eller dem som hører til i noen kommuner.

    Det siste sekvensnummeret huskes først. Når alt er lastet, er leseren satt til å begynne der, så ingenting som endres
    imens, går tapt. Stopper kommandoen, fortsetter den der den var når den kjøres på nytt.

    Avslutter med kode 1 når noe er lagt til side.
    """
    _require_known(chosen)
    by = operator()
    try:
        with folkeregisteret(timezone.now) as register:
            if forfra:
                with acting(by):
                    grunnlast.drop(by=by, at=timezone.now())
            pakke, kilde = settings.FOLKEREGISTERET_PACKAGE, Hendelsesliste(register)
            laster = Grunnlaster(kilde, Uttrekk(register), register, pakke, by, timezone.now, time.sleep, aside, _tell)
            lastet = laster.run(chosen)
    except FeilOppsett as problem:
        raise click.ClickException(str(problem)) from problem
    except Kildefeil as problem:
        raise click.ClickException(f"{explain(problem)} {_GO_ON}") from problem
    except UttrekkUteblir as problem:
        raise click.ClickException(f"Folkeregisteret gjør ikke bestillingen klar. {_GO_ON}") from problem
    except AlleredeIGang as problem:
        text = "En annen lasting er begynt. Kjør den ferdig med de samme kommunene, eller begynn på nytt med --forfra."
        raise click.ClickException(text) from problem
    if as_json:
        click.echo(json.dumps(vars(lastet)))
    click.echo("Alt er lastet. Følg endringene med fiks arbeider eller fiks folg.", err=True)
    sys.exit(lastet.avvist > 0)


def _require_known(chosen: tuple[str, ...]) -> None:
    for number in chosen:
        if not kommuner.kommune(number):
            raise click.BadParameter(f"{number} er ikke et kommunenummer.", param_hint="--kommune")


def _tell(lastet: Lastet) -> None:
    click.echo(", ".join(f"{count} {word.replace('_', ' ')}" for word, count in vars(lastet).items()), err=True)
