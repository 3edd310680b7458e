"""A record as a form: sections of fields and of rows that can be added and taken away without JavaScript.

The form is always filled from data as a browser sends it: the content as it would have been typed (`data_of`), or what was
posted. It refuses only what cannot be kept at all, so that a draft can be saved at any time; `show` puts the faults of the
record at their fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from fiks.digiorden.forms import behandlingsfelt
from fiks.digiorden.forms.behandlingsfelt import ANDRE, make_fields
from fiks.digiorden.protokoll.felter import SEKSJONER, Felt, Rekke, Seksjon, Slag
from fiks.digiorden.protokoll.innhold import KINDS, Innhold, les
from fiks.digiorden.protokoll.mangler import Mangel
from fiks.digiorden.protokoll.standardord import KILDE
from fiks.digiorden.protokoll.visning import slag_of, value
from fiks.digiorden.queries.begreper import Ordforraad

MOST_ROWS = 100
_ANTALL = "antall"
_NUMMER = "nummer"
# Fields that say nothing by themselves: a row with nothing else is empty.
_SILENT = {"lagring.enhet"}
# Rows that are there to be filled in, also when there are none: those of the short form, and those that a «Ja» opens.
_OPENED_BY = {"overfoeringer": "overfoeres"}


@dataclass(frozen=True, slots=True)
class Vist:
    """A field as the page shows it. `andre` is the field for words beside it; `kort` stands unfolded."""

    felt: Felt
    bound: BoundField
    andre: BoundField | None = None

    @property
    def columns(self) -> int:
        """Long lists of choices stand in two columns."""
        return 2 if self.felt.slag in {Slag.OPPLYSNINGER, Slag.ORDLISTE} or len(self.felt.valg or ()) > 12 else 1


@dataclass(frozen=True, slots=True)
class Rad:
    """One row: its number from 1, its unfolded fields, and those behind."""

    nr: int
    navn: str
    felter: list[Vist]
    flere: list[Vist]
    aapen: bool


@dataclass(frozen=True, slots=True)
class Del:
    """What stands in a section: a field, or rows. `inni` are the rows that a «Ja» to the field opens."""

    vist: Vist | None = None
    rekke: Rekke | None = None
    rader: list[Rad] = field(default_factory=list)
    inni: "Del | None" = None


@dataclass(frozen=True, slots=True)
class Vistseksjon:
    """A section: what is unfolded, and what is behind."""

    seksjon: Seksjon
    deler: list[Del]
    flere: list[Del]
    aapen: bool
    feil: int


class BehandlingForm(forms.Form):
    """The whole record, or with `kort` only what is required."""

    def __init__(
        self,
        data: QueryDict,
        *,
        slag: str,
        ordforraad: Ordforraad,
        personer: Sequence[tuple[str, str]],
        hjelp: Mapping[str, str],
        kort: bool = False,
    ) -> None:
        super().__init__(data)
        self.slag, self.ordforraad, self.kort = slag, ordforraad, kort
        self._data, self._personer, self._hjelp = data, personer, hjelp
        for felt, name in self._places():
            self._add(felt, name)

    # ── what is asked ──

    def _places(self) -> Iterator[tuple[Felt, str]]:
        """Every field with its name in the form, row by row."""
        for seksjon in SEKSJONER[self.slag]:
            for del_ in seksjon.deler:
                if not isinstance(del_, Rekke):
                    if self._asks(del_):
                        yield del_, del_.navn
                    continue
                for nr in range(self.count(del_)):
                    yield from ((felt, _name(del_, nr, felt)) for felt in del_.felter if self._asks(felt))

    def _asks(self, felt: Felt) -> bool:
        return felt.kort or not self.kort

    def count(self, rekke: Rekke) -> int:
        """How many rows of a kind the form has."""
        if self.kort and not rekke.kort:
            return 0
        given = self._data.get(f"{rekke.navn}-{_ANTALL}", "")
        least = 1 if rekke.kort or rekke.navn in _OPENED_BY else 0
        return max(least, min(int(given) if given.isdecimal() and len(given) < 4 else 0, MOST_ROWS))

    def _add(self, felt: Felt, name: str) -> None:
        hjelp = self._hjelp.get(felt.navn) or str(felt.hjelp)
        given = self._data.getlist(name)
        made = make_fields(felt, name, ordforraad=self.ordforraad, personer=self._personer, given=given, hjelp=hjelp)
        self.fields.update(made)

    def clean_navn(self) -> str:
        """The one field that a draft cannot do without."""
        if not self.cleaned_data["navn"]:
            raise forms.ValidationError(_("Skriv hva behandlingen heter."))
        return str(self.cleaned_data["navn"])

    # ── what was answered ──

    def innhold(self, base: Innhold | None = None) -> Innhold:
        """The content, with what the form does not ask for as it stands in `base`."""
        data: dict[str, Any] = msgspec.to_builtins(base or KINDS[self.slag]())
        for seksjon in SEKSJONER[self.slag]:
            for del_ in seksjon.deler:
                if isinstance(del_, Rekke):
                    if not self.kort or del_.kort:
                        data[del_.navn] = self._rows(del_)
                elif self._asks(del_):
                    _put(data, del_.navn, self._read(del_, del_.navn))
        if data.get("overfoeres") is not True:
            data["overfoeringer"] = []
        return les(data)

    def _rows(self, rekke: Rekke) -> list[dict[str, Any]]:
        found = []
        for nr in range(self.count(rekke)):
            rad = {felt.kortnavn: self._read(felt, _name(rekke, nr, felt)) for felt in rekke.felter if self._asks(felt)}
            if not any(given for name, given in rad.items() if f"{rekke.navn}.{name}" not in _SILENT):
                continue
            if rekke.navn == "kilder":
                _mark_source(rad)
            kept = self._data.get(f"{rekke.navn}-{nr}-{_NUMMER}", "")
            if rekke.navn == "formaal" and kept.isdecimal() and len(kept) < 6:
                rad[_NUMMER] = int(kept)
            found.append(rad)
        return found

    def _read(self, felt: Felt, name: str) -> Any:
        return behandlingsfelt.read(felt, name, self.cleaned_data, self.ordforraad)

    # ── how it is shown ──

    def show(self, mangler: Sequence[Mangel]) -> None:
        """Put the record's faults at their fields, where they are not told of already."""
        for mangel in mangler:
            place = mangel.felt if mangel.felt in self.fields else None
            if place not in self.errors:
                self.add_error(place, mangel.tekst)

    def forget_faults(self) -> None:
        """Rows were added or taken away: nobody has asked to keep anything yet."""
        self.errors.clear()

    def seksjoner(self) -> list[Vistseksjon]:
        """The sections in order, without those that have nothing to ask."""
        found = [self._section(seksjon) for seksjon in SEKSJONER[self.slag]]
        return [one for one in found if one.deler or one.flere]

    def _section(self, seksjon: Seksjon) -> Vistseksjon:
        shown: list[Del] = []
        folded: list[Del] = []
        has_short = any(del_.kort for del_ in seksjon.deler)
        for del_ in seksjon.deler:
            if isinstance(del_, Felt):
                if self._asks(del_):
                    part = Del(vist=self._shown(del_, del_.navn))
                    (shown if del_.kort or not has_short else folded).append(part)
            elif not self.kort or del_.kort:
                part = Del(rekke=del_, rader=self._shown_rows(del_))
                if del_.navn in _OPENED_BY:
                    shown[-1] = replace(shown[-1], inni=part)
                else:
                    shown.append(part)
        behind = [part.vist for part in folded if part.vist]
        return Vistseksjon(seksjon, shown, folded, _in_use(behind), self._faults(seksjon))

    def _shown_rows(self, rekke: Rekke) -> list[Rad]:
        rows = []
        for nr in range(self.count(rekke)):
            shown = [self._shown(felt, _name(rekke, nr, felt)) for felt in rekke.felter if self._asks(felt)]
            first = [vist for vist in shown if vist.felt.kort or not rekke.kort]
            more = [vist for vist in shown if not vist.felt.kort and rekke.kort]
            rows.append(Rad(nr + 1, f"{rekke.navn}-{nr}", first, more, _in_use(more)))
        return rows

    def _shown(self, felt: Felt, name: str) -> Vist:
        return Vist(felt, self[name], self[name + ANDRE] if name + ANDRE in self.fields else None)

    def _faults(self, seksjon: Seksjon) -> int:
        names = {del_.navn for del_ in seksjon.deler}
        return sum(1 for name in self.errors if name in names or name.partition("-")[0] in names)

    def nummer(self) -> dict[str, str]:
        """The hidden fields: how many rows there are of each kind, and the number of each purpose."""
        found = {}
        for seksjon in SEKSJONER[self.slag]:
            for del_ in seksjon.deler:
                if isinstance(del_, Rekke) and (del_.kort or not self.kort):
                    found[f"{del_.navn}-{_ANTALL}"] = str(self.count(del_))
        keys = (f"formaal-{nr}-{_NUMMER}" for nr in range(MOST_ROWS))
        return found | {key: str(self._data[key]) for key in keys if self._data.get(key)}

    def datalister(self) -> dict[str, list[str]]:
        """The words of the registers that single fields suggest from."""
        wanted = {felt.begrep for felt, _name_ in self._places() if felt.slag is Slag.ORD}
        return {begrep: [ordet.navn for ordet in self.ordforraad.ordene[begrep]] for begrep in sorted(wanted)}


