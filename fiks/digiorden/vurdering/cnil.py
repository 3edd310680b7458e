"""Reading a DPIA made in the French supervisor's tool (CNIL PIA, its JSON export) as a template of our own.

Its answers go by number: 1xx tells what is done, 21x why it is necessary, 22x the rights, processors and transfers, and 32x,
33x and 34x are the three things that can happen to the data. Its four levels of risk are not our five and not the
organisation's, so no level is set: they are told as text, and somebody must set them. What its officer said is told too, and
is no advice here.
"""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from fiks.digiorden.vurdering.innhold import Brudd, Dpia, Scenario, Tiltak
from fiks.digiorden.vurdering.maler import Mal
from fiks.felles.innlesing import jsonfil
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.koder.identifikator import holds_number

MOST_BYTES = 5_000_000
_LONGEST = 20_000
_BLOCKS = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4"})
_SILENT = frozenset({"script", "style"})
_LEVELS = {1: "ubetydelig", 2: "begrenset", 3: "betydelig", 4: "svært stor"}
_RISKS = (
    ("32", Brudd.KONFIDENSIALITET, "Uvedkommende får tilgang til opplysningene"),
    ("33", Brudd.INTEGRITET, "Opplysningene blir endret uten at det var meningen"),
    ("34", Brudd.TILGJENGELIGHET, "Opplysningene går tapt"),
)
_HEADINGS = {
    "111": "Hva som behandles",
    "112": "Hvem som har ansvar",
    "113": "Normer som gjelder",
    "121": "Opplysninger, mottakere og lagring",
    "122": "Opplysningenes gang",
    "123": "Det opplysningene ligger i",
    "211": "Formål",
    "212": "Rettslig grunnlag",
    "213": "Bare det som trengs",
    "214": "Riktige og oppdaterte opplysninger",
    "215": "Lagringstid",
    "221": "Informasjon",
    "222": "Samtykke",
    "223": "Innsyn og dataportabilitet",
    "224": "Retting og sletting",
    "225": "Innvending og begrensning",
    "226": "Databehandlere",
    "227": "Overføring ut av EØS",
}


class FeilCnil(ValueError):
    """The file is not a PIA that can be read. The text is for whoever uploaded it."""


