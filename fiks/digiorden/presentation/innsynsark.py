"""What is logged about one person, as a spreadsheet for that person. Other people's numbers never stand in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _

from fiks.felles.koder import hjemler
from fiks.felles.koder.kalender import OSLO, format_dato
from fiks.felles.regneark import Format, Kolonne, Value, open_book
from fiks.felles.tilgang import loggord
from fiks.felles.tilgang.queries.revisjonslogg import Logglinje
from fiks.felles.virksomhet.models import Kontakt, Virksomhet


def innsynsark(
    linjer: Iterable[Logglinje],
    *,
    virksomhet: Virksomhet,
    kontakter: Iterable[Kontakt],
    today: date,
    med_navn: bool,
    med_sak: bool,
) -> bytes:
    """The whole file: what the answer is on one sheet, the lines on the other."""
    columns = [(_("Når"), 18), (_("Hva ble gjort"), 26), (_("Tjenesteområde"), 24), (_("Rolle"), 24), (_("Formål"), 30)]
    columns += [(_("Opplysninger som ble vist"), 50)]
    columns += [(_("Hvem"), 24)] if med_navn else []
    columns += [(_("Saksnummer"), 16), (_("Begrunnelse"), 40)] if med_sak else []
    sink = BytesIO()
    with open_book(Format.XLSX, sink) as book:
        book.sheet(_("Logg"), [Kolonne(navn, bredde=bredde) for navn, bredde in columns])
        book.write(_row(linje, med_navn=med_navn, med_sak=med_sak) for linje in linjer)
        book.sheet(_("Om svaret"), [Kolonne("", bredde=28), Kolonne("", bredde=90)], headings=False)
        book.write(_about(virksomhet, kontakter, today, med_navn=med_navn))
    return sink.getvalue()


def pieces(linje: Logglinje) -> str:
    """The pieces of information that were shown, in words."""
    return ", ".join(loggord.piece(kode) for kode in linje.opplysninger)


def area(linje: Logglinje) -> str:
    """The service area by its name."""
    found = hjemler.tjenesteomraader().get(linje.tjenesteomraade)
    return found.navn if found else linje.tjenesteomraade


def _row(linje: Logglinje, *, med_navn: bool, med_sak: bool) -> tuple[Value, ...]:
    at = f"{linje.at.astimezone(OSLO):%d.%m.%Y %H.%M}"
    row: tuple[Value, ...] = (
        at,
        loggord.act(linje.handling),
        area(linje),
        linje.rolle_navn,
        linje.formaal,
        pieces(linje),
    )
    row += (linje.aktoer_navn,) if med_navn else ()
    return row + ((linje.sak, linje.aarsak) if med_sak else ())


def _about(
    virksomhet: Virksomhet, kontakter: Iterable[Kontakt], today: date, *, med_navn: bool
) -> Iterator[tuple[Value, ...]]:
    yield _("Behandlingsansvarlig"), f"{virksomhet.navn}, {virksomhet.orgnr}"
    for kontakt in kontakter:
        told = [kontakt.navn, kontakt.organisasjon, kontakt.epost, kontakt.telefon]
        yield str(kontakt.get_slag_display()), ", ".join(part for part in told if part)
    yield _("Laget"), format_dato(today)
    yield _("Hva listen viser"), _("Hver gang noen i virksomheten så opplysninger om deg i Fiks, også i søk og lister.")
    yield (
        _("Hva som kan mangle"),
        _("Oppslag i områder med særlig taushetsplikt kan stå i et eget svar, enten det finnes slike eller ikke."),
    )
    if not med_navn:
        yield _("Navn"), _("Navnene på de ansatte er ikke med.")
    yield _("Klage"), _("Du kan klage til Datatilsynet, datatilsynet.no.")