def data_of(innhold: Innhold) -> QueryDict:
    """The content as a browser would have sent it."""
    data = QueryDict(mutable=True)
    for seksjon in SEKSJONER[slag_of(innhold)]:
        for del_ in seksjon.deler:
            if not isinstance(del_, Rekke):
                data.setlist(del_.navn, behandlingsfelt.typed(del_, value(innhold, del_.navn)))
                continue
            rows = value(innhold, del_.navn)
            data[f"{del_.navn}-{_ANTALL}"] = str(len(rows))
            for nr, rad in enumerate(rows):
                for felt in del_.felter:
                    data.setlist(_name(del_, nr, felt), behandlingsfelt.typed(felt, value(rad, felt.kortnavn)))
                if getattr(rad, _NUMMER, 0):
                    data[f"{del_.navn}-{nr}-{_NUMMER}"] = str(rad.nummer)
    return data


def with_rows_changed(data: QueryDict, handling: str) -> QueryDict:
    """What was posted, with a row more («legg-til:formaal») or one less («fjern:formaal-1»)."""
    changed = data.copy()
    verb, _colon, what = handling.partition(":")
    navn, _dash, nr = what.partition("-")
    given = changed.get(f"{navn}-{_ANTALL}", "0")
    count = int(given) if given.isdecimal() and len(given) < 4 else 0
    if verb == "legg-til":
        changed[f"{navn}-{_ANTALL}"] = str(count + 1)
    elif verb == "fjern" and nr.isdecimal() and int(nr) < count <= MOST_ROWS:
        _take_away(changed, navn, int(nr), count)
    return changed