def read_pia(content: bytes) -> Mal:
    """The DPIA of an export, or of a «structure» with answers.

    Raises:
        FeilCnil
    """
    if len(content) > MOST_BYTES:
        raise FeilCnil(_("Filen er for stor. Den kan være på høyst %(mb)s MB.") % {"mb": MOST_BYTES // 1_000_000})
    data = _parsed(content)
    if isinstance(data.get("structure"), dict):
        return _without_number(_template(_named(data["structure"]), *_of_structure(data["structure"]), {}))
    if isinstance(data.get("pia"), dict):
        return _without_number(_template(_named(data["pia"]), *_of_export(data), data["pia"]))
    raise FeilCnil(_("Filen er ikke en eksport fra CNILs PIA-verktøy."))


def _without_number(mal: Mal) -> Mal:
    """The template, which the pages would take as well: their texts hold no national number."""
    texts: list[Any] = [msgspec.to_builtins(mal)]
    while texts:
        one = texts.pop()
        if isinstance(one, dict | list):
            texts += one.values() if isinstance(one, dict) else one
        elif isinstance(one, str) and holds_number(one):
            raise FeilCnil(_("Skriv uten fødselsnummer. Det står et i filen."))
    return mal


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        data = jsonfil.read(content)
    except LeseFeil as error:
        raise FeilCnil(str(error)) from error
    except (ValueError, RecursionError) as error:
        raise FeilCnil(_("Filen er ikke gyldig JSON.")) from error
    if not isinstance(data, dict):
        raise FeilCnil(_("Filen er ikke en eksport fra CNILs PIA-verktøy."))
    return data


def _named(holder: dict[str, Any]) -> str:
    name = plain(holder.get("name"))[:200]
    if not name:
        raise FeilCnil(_("Vurderingen i filen har ikke noe navn."))
    return name


# An answer is its text, the lines of its list, and its level; a measure is a title and a text.
_Svar = tuple[str, list[str], int]
_Maaling = tuple[str, str]


def _of_export(data: dict[str, Any]) -> tuple[dict[str, _Svar], list[_Maaling]]:
    answers = {}
    for one in _dicts(data.get("answers")):
        given = one.get("data")
        if isinstance(given, dict):
            answers[str(one.get("reference_to"))] = (
                plain(given.get("text")),
                _lines(given.get("list")),
                _level(given.get("gauge")),
            )
    return answers, [(plain(one.get("title")), plain(one.get("content"))) for one in _dicts(data.get("measures"))]


def _of_structure(structure: dict[str, Any]) -> tuple[dict[str, _Svar], list[_Maaling]]:
    answers: dict[str, _Svar] = {}
    measures: list[_Maaling] = []
    whole = structure.get("data")
    for section in _dicts(whole.get("sections") if isinstance(whole, dict) else None):
        for item in _dicts(section.get("items")):
            for question in _dicts(item.get("questions")):
                given = question.get("answer")
                answers[str(question.get("id"))] = (plain(given), _lines(given), _level(given))
            if item.get("is_measure"):
                measures += [
                    (plain(one.get("title")), plain(one.get("content"))) for one in _dicts(item.get("answers"))
                ]
    return answers, measures


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _lines(value: object) -> list[str]:
    return [line for line in map(plain, value) if line] if isinstance(value, list) else []


def _level(value: object) -> int:
    return value if isinstance(value, int) and value in _LEVELS else 0


def _template(name: str, answers: dict[str, _Svar], measures: list[_Maaling], pia: dict[str, Any]) -> Mal:
    tiltak = list(_measures(measures))
    return Mal(
        kode="cnil-pia",
        mal_versjon=1,
        slag="DPIA",
        tittel=name,
        beskrivelse="",
        dpia=Dpia(
            beskrivelse=_texts(answers, ("111", "112", "113", "121", "122", "123", "226", "227")),
            noedvendighet=_texts(answers, ("211", "212")),
            proporsjonalitet=_texts(answers, ("213", "214", "215")),
            rettigheter=_texts(answers, ("221", "222", "223", "224", "225")),
            synspunkter=_opinions(pia),
        ),
        scenario=[_scenario(nr, risk, answers, tiltak) for nr, risk in enumerate(_RISKS, start=1)],
        tiltak=tiltak,
    )


def _texts(answers: dict[str, _Svar], numbers: Iterable[str]) -> str:
    parts = ((_HEADINGS[number], answers.get(number, ("", [], 0))[0]) for number in numbers)
    return _fitting("\n\n".join(f"{heading}\n{text}" for heading, text in parts if text))


def _fitting(text: str) -> str:
    if len(text) > _LONGEST:
        said = _("En tekst i filen er for lang: %(antall)s tegn, og det er plass til %(most)s.")
        raise FeilCnil(said % {"antall": len(text), "most": _LONGEST})
    return text


def _opinions(pia: dict[str, Any]) -> str:
    parts = (
        ("Fra dem det gjelder", plain(pia.get("concerned_people_opinion"))),
        ("Personvernombudets uttalelse i filen", plain(pia.get("dpo_opinion"))),
    )
    return _fitting("\n\n".join(f"{heading}\n{text}" for heading, text in parts if text))


def _measures(measures: Iterable[_Maaling]) -> Iterator[Tiltak]:
    for nr, (title, text) in enumerate(measures, start=1):
        if title or text:
            yield Tiltak(id=f"t{nr}", tittel=(title or text.partition("\n")[0])[:200], beskrivelse=_fitting(text))


def _scenario(nr: int, risk: tuple[str, Brudd, str], answers: dict[str, _Svar], tiltak: list[Tiltak]) -> Scenario:
    number, brudd, event = risk
    impacts, threats, sources, controls, severity, likelihood = (
        answers.get(f"{number}{part}", ("", [], 0)) for part in range(1, 7)
    )
    named = {line.casefold() for line in controls[1]}
    return Scenario(
        id=f"s{nr}",
        hendelse=event,
        brudd=[brudd, Brudd.PERSONVERN],
        aarsaker=_joined(("Trusler", threats[1]), ("Kilder", sources[1])),
        eksisterende="\n".join(
            line for line in controls[1] if line.casefold() not in {one.tittel.casefold() for one in tiltak}
        ),
        sannsynlighet_hvorfor=_weighed(likelihood),
        konsekvens_hvorfor=_joined(("Følger", impacts[1]), ("", [_weighed(severity)])),
        tiltak=[one.id for one in tiltak if one.tittel.casefold() in named],
    )


def _weighed(answer: _Svar) -> str:
    text, _list, level = answer
    told = f"I filen: {_LEVELS[level]}, {level} av 4." if level else ""
    return _fitting("\n".join(filter(None, (told, text))))


def _joined(*parts: tuple[str, list[str]]) -> str:
    found = []
    for heading, lines in parts:
        said = "\n".join(filter(None, lines))
        if said:
            found.append(
                f"{heading}: {said}" if heading and "\n" not in said else "\n".join(filter(None, (heading, said)))
            )
    return _fitting("\n\n".join(found))


class _Text(HTMLParser):
    """The text of what was written in an editor: blocks become lines, list items begin with a dash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base class calls it
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS - {"br", "li"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def plain(value: object) -> str:
    """What somebody reads of HTML; empty for anything that is no text."""
    if not isinstance(value, str):
        return ""
    parser = _Text()
    parser.feed(value)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line not in {"", "-"})
