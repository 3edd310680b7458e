"""`fiks sok`: people in the register copy, on behalf of somebody who holds the role."""

import json
from datetime import date

import click
from django.utils import timezone

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record_refusal
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.soek import Soekesvar, soek_person
from fiks.folkeregister.forms.sok import Valg, soek_av
from fiks.folkeregister.presentation.soeketekst import as_json, sheet
from fiks.folkeregister.queries.kommandolinje import UnknownName, actor_for, require_holds
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.soek.frist import TooSlow
from fiks.folkeregister.soek.kriterier import SoekError


@click.command(
    "sok",
    epilog='Eksempel: fiks sok "Solveig Kristjansen" --rolle Skole --formaal "Skolestart" --som "Jonas Lie Berg"',
    short_help="Søk etter personer.",
)
@click.argument("navn", default="", metavar="[NAVN]")
@click.option("--rolle", required=True, help="Rollens navn eller id.")
@click.option("--som", required=True, help="Hvem det gjøres for: navn, id eller fødselsnummer. Må ha rollen nå.")
@click.option("--formaal", default="", help="Hva opplysningene skal brukes til. Står i loggen.")
@click.option("--sak", default="", help="Saksnummer. Kan stå i stedet for formål.")
@click.option("--fodt", default="", help="Fødselsdato, fødselsår eller år fra og til: 1958-03-12, 1958, 1955-1960.")
@click.option("--kjoenn", default="", type=click.Choice(["", "kvinne", "mann"]), help="Kjønn.")
@click.option("--kommune", multiple=True, help="Kommunenummer eller navn. Kan gjentas.")
@click.option("--gate", default="", help="Gateadresse, slik: Storgata 14 B.")
@click.option("--postnummer", default="", help="Postnummer.")
@click.option("--bruksenhet", default="", help="Bruksenhetsnummer, slik: H0101.")
@click.option("--matrikkel", default="", help="Matrikkelnummer, slik: 12/34.")
@click.option("--duf", default="", help="DUF-nummer, når rollen åpner for det.")
@click.option("--utenlandsk", default="", help="Utenlandsk nummer, når rollen åpner for det.")
@click.option("--historikk", is_flag=True, help="Søk også i tidligere navn og adresser.")
@click.option("--doede", is_flag=True, help="Ta med døde.")
@click.option("--utflyttede", is_flag=True, help="Ta med utflyttede.")
@click.option("--side", default=1, type=click.IntRange(1, 99), help="Hvilken side av treffene.")
@click.option("--json", "json_", is_flag=True, help="Skriv treffene som JSON.")
def command(*, rolle: str, som: str, formaal: str, sak: str, side: int, json_: bool, **criteria: object) -> None:
    """Søk etter personer i registerkopien.

    NAVN skrives slik du kjenner det: søket finner også navn som lyder likt, skrivefeil og motsatt rekkefølge. Søket logges
    som gjort fra kommandolinjen, uten personlig innlogging, med brukeren på maskinen og alle personene som vises.

    Avslutter med kode 1 når ingen passer, og når søket ikke er lov.
    """
    at = timezone.now()
    try:
        by, _rolle = actor_for(som, rolle, formaal=formaal, sak=sak)
        svar = _search(Valg(**criteria), by, side=side)  # type: ignore[arg-type]  # the options above, by name
    except (UnknownName, SoekError) as error:
        raise click.ClickException(str(error)) from error
    except TooSlow as error:
        raise click.ClickException("Søket tok for lang tid. Legg til fødselsdato eller kommune.") from error
    if json_:
        click.echo(json.dumps(as_json(svar), ensure_ascii=False, indent=1))
    else:
        click.echo(sheet(svar, today=timezone.localdate(at)))
    if not svar.antall and not svar.mange:
        raise SystemExit(1)


def _search(valg: Valg, by: Actor, *, side: int) -> Soekesvar:
    at = timezone.now()
    today: date = timezone.localdate(at)
    try:
        with acting(by):
            rolle = chosen_rolle(by)
            require_holds(by, rolle, at=at)
            return soek_person(soek=soek_av(valg, today=today), rolle=rolle, by=by, at=at, side=side)
    except Refused as refusal:
        handling = Handling("tilgang.avvist", gjelder=BRUK, aarsak=refusal.melding, detaljer={"ledd": refusal.ledd})
        record_refusal(handling, by=by, at=timezone.now())
        raise click.ClickException(refusal.melding) from refusal
