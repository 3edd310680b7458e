"""`fiks vask`: a list washed against the register, on behalf of somebody who holds the role."""

import sys
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.innlesing.tabell import MOST_BYTES
from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record_refusal
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.listemaal import Filmaal
from fiks.folkeregister.actions.vask import begin_vask
from fiks.folkeregister.actions.vaskegrense import TooManyWashes
from fiks.folkeregister.actions.vasking import wash
from fiks.folkeregister.forms.vaskekommando import valg
from fiks.folkeregister.lister.listefil import BEGRENSNING
from fiks.folkeregister.queries import vask as queries
from fiks.folkeregister.queries.kommandolinje import UnknownName, actor_for, require_holds
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.vask.dom import Utfall

_EXAMPLE = (
    'Eksempel: fiks vask barn.xlsx --ut vasket.xlsx --rolle Skole --formaal Skoleplass --som "Jonas Lie Berg"'
    " --kolonne A=ETTERNAVN --kolonne B=FORNAVN --kolonne C=FOEDSELSDATO"
)


@click.command("vask", epilog=_EXAMPLE, short_help="Vask en liste mot Folkeregisteret.")
@click.argument("fil", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--ut", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Filen som lages.")
@click.option("--ark", default="", help="Arket som vaskes. Ellers det første som har noe i seg.")
@click.option("--kolonne", multiple=True, metavar="BOKSTAV=FELT", help="Hva en kolonne er. Ellers gjettes det.")
@click.option("--overskriftsrad", type=click.IntRange(min=0), help="Raden med overskrifter; 0 når det ikke er noen.")
@click.option("--rolle", required=True, help="Rollens navn eller id. Må åpne for både søk og innbyggerlister.")
@click.option("--som", required=True, help="Hvem det gjøres for: navn, id eller fødselsnummer. Må ha rollen nå.")
@click.option("--formaal", required=True, help="Hva listen skal brukes til. Står i loggen.")
@click.option("--sak", default="", help="Saksnummer. Står i loggen.")
@click.option("--aarsak", default="", help="Hvorfor listen trengs, i områder som lager lister ved behov.")
@click.option("--overskriv", is_flag=True, help="Erstatt filen hvis den finnes.")
def command(
    *, fil: Path, ut: Path, rolle: str, som: str, formaal: str, sak: str, overskriv: bool, **options: object
) -> None:
    """Vask en liste over personer: finn hvem hver rad er, og hva som er endret.

    FIL er xlsx, ods eller csv med fødselsnummer, eller navn og fødselsdato. Vasken følger de samme reglene som på
    nettstedet, og logges som gjort fra kommandolinjen, uten personlig innlogging, med brukeren på maskinen. Filen som
    lages, er ikke kryptert. Bare du kan lese den, og du må selv slette den når den er brukt.
    """
    if ut.exists() and not overskriv:
        raise click.UsageError(f"{ut} finnes. Bruk --overskriv for å erstatte filen.")
    if ut.absolute() == fil.absolute():
        raise click.UsageError("Filen som lages, kan ikke være den som vaskes.")
    at = timezone.now()
    try:
        by, _rolle = actor_for(som, rolle, formaal=formaal, sak=sak)
        counts = _wash(fil, ut, options, by=by, at=at)
    except (LeseFeil, TooManyWashes, UnknownName) as error:
        raise click.ClickException(str(error)) from error
    told = ", ".join(f"{counts.get(utfall.value, 0)} {str(utfall.label).lower()}" for utfall in Utfall)
    click.echo(f"{ut}: {sum(counts.values())} rader: {told}")
    click.echo(str(BEGRENSNING), err=True)


def _wash(fil: Path, ut: Path, options: dict[str, object], *, by: Actor, at: datetime) -> dict[str, int]:
    try:
        return _as_person(fil, ut, options, by=by, at=at)
    except Refused as refusal:
        handling = Handling("tilgang.avvist", gjelder=BRUK, aarsak=refusal.melding, detaljer={"ledd": refusal.ledd})
        record_refusal(handling, by=by, at=timezone.now())
        raise click.ClickException(refusal.melding) from refusal


def _as_person(fil: Path, ut: Path, options: dict[str, object], *, by: Actor, at: datetime) -> dict[str, int]:
    with fil.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    with acting(by):
        rolle = chosen_rolle(by)
        require_holds(by, rolle, at=at)
        chosen = valg(content, rolle=rolle, ut=ut, **options)  # type: ignore[arg-type]  # click's options
        vask = begin_vask(content, chosen, rolle=rolle, by=by, at=at)
    hidden = not sys.stderr.isatty()
    with (
        Filmaal(ut) as maal,
        click.progressbar(length=vask.antall_rader, label="Vasker listen", file=sys.stderr, hidden=hidden) as bar,
    ):
        done = wash(
            vask,
            by=by,
            clock=timezone.now,
            maal=maal,
            content=content,
            on_rows=lambda count: bar.update(count - bar.pos),
        )
    with acting(by):
        found = queries.vask_for(by, vask.pk)
    if found is None or not done:
        raise click.ClickException(found.feil if found and found.feil else "Vasken ble avbrutt, og ingen fil er laget.")
    return {str(name): int(count) for name, count in found.utfall.items()}
