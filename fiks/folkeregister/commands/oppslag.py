"""`fiks oppslag`: one person from the register copy, on behalf of somebody who holds the role."""

import json
import sys

import click
from django.conf import settings
from django.utils import timezone

from fiks.felles.koder.identifikator import FeilNummer, Miljoe, parse, require_allowed
from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record_refusal
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.oppslag import Oppslag, Valg, slaa_opp
from fiks.folkeregister.presentation.sheet import sheet
from fiks.folkeregister.queries.kommandolinje import UnknownName, actor_for, require_holds
from fiks.folkeregister.queries.roller import chosen_rolle


@click.command(
    "oppslag",
    epilog='Eksempel: fiks oppslag 12835844631 --rolle Vaksinasjon --formaal "Vaksinasjon" --som "Jonas Lie Berg"',
    short_help="Slå opp en person.",
)
@click.argument("nummer", metavar="NUMMER|-")
@click.option("--rolle", required=True, help="Rollens navn eller id.")
@click.option("--som", required=True, help="Hvem det gjøres for: navn, id eller fødselsnummer. Må ha rollen nå.")
@click.option("--formaal", default="", help="Hva opplysningene skal brukes til. Står i loggen.")
@click.option("--sak", default="", help="Saksnummer. Kan stå i stedet for formål.")
@click.option("--gradert", is_flag=True, help="Vis graderte adresser, når rollen åpner for det. Krever --aarsak.")
@click.option("--aarsak", default="", help="Hvorfor en gradert adresse trengs. Står i loggen.")
@click.option("--json", "as_json", is_flag=True, help="Skriv dokumentet rollen ser, som JSON.")
@click.option("--raa", is_flag=True, help="Som --json, med historikk og, med --aarsak, graderte adresser.")
def command(
    *, nummer: str, rolle: str, som: str, formaal: str, sak: str, gradert: bool, aarsak: str, as_json: bool, raa: bool
) -> None:
    """Slå opp en person i registerkopien.

    NUMMER er et fødselsnummer eller d-nummer, eller - for å lese det fra standard inn, så det ikke står i skallets
    historikk. Oppslaget logges som gjort fra kommandolinjen, uten personlig innlogging, med brukeren på maskinen.

    Avslutter med kode 1 når ingen har nummeret, og når oppslaget ikke er lov.
    """
    valg = Valg(historikk=raa, gradert=gradert or (raa and bool(aarsak)), begrunnelse=aarsak)
    by = _actor(som=som, rolle=rolle, formaal=formaal, sak=sak)
    oppslag = _look_up(_number(nummer), by, valg)
    if not oppslag.found:
        raise click.ClickException("Ingen person har dette nummeret i registerkopien.")
    if as_json or raa:
        click.echo(json.dumps(oppslag.dokument, ensure_ascii=False))
    else:
        click.echo(sheet(oppslag, on=timezone.localdate()))


def _number(text: str) -> str:
    try:
        found = parse(sys.stdin.readline() if text == "-" else text)
        require_allowed(found, miljoe=Miljoe(settings.MODUS))
    except FeilNummer as error:
        raise click.ClickException(str(error)) from error
    return found.verdi


def _actor(*, som: str, rolle: str, formaal: str, sak: str) -> Actor:
    try:
        by, _rolle = actor_for(som, rolle, formaal=formaal, sak=sak)
    except UnknownName as error:
        raise click.ClickException(str(error)) from error
    return by


def _look_up(nummer: str, by: Actor, valg: Valg) -> Oppslag:
    try:
        return _as_person(nummer, by, valg)
    except Refused as refusal:
        handling = Handling("tilgang.avvist", gjelder=BRUK, aarsak=refusal.melding, detaljer={"ledd": refusal.ledd})
        record_refusal(handling, by=by, at=timezone.now())
        raise click.ClickException(refusal.melding) from refusal


def _as_person(nummer: str, by: Actor, valg: Valg) -> Oppslag:
    at = timezone.now()
    with acting(by):
        rolle = chosen_rolle(by)
        require_holds(by, rolle, at=at)
        return slaa_opp(nummer=nummer, rolle=rolle, by=by, at=at, valg=valg)
