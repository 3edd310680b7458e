"""A record as text: each field that has a value, with what it is called. What is read, compared and searched."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from fiks.digiorden.protokoll.felter import SEKSJONER, Felt, Rekke, Seksjon, Slag
from fiks.digiorden.protokoll.innhold import Ansvarlig, Erklaering, Hjemmel, Innhold, Opplysning, nummerert


@dataclass(frozen=True, slots=True)
class Linje:
    """One field with its value. `noekkel` is the same in two versions when it is the same field of the same row."""

    noekkel: tuple[str, ...]
    seksjon: str
    ledetekst: str
    tekst: str


def linjer(innhold: Innhold) -> list[Linje]:
    """Every field that has a value, in the order of the form, and the notice's texts after them."""
    slag, innhold = slag_of(innhold), nummerert(innhold)
    found = [linje for seksjon in SEKSJONER[slag] for linje in _section(innhold, seksjon)]
    return [*found, *_notice(innhold.erklaering)] if isinstance(innhold, Ansvarlig) else found


def slag_of(innhold: Innhold) -> str:
    """ANSVARLIG or DATABEHANDLER."""
    return "ANSVARLIG" if isinstance(innhold, Ansvarlig) else "DATABEHANDLER"


def value(innhold: object, path: str) -> Any:
    """What stands at a path of the content, «automatisering.avgjoerelser»."""
    found: Any = innhold
    for name in path.split("."):
        found = getattr(found, name)
    return found


def tekst(felt: Felt, given: Any) -> str:
    """A value as it is read. Empty when there is none."""
    if felt.slag is Slag.JANEI:
        return "" if given is None else _("Ja") if given else _("Nei")
    if not given and given != 0:
        return ""
    return _WRITERS.get(felt.slag, _plain)(felt, given)


def _plain(_felt: Felt, given: Any) -> str:
    return str(given)


def _choice(felt: Felt, given: str) -> str:
    return str((felt.valg or {}).get(given, given))


_WRITERS: dict[Slag, Callable[[Felt, Any], str]] = {
    Slag.AVKRYSSING: lambda _felt, given: _("Ja") if given else "",
    Slag.VALG: _choice,
    Slag.FLERVALG: lambda felt, given: "\n".join(_choice(felt, kode) for kode in given),
    Slag.OPPLYSNINGER: lambda _felt, given: ", ".join(one.navn for one in given),
    Slag.ORDLISTE: lambda _felt, given: ", ".join(given),
    Slag.LINJER: lambda _felt, given: "\n".join(given),
    Slag.HJEMLER: lambda _felt, given: "\n".join(hjemmel(one) for one in given),
    Slag.DATO: lambda _felt, given: dato(given),
}


def hjemmel(given: Hjemmel) -> str:
    """A provision on one line: its text, and its address."""
    return " ".join(part for part in (given.tekst, given.lenke) if part)


def dato(given: str) -> str:
    """A date as it is typed here, 31.12.2026; anything else as it is."""
    try:
        return f"{date.fromisoformat(given):%d.%m.%Y}"
    except ValueError:
        return given


def ordnet(opplysninger: list[Opplysning]) -> str:
    """Categories of data as one sentence's part: «Navn, adresse, helseopplysninger»."""
    names = [one.navn for one in opplysninger]
    return ", ".join([*names[:1], *(_lower_first(name) for name in names[1:])])


def _lower_first(name: str) -> str:
    """The word as it stands inside a sentence; abbreviations keep their capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _section(innhold: Innhold, seksjon: Seksjon) -> Iterator[Linje]:
    for del_ in seksjon.deler:
        if isinstance(del_, Rekke):
            yield from _rows(innhold, del_, str(seksjon.tittel))
        elif said := _field(innhold, del_):
            yield Linje((del_.navn,), str(seksjon.tittel), str(del_.ledetekst), said)


def _field(innhold: Innhold, felt: Felt) -> str:
    if felt.slag is Slag.PERSON:
        return innhold.ansvarlig_navn
    return tekst(felt, value(innhold, felt.navn))


def _rows(innhold: Innhold, rekke: Rekke, seksjon: str) -> Iterator[Linje]:
    seen: dict[str, int] = {}
    for nr, rad in enumerate(value(innhold, rekke.navn), start=1):
        navn = str(value(rad, rekke.noekkel))
        identity = str(getattr(rad, "nummer", "") or navn.casefold())
        seen[identity] = seen.get(identity, 0) + 1
        called = f"{rekke.en} «{navn}»" if navn else f"{rekke.en} {nr}"
        for felt in rekke.felter:
            if said := tekst(felt, value(rad, felt.kortnavn)):
                key = (rekke.navn, identity, str(seen[identity]), felt.kortnavn)
                yield Linje(key, seksjon, f"{called}: {felt.ledetekst}", said)


def _notice(erklaering: Erklaering) -> Iterator[Linje]:
    seksjon = _("Personvernerklæring")
    for name, given in msgspec.structs.asdict(erklaering).items():
        if name != "tekster" and given:
            yield Linje(("erklaering", name), seksjon, name.replace("_", " ").capitalize(), str(given))
    for spraak, texts in sorted(erklaering.tekster.items()):
        for name, given in msgspec.structs.asdict(texts).items():
            for key, said in given.items() if isinstance(given, dict) else [("", given)]:
                if said:
                    label = f"{name.replace('_', ' ').capitalize()} {key}".strip()
                    yield Linje(("erklaering", spraak, name, key), seksjon, f"{label} ({spraak})", said)
