"""The register of breaches as a spreadsheet, with what art. 33 no. 5 asks to be documented. The columns are fixed."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from fiks.digiorden.models import Avviksart, Personvernavvik, Risiko
from fiks.felles.koder.kalender import OSLO
from fiks.felles.regneark import Format, Kolonne, Slag, Value, open_book

_COLUMNS = (
    ("Nummer", Slag.TEXT, 10),
    ("Tittel", Slag.TEXT, 36),
    ("Brudd", Slag.TEXT, 30),
    ("Oppdaget", Slag.TEXT, 16),
    ("Hendt", Slag.TEXT, 20),
    ("Beskrivelse", Slag.TEXT, 50),
    ("Registrerte", Slag.TEXT, 30),
    ("AntallRegistrerte", Slag.INTEGER, 12),
    ("Opplysninger", Slag.TEXT, 30),
    ("AntallPoster", Slag.INTEGER, 12),
    ("Konsekvenser", Slag.TEXT, 40),
    ("Tiltak", Slag.TEXT, 40),
    ("Risiko", Slag.TEXT, 20),
    ("RisikoBegrunnelse", Slag.TEXT, 40),
    ("MeldtDatatilsynet", Slag.TEXT, 16),
    ("ReferanseDatatilsynet", Slag.TEXT, 20),
    ("BegrunnelseForsinket", Slag.TEXT, 30),
    ("BegrunnelseIkkeMeldt", Slag.TEXT, 30),
    ("Underretning", Slag.TEXT, 30),
    ("UnderrettetDato", Slag.DATE, 12),
    ("BegrunnelseIkkeUnderrettet", Slag.TEXT, 30),
    ("Saksnummer", Slag.TEXT, 14),
    ("Lukket", Slag.TEXT, 16),
    ("LukketAv", Slag.TEXT, 20),
)


def avviksark(avvik: Iterable[Personvernavvik]) -> bytes:
    """The whole file."""
    sink = BytesIO()
    with open_book(Format.XLSX, sink) as book:
        book.sheet("Avviksregister", [Kolonne(navn, slag, bredde) for navn, slag, bredde in _COLUMNS])
        book.write(_row(one) for one in avvik)
    return sink.getvalue()


def _row(avvik: Personvernavvik) -> tuple[Value, ...]:
    return (
        str(avvik),
        avvik.tittel,
        ", ".join(str(Avviksart(kode).label) for kode in avvik.arter),
        _moment(avvik.oppdaget_at),
        avvik.hendt,
        avvik.beskrivelse,
        avvik.registrerte,
        avvik.antall_registrerte,
        avvik.opplysninger,
        avvik.antall_poster,
        avvik.konsekvenser,
        avvik.tiltak,
        str(Risiko(avvik.risiko).label) if avvik.risiko else "",
        avvik.risiko_grunn,
        _moment(avvik.meldt_at),
        avvik.meldt_referanse,
        avvik.forsinket_grunn,
        avvik.ikke_meldt_grunn,
        str(avvik.get_underretning_display()),
        avvik.underrettet_date,
        avvik.underretning_grunn,
        avvik.saksnummer,
        _moment(avvik.lukket_at),
        avvik.lukket_by,
    )


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(OSLO):%Y-%m-%d %H.%M}" if at else ""
