"""`fiks innbyggerliste`: a resident list as a file, on behalf of somebody who holds the role."""

import sys
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record_refusal
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.innbyggerlister import Bestilling, bestill_liste
from fiks.folkeregister.actions.listemaal import Filmaal
from fiks.folkeregister.actions.listetegning import draw
from fiks.folkeregister.forms.kommandolinje import Valg, bestilling
from fiks.folkeregister.lister.listefil import BEGRENSNING
from fiks.folkeregister.lister.utvalg import UtvalgError
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries.kommandolinje import UnknownName, actor_for, require_holds
from fiks.folkeregister.queries.roller import chosen_rolle

_EXAMPLE = (
    "Eksempel: fiks innbyggerliste --kommune 4215 --alder 65- --per 2026-12-31 --kolonner VAKSINE --rolle Vaksinasjon"
    ' --formaal Vaksinekampanje --som "Jonas Lie Berg" --ut liste.xlsx'
)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("innbyggerliste", epilog=_EXAMPLE, short_help="Lag en innbyggerliste.")
@click.option("--kommune", multiple=True, required=True, help="Kommunenummer eller navn. Kan gjentas.")
@click.option("--alder", default="", metavar="FRA-TIL", help="Alder på datoen i --per: 65-, 65-79 eller -17.")
@click.option("--per", type=_DAY, help="Datoen alderen regnes på. I dag når den ikke er oppgitt.")
@click.option("--fyller", default="", metavar="FRA-TIL", help="Alderen de fyller i året til --per.")
@click.option("--fodt", default="", metavar="FRA-TIL", help="Fødselsår: 1961 eller 1940-1950.")
@click.option(
    "--kjoenn", default="", type=click.Choice(["", "kvinne", "mann"]), show_choices=False, metavar="kvinne|mann"
)
@click.option("--sivilstand", multiple=True, help="For eksempel gift. Kan gjentas.")
@click.option("--statsborgerskap", multiple=True, help="Landkode med tre bokstaver. Kan gjentas.")
@click.option("--status", multiple=True, help="Personstatus, for eksempel utflyttet. Ellers bosatt. Kan gjentas.")
@click.option("--opphold", is_flag=True, help="De som har oppholdsadresse i kommunen, ikke de som bor der.")
@click.option("--postnummer", multiple=True, help="Kan gjentas.")
@click.option("--grunnkrets", multiple=True, type=int, help="Kan gjentas.")
@click.option("--skolekrets", multiple=True, type=int, help="Kan gjentas.")
@click.option("--valgkrets", multiple=True, type=int, help="Kan gjentas.")
@click.option("--husholdning", default="", metavar="FRA-TIL", help="Hvor mange som bor i boligen.")
@click.option("--innflyttet-siden", type=_DAY, help="Har flyttet til kommunen denne datoen eller senere.")
@click.option("--fodt-siden", type=_DAY, help="Født denne datoen eller senere.")
@click.option("--dod-siden", type=_DAY, help="Døde denne datoen eller senere, og bodde sist i kommunen.")
@click.option("--utflyttet-siden", type=_DAY, help="Har flyttet ut av kommunen denne datoen eller senere.")
@click.option(
    "--kolonner", default="VAKSINE", show_default=True, help="VAKSINE, SKOLESTART, VALG, eller egne med komma."
)
@click.option("--sortering", default="navn", show_default=True, type=click.Choice(["navn", "adresse"]))
@click.option("--format", default="", help="xlsx, ods eller csv. Ellers etter filens navn.")
@click.option("--rolle", required=True, help="Rollens navn eller id.")
@click.option("--som", required=True, help="Hvem det gjøres for: navn, id eller fødselsnummer. Må ha rollen nå.")
@click.option("--formaal", required=True, help="Hva listen skal brukes til. Står i loggen.")
@click.option("--sak", default="", help="Saksnummer. Står i loggen.")
@click.option(
    "--gradert", is_flag=True, help="Med dem som har gradert adresse, når rollen åpner for det. Krever --aarsak."
)
@click.option("--aarsak", default="", help="Hvorfor listen eller de graderte adressene trengs. Står i loggen.")
@click.option("--ut", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Filen som lages.")
@click.option("--overskriv", is_flag=True, help="Erstatt filen hvis den finnes.")
def command(*, rolle: str, som: str, formaal: str, sak: str, overskriv: bool, **options: object) -> None:
    """Lag en innbyggerliste som en fil på denne maskinen.

    Listen følger de samme reglene som på nettstedet, og logges som gjort fra kommandolinjen, uten personlig innlogging, med
    brukeren på maskinen. Filen er ikke kryptert. Bare du kan lese den, og du må selv slette den når den er brukt.
    """
    path = Path(str(options["ut"]))
    if path.exists() and not overskriv:
        raise click.UsageError(f"{path} finnes. Bruk --overskriv for å erstatte filen.")
    at = timezone.now()
    try:
        valg = Valg(**{name: _plain(value) for name, value in options.items()})  # type: ignore[arg-type]  # click's options
        order = bestilling(valg, today=timezone.localdate(at))
        by, _rolle = actor_for(som, rolle, formaal=formaal, sak=sak)
        antall = _draw(order, path, by=by, at=at)
    except (UtvalgError, UnknownName) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{path}: {antall} personer")
    click.echo(str(BEGRENSNING), err=True)


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def _draw(order: Bestilling, path: Path, *, by: Actor, at: datetime) -> int:
    try:
        return _as_person(order, path, by=by, at=at)
    except Refused as refusal:
        handling = Handling("tilgang.avvist", gjelder=BRUK, aarsak=refusal.melding, detaljer={"ledd": refusal.ledd})
        record_refusal(handling, by=by, at=timezone.now())
        raise click.ClickException(refusal.melding) from refusal


def _as_person(order: Bestilling, path: Path, *, by: Actor, at: datetime) -> int:
    with acting(by):
        rolle = chosen_rolle(by)
        require_holds(by, rolle, at=at)
        ordered = bestill_liste(order, rolle=rolle, by=by, at=at, background=False)
        liste = queries.underway(ordered.virksomhet_id, ordered.pk)
    assert liste is not None
    hidden = not sys.stderr.isatty()
    with (
        Filmaal(path) as maal,
        click.progressbar(length=liste.antall_ventet, label="Skriver listen", file=sys.stderr, hidden=hidden) as bar,
    ):
        drawn = draw(liste, by=by, clock=timezone.now, maal=maal, on_rows=lambda count: bar.update(count - bar.pos))
    with acting(by):
        found = queries.liste_for(by, liste.pk)
    if found is None or not drawn:
        raise click.ClickException(found.feil if found and found.feil else "Listen ble avbrutt, og ingen fil er laget.")
    return found.antall or 0
