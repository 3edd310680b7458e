"""An address as lines on an envelope, and which fields of the row those lines have taken."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from fiks.felles.koder.land import land
from fiks.folkeregister.presentation.names import nice
from fiks.folkeregister.protection import Row

Path = tuple[str, ...]
_FORMS = (
    "vegadresse",
    "matrikkeladresse",
    "ukjentBosted",
    "postboksadresse",
    "postadresseIFrittFormat",
    "utenlandskAdresse",
    "utenlandskAdresseIFrittFormat",
    "kontaktadresseIFrittFormat",
)


class _Lines:
    """Takes values out of one address form, and remembers which."""

    def __init__(self, form: str, part: Mapping[str, object]) -> None:
        self.form, self.part = form, part
        self.found: list[str] = []
        self.taken: set[Path] = set()

    def take(self, *path: str) -> str:
        value: object = self.part
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        if value in (None, ""):
            return ""
        self.taken.add((self.form, *path))
        return str(value)

    def add(self, *words: str, before: str = "") -> None:
        text = " ".join(word for word in words if word)
        if text:
            self.found.append(before + text)


def lines(row: Row) -> tuple[list[str], set[Path]]:
    """The lines, and the paths of the values in them. An address can be without lines: unknown, or abroad."""
    found: list[str] = []
    taken: set[Path] = set()
    for form in _FORMS:
        part = row.get(form)
        if isinstance(part, Mapping):
            made = _Lines(form, part)
            _WRITERS[form](made)
            found += made.found
            taken |= made.taken
    return found, taken


def _street(to: _Lines) -> None:
    to.add(nice(to.take("coAdressenavn")), before="c/o ")
    to.add(nice(to.take("adressetilleggsnavn")))
    house = to.take("adressenummer", "husnummer"), to.take("adressenummer", "husbokstav")
    street = " ".join(filter(None, (nice(to.take("adressenavn")), *house)))
    to.add(_with_unit(street, to.take("bruksenhetsnummer")))
    _place(to)


def _farm(to: _Lines) -> None:
    to.add(nice(to.take("coAdressenavn")), before="c/o ")
    to.add(nice(to.take("adressetilleggsnavn")))
    keys = ("gaardsnummer", "bruksnummer", "festenummer")
    numbers = [to.take("matrikkelnummer", key) for key in keys] + [to.take("undernummer")]
    while numbers and numbers[-1] in {"", "0"}:
        numbers.pop()
    farm = "/".join(number or "0" for number in numbers)
    to.add(
        _with_unit(
            _("Gårds- og bruksnummer %(nummer)s") % {"nummer": farm} if farm else "", to.take("bruksenhetsnummer")
        )
    )
    _place(to)


def _unknown(to: _Lines) -> None:
    to.add(_("Ukjent bosted"))


def _box(to: _Lines) -> None:
    to.add(nice(to.take("postbokseier")), before="c/o ")
    box = to.take("postboks")
    to.add(box if not box.isdecimal() else f"Postboks {box}")
    _place(to)


def _free(to: _Lines) -> None:
    for line in _address_lines(to):
        to.add(nice(line))
    _place(to)
    _country(to)


def _abroad(to: _Lines) -> None:
    to.add(nice(to.take("coAdressenavn")), before="c/o ")
    for key in ("adressenavn", "bygning", "etasjenummer", "boenhet", "postboks"):
        to.add(nice(to.take(key)))
    for line in _address_lines(to):
        to.add(nice(line))
    to.add(to.take("postkode"), nice(to.take("byEllerStedsnavn")))
    to.add(nice(to.take("distriktsnavn")))
    to.add(nice(to.take("region")))
    _country(to)


def _address_lines(to: _Lines) -> list[str]:
    value = to.part.get("adresselinje")
    if not isinstance(value, list):
        return []
    to.taken.add((to.form, "adresselinje"))
    return [str(line) for line in value]


def _place(to: _Lines) -> None:
    to.add(to.take("poststed", "postnummer"), nice(to.take("poststed", "poststedsnavn")))


def _country(to: _Lines) -> None:
    code = to.take("landkode")
    country = land(code)
    to.add(country.navn if country else code)


def _with_unit(street: str, unit: str) -> str:
    if not unit:
        return street
    return _("%(adresse)s, bolig %(bolig)s") % {"adresse": street, "bolig": unit} if street else _("Bolig %s") % unit


_WRITERS = {
    "vegadresse": _street,
    "matrikkeladresse": _farm,
    "ukjentBosted": _unknown,
    "postboksadresse": _box,
    "postadresseIFrittFormat": _free,
    "utenlandskAdresse": _abroad,
    "utenlandskAdresseIFrittFormat": _abroad,
    "kontaktadresseIFrittFormat": _free,
}
