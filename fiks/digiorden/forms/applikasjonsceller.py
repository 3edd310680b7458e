"""One cell of an application overview as the value of its column. Codes may be written as the page shows them too."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fiks.digiorden.forms.applikasjon import ApplikasjonForm
from fiks.digiorden.forms.databehandlere import MOST, DatabehandlerForm
from fiks.digiorden.katalog import felleskomponenter, temaer
from fiks.digiorden.katalog.arkkolonner import Arkkolonne, Celleslag
from fiks.digiorden.katalog.databehandlere import Databehandler, write
from fiks.digiorden.models import Applikasjon
from fiks.felles.kontekst import Actor
from fiks.felles.regneark.csv_file import unguarded
from fiks.felles.virksomhet.queries import all_brukere_for

_MOST_THEMES = 2
_MOST_PARTS = 200
_YES, _NO = {"ja", "j", "true", "1", "x"}, {"nei", "n", "false", "0", ""}


class Cellefeil(Exception):
    """The cell will not do. The text says what will."""


class Celler:
    """The cells of an organisation's file. Made once for a file: the fields are the same for all rows."""

    def __init__(self, by: Actor) -> None:
        self._fields = ApplikasjonForm(applikasjon=Applikasjon(), by=by).fields
        self._codes = {navn: _codes(field) for navn, field in self._fields.items()}
        self._lists = {
            "temaer": {text.casefold(): one.id for one in temaer.temaer().values() for text in (one.nb, one.id)},
            "felleskomponenter": {
                text.casefold(): one.kode
                for one in felleskomponenter.felleskomponenter().values()
                for text in (one.navn, one.kode)
            },
        }
        self._people: dict[str, list[Any]] = {}
        for person in all_brukere_for(by):
            for text in {person.navn, person.epost} - {""}:
                self._people.setdefault(text.casefold(), []).append(person)

    def clean(self, kolonne: Arkkolonne, cell: Any) -> object:
        """The value of a cell.

        Raises:
            Cellefeil, forms.ValidationError
        """
        if kolonne.slag is Celleslag.DATABEHANDLERE:
            return self._processors(cell)
        text = _plain(cell)
        match kolonne.slag:
            case Celleslag.KODE:
                return self._code(kolonne.felt, text)
            case Celleslag.LISTE:
                return self._list(kolonne.felt, text)
            case Celleslag.PERSON:
                return self._person(text)
            case Celleslag.JA_NEI:
                return self._yes_no(text)
        return self._fields[kolonne.felt].clean(text)

    def _code(self, felt: str, text: str) -> str:
        found = self._codes[felt].get(text.casefold())
        if found is None or (not found and self._fields[felt].required):
            codes = ", ".join(kode for kode in dict.fromkeys(self._codes[felt].values()) if kode)
            said = _("«%(tekst)s» kan ikke brukes. Skriv en av disse: %(koder)s.")
            raise Cellefeil(said % {"tekst": text[:60], "koder": codes})
        return found

    def _list(self, felt: str, text: str) -> list[str]:
        parts = [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]
        if len(parts) > _MOST_PARTS:
            raise Cellefeil(_("Listen er for lang: høyst %(most)s ord.") % {"most": _MOST_PARTS})
        known, found = self._lists[felt], []
        longest = 1 + max((text.count(",") for text in known), default=0)
        # Some names hold a comma themselves: the longest that is known is taken.
        while parts:
            for length in range(min(len(parts), longest), 0, -1):
                if (kode := known.get(", ".join(parts[:length]).casefold())) is not None:
                    found.append(kode)
                    parts = parts[length:]
                    break
            else:
                raise Cellefeil(_("«%(tekst)s» er ukjent.") % {"tekst": parts[0][:60]})
        if felt == "temaer" and len(set(found)) > _MOST_THEMES:
            raise Cellefeil(_("Skriv høyst to temaer."))
        return list(dict.fromkeys(found))

    def _person(self, text: str) -> Any:
        if not text:
            return None
        named = self._people.get(text.casefold(), [])
        found = [person for person in named if person.aktiv] or named
        if len(found) != 1:
            several = _("Flere hos dere heter dette. Skriv e-postadressen.")
            raise Cellefeil(several if found else _("Ingen bruker hos dere heter dette."))
        return found[0]

    def _yes_no(self, text: str) -> bool:
        if text.casefold() not in _YES | _NO:
            raise Cellefeil(_("Skriv ja eller nei."))
        return text.casefold() in _YES

    def _processors(self, cell: Any) -> list[Any]:
        lines = _json_lines(cell) if isinstance(cell, list) else [line.split(";") for line in _plain(cell).splitlines()]
        found = []
        for line in lines:
            navn, orgnr, avtalt, *more = [*(part.strip() for part in line), "", "", ""]
            form = DatabehandlerForm({"navn": navn, "orgnr": orgnr, "avtalt": avtalt})
            if any(more) or not form.is_valid():
                raise Cellefeil(_("Skriv hver databehandler slik: navn; organisasjonsnummer; dato avtalen er signert."))
            if navn:
                given = form.cleaned_data
                found.append(Databehandler(given["navn"], given["orgnr"], given["avtalt"]))
        if len(found) > MOST:
            raise Cellefeil(_("Skriv høyst 20 databehandlere."))
        return write(found)


def _codes(field: forms.Field) -> dict[str, str]:
    """What may be written for each code of a field: the code, and what the page calls it."""
    if not isinstance(field, forms.ChoiceField):
        return {}
    choices: list[tuple[Any, Any]] = list(field.choices)  # type: ignore[arg-type]  # a list by now, whatever was given
    return {str(text).casefold(): str(kode) for kode, label in choices for text in (kode, label)}


def _json_lines(cell: list[Any]) -> list[list[str]]:
    if not all(isinstance(one, dict) for one in cell):
        raise Cellefeil(_("Skriv hver databehandler slik: navn; organisasjonsnummer; dato avtalen er signert."))
    return [[str(one.get(key, "")) for key in ("navn", "orgnr", "avtalt")] for one in cell]


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, list):
        return ", ".join(map(str, cell))
    return unguarded(str(cell)).strip()