def _take_away(data: QueryDict, navn: str, nr: int, count: int) -> None:
    """Move the rows after one a place up, and leave the last place empty."""
    for place in range(nr, count):
        for key in [key for key in data if key.startswith(f"{navn}-{place}-")]:
            del data[key]
        prefix = f"{navn}-{place + 1}-"
        for key in [key for key in data if key.startswith(prefix)]:
            data.setlist(f"{navn}-{place}-{key.removeprefix(prefix)}", data.getlist(key))
    data[f"{navn}-{_ANTALL}"] = str(count - 1)


def _name(rekke: Rekke, nr: int, felt: Felt) -> str:
    return f"{rekke.navn}-{nr}-{felt.kortnavn}"


def _put(data: dict[str, Any], path: str, given: Any) -> None:
    *above, last = path.split(".")
    for name in above:
        data = data[name]
    data[last] = given


def _mark_source(rad: dict[str, Any]) -> None:
    """A standard source says by itself whether it is the person, or open to all."""
    if mark := KILDE.get(rad["navn"]):
        rad[mark] = True


def _in_use(shown: Sequence[Vist]) -> bool:
    """Whether something folded away is filled in or wrong, so that it is shown unfolded."""
    return any(vist.bound.errors or vist.bound.value() not in (None, "", [], False) for vist in shown)
