"""Records to the rows of a sheet, and the rows of a sheet to records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from fiks.digiorden.hode import Eier
from fiks.digiorden.protokoll.celler import Celle, to_cell
from fiks.digiorden.protokoll.innhold import Ansvarlig, Behandler, Erklaering, Innhold
from fiks.digiorden.protokoll.kolonner import KOLONNER, REKKER, Kolonne
from fiks.digiorden.protokoll.visning import slag_of


@dataclass(frozen=True, slots=True)
class Post:
    """A record to be written: its content, and what stands about it beside it."""

    innhold: Innhold
    nummer: int
    status: str
    utgave: int
    godkjent: str
    frist: str


def rows(poster: Iterable[Post], eier: Eier) -> Iterator[list[Celle]]:
    """The rows of the sheet, in the order of `kolonner.headings`."""
    for post in poster:
        yield from _record(post, eier)


def _record(post: Post, eier: Eier) -> Iterator[list[Celle]]:
    innhold, slag = post.innhold, slag_of(post.innhold)
    many = {rekke: _many(innhold, rekke) for rekke, kinds in REKKER.items() if slag in kinds}
    about = [post.status, post.utgave, post.godkjent, post.frist, eier.navn, eier.orgnr]
    once = {
        kolonne.sti: to_cell(kolonne, _at(innhold, kolonne.sti)) for kolonne in _single() if _has(innhold, kolonne.sti)
    }
    for nr in range(max([1, *map(len, many.values())])):
        first = nr == 0
        cells = [_cell(kolonne, nr, once=once if first else {"navn": innhold.navn}, many=many) for kolonne in KOLONNER]
        yield [post.nummer, slag if first else None, *cells, *(about if first else [None] * len(about))]


def _cell(kolonne: Kolonne, nr: int, *, once: Mapping[str, Celle], many: Mapping[str, Sequence[Any]]) -> Celle:
    if not kolonne.rekke:
        return once.get(kolonne.sti)
    found = many.get(kolonne.rekke, ())
    return to_cell(kolonne, getattr(found[nr], kolonne.sti.partition(".")[2])) if nr < len(found) else None


@cache
def _single() -> tuple[Kolonne, ...]:
    return tuple(kolonne for kolonne in KOLONNER if not kolonne.rekke)


def _has(innhold: Innhold, sti: str) -> bool:
    return hasattr(innhold, sti.partition(".")[0])


def _at(innhold: Innhold, sti: str) -> Any:
    found: Any = innhold
    for name in sti.split("."):
        found = getattr(found, name)
    return found


class Tekstrad(msgspec.Struct, frozen=True, kw_only=True):
    """One of the notice's texts, as it stands on a row."""

    spraak: str = ""
    felt: str = ""
    gjelder: str = ""
    tekst: str = ""


def _many(innhold: Innhold, rekke: str) -> Sequence[Any]:
    if rekke != "tekster":
        found: Sequence[Any] = getattr(innhold, rekke)
        return found
    return list(_texts(innhold.erklaering)) if isinstance(innhold, Ansvarlig) else ()


def _texts(erklaering: Erklaering) -> Iterator[Tekstrad]:
    for spraak, texts in erklaering.tekster.items():
        for felt, given in msgspec.structs.asdict(texts).items():
            for gjelder, tekst in given.items() if isinstance(given, dict) else [("", given)]:
                if tekst:
                    yield Tekstrad(spraak=spraak, felt=felt, gjelder=gjelder, tekst=tekst)


def assembled(slag: str, single: Mapping[str, Any], many: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The JSON of a record from what its rows held."""
    built: dict[str, Any] = {"slag": slag}
    for sti, value in single.items():
        above, _dot, name = sti.rpartition(".")
        (built.setdefault(above, {}) if above else built)[name] = value
    built |= {rekke: found for rekke, found in many.items() if rekke != "tekster"}
    if texts := many.get("tekster"):
        built.setdefault("erklaering", {})["tekster"] = _gathered(texts)
    return built


def _gathered(texts: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    gathered: dict[str, Any] = {}
    for one in texts:
        language = gathered.setdefault(one.get("spraak", ""), {})
        if one.get("gjelder"):
            language.setdefault(one.get("felt", ""), {})[one["gjelder"]] = one.get("tekst", "")
        else:
            language[one.get("felt", "")] = one.get("tekst", "")
    return gathered


@cache
def longest() -> Mapping[str, int]:
    """How many letters the text at each path may have."""
    found: dict[str, int] = {}
    for kind in (Ansvarlig, Behandler):
        found |= dict(_limits(msgspec.inspect.type_info(kind), ""))
    return found


def _limits(kind: Any, path: str) -> Iterator[tuple[str, int]]:
    inspect = msgspec.inspect
    if isinstance(kind, inspect.StrType) and kind.max_length:
        yield path, kind.max_length
    elif isinstance(kind, inspect.ListType):
        yield from _limits(kind.item_type, path)
    elif isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from _limits(field.type, f"{path}.{field.name}".lstrip("."))
