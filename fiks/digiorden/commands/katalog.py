"""`fiks katalog`: the operator's work in the shared catalogue."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click
from django.utils import timezone

from fiks.digiorden.actions import katalog as actions
from fiks.digiorden.actions.sammenslaaing import Konsekvens, angre, forhaandsvis, slaa_sammen
from fiks.digiorden.forms.katalogfil import Filfeil, read_katalogfil
from fiks.digiorden.queries import katalog as queries
from fiks.felles.kontekst import acting
from fiks.felles.kontekst.command_line import operator

if TYPE_CHECKING:
    from fiks.digiorden.models import Katalogsystem

_REASON = click.option("--begrunnelse", required=True, help="Hvorfor. Vises for alle som bruker systemet.")
_CHANGED = "Systemet er ikke i en tilstand der dette kan gjøres, eller noen andre var først. Se «fiks katalog vis»."


@click.group("katalog", short_help="Hold orden i den felles katalogen.")
def command() -> None:
    """Den felles katalogen over systemer. SYSTEM er id eller hele navnet."""


@command.command("les-inn", epilog="Eksempel: fiks katalog les-inn systemer.csv")
@click.argument("fil", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(fil: Path) -> None:
    """Legg systemer fra en fil inn i katalogen. Navn som finnes fra før, blir stående som de er."""
    try:
        rows = read_katalogfil(fil.read_bytes())
    except Filfeil as error:
        raise click.ClickException("\n".join([*error.faults, "Ingenting er lagt inn."])) from error
    by = operator()
    with acting(by):
        new, known = actions.les_inn(rows, by=by, at=timezone.now())
    click.echo(f"{new} nye systemer. {known} fantes fra før.")


@command.command("venter", epilog="Eksempel: fiks katalog venter")
def waiting() -> None:
    """Vis systemer som er sendt inn og venter på å bli avgjort, de eldste først."""
    by = operator()
    with acting(by):
        for system in queries.waiting_for(by):
            _tell(system)
            for forslag, other in queries.foreslaatte(system.navn)[:4]:
                if other.pk != system.pk:
                    click.echo(f"    ligner {other.navn} ({other.pk}): {forslag.grunn}")


@command.command("vis", epilog='Eksempel: fiks katalog vis "Acos WebSak"')
@click.argument("navn")
def show(navn: str) -> None:
    """Vis systemer som ligner et navn, eller ett med id."""
    with acting(operator()):
        found = [_find(navn)] if _id(navn) else [system for _forslag, system in queries.foreslaatte(navn)]
        for system in found:
            _tell(system)


@command.command("godkjenn", epilog='Eksempel: fiks katalog godkjenn "Acos WebSak"')
@click.argument("system")
def approve(system: str) -> None:
    """Ta et system som er sendt inn, inn i katalogen."""
    _act(system, actions.godkjenn, "er tatt inn i katalogen")


@command.command("avvis", epilog='Eksempel: fiks katalog avvis Websak --begrunnelse "Bruk Acos WebSak"')
@click.argument("system")
@_REASON
def reject(system: str, begrunnelse: str) -> None:
    """La være å ta inn et system som er sendt inn. De som sendte det, ser begrunnelsen."""
    _act(system, actions.avvis, "er ikke tatt inn", begrunnelse=begrunnelse)


@command.command("utgaatt", epilog='Eksempel: fiks katalog utgaatt DocuLive --begrunnelse "Selges ikke lenger"')
@click.argument("system")
@_REASON
def retire(system: str, begrunnelse: str) -> None:
    """Merk et system som utgått. Det blir stående med dem som bruker det."""
    _act(system, actions.merk_utgaatt, "er merket som utgått", begrunnelse=begrunnelse)


@command.command("gjenopprett", epilog='Eksempel: fiks katalog gjenopprett DocuLive --begrunnelse "Feil navn"')
@click.argument("system")
@_REASON
def restore(system: str, begrunnelse: str) -> None:
    """Ta et utgått system inn igjen."""
    _act(system, actions.gjenopprett, "er tatt inn igjen", begrunnelse=begrunnelse)


@command.command("rettighetshaver", epilog='Eksempel: fiks katalog rettighetshaver "Acos WebSak" --orgnr 999999999')
@click.argument("system")
@click.option("--orgnr", required=True, help="Leverandørens organisasjonsnummer. Tomt: ingen er rettighetshaver.")
def rights_holder(system: str, orgnr: str) -> None:
    """Si hvilken leverandør som kan godkjenne og endre systemet."""
    if orgnr and not (orgnr.isascii() and orgnr.isdecimal() and len(orgnr) == 9):
        raise click.BadParameter("Skriv ni siffer.", param_hint="--orgnr")
    by = operator()
    with acting(by):
        found = _find(system)
        _refuse_changed(
            lambda: actions.endre_system(
                system=found, values={"leverandoer_orgnr": orgnr}, versjon=found.versjon, by=by, at=timezone.now()
            )
        )
    click.echo(f"{found.navn} har organisasjonsnummer {orgnr or '–'}.")


@command.command(
    "slaa-sammen", epilog='Eksempel: fiks katalog slaa-sammen Websak "Acos WebSak" --begrunnelse Dobbelt --utfoer'
)
@click.argument("fra")
@click.argument("til")
@click.option("--begrunnelse", default="", help="Hvorfor. Må være med når det utføres.")
@click.option("--utfoer", is_flag=True, help="Gjør det. Ellers vises bare hva som vil skje.")
def merge(fra: str, til: str, begrunnelse: str, *, utfoer: bool) -> None:
    """Slå systemet FRA sammen med TIL, som blir stående. Uten --utfoer vises bare følgene."""
    if utfoer and not begrunnelse.strip():
        raise click.UsageError("Skriv --begrunnelse når du utfører.")
    by = operator()
    with acting(by):
        first, last = _find(fra), _find(til)
        _tell_consequences(first, last, _refuse_changed(lambda: forhaandsvis(first, last)))
        if not utfoer:
            click.echo("Ingenting er gjort. Legg til --utfoer for å slå dem sammen.")
            return
        merged = slaa_sammen(fra=first, til=last, begrunnelse=begrunnelse, by=by, at=timezone.now())
    click.echo(f"Slått sammen. Angre med: fiks katalog angre {merged.pk}")


@command.command("angre", epilog="Eksempel: fiks katalog angre 6f1c2a7e-6d0e-4e5b-9a57-0d3c8f6d1b11")
@click.argument("sammenslaaing", type=click.UUID)
def undo(sammenslaaing: UUID) -> None:
    """Angre en sammenslåing. Applikasjoner som er knyttet til noe annet siden, blir der de er."""
    by = operator()
    with acting(by):
        merged = queries.sammenslaaing(sammenslaaing)
        if merged is None:
            raise click.ClickException("Ingen sammenslåing har denne id-en.")
        back, gone = _refuse_changed(lambda: angre(sammenslaaing=merged, by=by, at=timezone.now()))
    click.echo(f"{back} applikasjoner er flyttet tilbake. {gone} ble stående.")


def _act(navn: str, act: Callable[..., Any], done: str, **given: str) -> None:
    by = operator()
    with acting(by):
        system = _find(navn)
        _refuse_changed(lambda: act(system=system, by=by, at=timezone.now(), **given))
    click.echo(f"{system.navn} {done}.")


def _refuse_changed(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except actions.KatalogEndret as error:
        raise click.ClickException(_CHANGED) from error


def _find(navn: str) -> "Katalogsystem":
    """One system by id, or by its whole name when only one has it."""
    if system_id := _id(navn):
        found = queries.katalogsystem(system_id)
        if found is None:
            raise click.ClickException(f"Ingen system har id {navn}.")
        return found
    named = queries.named(navn)
    if len(named) != 1:
        told = "Ingen system heter" if not named else f"{len(named)} systemer heter"
        raise click.ClickException(f"{told} «{navn}». Bruk id. Se «fiks katalog vis».")
    return named[0]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _tell(system: "Katalogsystem") -> None:
    vendor = system.leverandoer_navn or "leverandør ikke oppgitt"
    click.echo(f"{system.pk}  {system.navn}, {vendor}: {system.get_status_display()}")


def _tell_consequences(fra: "Katalogsystem", til: "Katalogsystem", told: Konsekvens) -> None:
    click.echo(f"{fra.navn} ({fra.pk}) slås sammen med {til.navn} ({til.pk}).")
    click.echo(f"{told.antall} applikasjoner flyttes:")
    for virksomhet, antall in told.virksomheter:
        click.echo(f"    {virksomhet}: {antall}")
    click.echo(f"Nye navn på {til.navn}: {', '.join(told.nye_navn) or 'ingen'}")
    if told.ulikt:
        click.echo(f"Dette står ulikt på de to, og bare {til.navn} vises: {', '.join(told.ulikt)}")
