"""Who is to be on a resident list: the criteria, as a value that is stored, described and turned into SQL.

A value is settled when it is made: codes are sorted, without doubles, so that equal criteria are equal values. What it may
hold is checked by `check`; whether a role may use it is for `utvalgsregler`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from fiks.felles.koder import kommuneendringer
from fiks.felles.koder.feil import Feil
from fiks.felles.koder.kalender import format_dato, latest_birth
from fiks.felles.koder.kommuner import kommune
from fiks.felles.koder.kommunesoek import UkjentKommune, of_today
from fiks.folkeregister.models.register import EVENTS_FROM

BOSATT = "bosatt"
AKTIV = "aktiv"
# Whoever has one of these has no current address in the municipality any more; the last one counts.
ENDED_STATUSES = frozenset({"utflyttet", "doed", "opphoert", "inaktiv", "forsvunnet"})
OLDEST = 130
FIRST_YEAR = 1850
_ADDED = ("foedt_siden", "doed_siden", "utflyttet_siden")


class UtvalgError(Exception):
    """The criteria cannot be used. `field` names the part, the text is Bokmål and says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Tilhoerighet(StrEnum):
    """What ties persons to the municipality: that they live there, or that they stay there."""

    BOSTED = "BOSTED"
    OPPHOLD = "OPPHOLD"


class Aldersmaate(StrEnum):
    """How age is asked for: age on a date, birth years, or the age they turn in the year of the date."""

    PAA_DATO = "PAA_DATO"
    FOEDT = "FOEDT"
    FYLLER = "FYLLER"


@dataclass(frozen=True, slots=True)
class Alder:
    """Years of age from and to, both counted in; with FOEDT birth years. `per` is the date; FOEDT has none."""

    maate: Aldersmaate
    fra: int | None = None
    til: int | None = None
    per: date | None = None

    def birth_dates(self) -> tuple[date, date]:
        """The first and the last birth date that fit.

        Who has only a birth year counts as born on its last day, so that nobody counts as older than is certain.
        """
        if self.per is None:
            return date(self.fra or FIRST_YEAR, 1, 1), date(self.til or 9999, 12, 31)
        fra, til = self.fra or 0, OLDEST if self.til is None else self.til
        if self.maate == Aldersmaate.FYLLER:
            return date(self.per.year - til, 1, 1), date(self.per.year - fra, 12, 31)
        too_old = latest_birth(til + 1, on=self.per)
        return date.fromordinal(too_old.toordinal() + 1), latest_birth(fra, on=self.per)

    def check(self) -> None:
        """Raise UtvalgError for what nobody can be."""
        least, most = (FIRST_YEAR, 2200) if self.maate == Aldersmaate.FOEDT else (0, OLDEST)
        if any(number is not None and not least <= number <= most for number in (self.fra, self.til)):
            raise UtvalgError("alder", _("Skriv et tall fra %(least)s til %(most)s.") % {"least": least, "most": most})
        if self.fra is None and self.til is None:
            raise UtvalgError("alder", _("Skriv fra, til eller begge."))
        if self.fra is not None and self.til is not None and self.fra > self.til:
            raise UtvalgError("alder", _("«Fra» kan ikke være større enn «til»."))
        if (self.per is None) != (self.maate == Aldersmaate.FOEDT):
            raise UtvalgError("per", _("Skriv datoen alderen skal regnes på, slik: 31.12.2026."))
        if self.per is not None and not 1990 <= self.per.year <= 2200:
            raise UtvalgError("per", _("Velg en dato mellom 1990 og 2200."))


@dataclass(frozen=True, slots=True)
class Utvalg:
    """Criteria. What is empty is not asked about. `kommuner` are today's numbers; codes are the register's own.

    `statuser` may hold `aktiv`, which stands for every status that is confidential, as it does in look-ups.
    `husholdning_fra` and `_til` are how many live in the dwelling; `innflyttet_siden`: in the municipality since.
    """

    kommuner: tuple[str, ...]
    tilhoerighet: Tilhoerighet = Tilhoerighet.BOSTED
    statuser: tuple[str, ...] = (BOSATT,)
    alder: Alder | None = None
    kjoenn: str = ""
    sivilstander: tuple[str, ...] = ()
    statsborgerskap: tuple[str, ...] = ()
    postnumre: tuple[str, ...] = ()
    grunnkretser: tuple[int, ...] = ()
    skolekretser: tuple[int, ...] = ()
    stemmekretser: tuple[int, ...] = ()
    husholdning_fra: int | None = None
    husholdning_til: int | None = None
    innflyttet_siden: date | None = None
    foedt_siden: date | None = None
    doed_siden: date | None = None
    utflyttet_siden: date | None = None

    def __post_init__(self) -> None:
        for part in fields(self):
            value = getattr(self, part.name)
            if isinstance(value, (tuple, list, set, frozenset)):
                object.__setattr__(self, part.name, tuple(sorted(set(value))))

    def check(self) -> None:
        """Raise UtvalgError when the parts cannot stand together."""
        if not self.kommuner:
            raise UtvalgError("kommuner", _("Velg minst én kommune."))
        if any(kommune(nummer) is None for nummer in self.kommuner):
            raise UtvalgError("kommuner", _("Kommunenummeret finnes ikke."))
        if not self.statuser:
            raise UtvalgError("statuser", _("Velg minst én personstatus."))
        if self.alder:
            self.alder.check()
        self._check_husholdning()
        if self.tilhoerighet == Tilhoerighet.OPPHOLD and (self.asks_household or self.innflyttet_siden):
            text = _("Husholdning og innflytting gjelder bostedsadressen. Velg dem som er bosatt i kommunen.")
            raise UtvalgError("tilhoerighet", text)
        self._check_left()

    @property
    def asks_household(self) -> bool:
        return self.husholdning_fra is not None or self.husholdning_til is not None

    @property
    def left(self) -> bool:
        """Whether it is about those who died or moved out: their last home in the municipality ties them to it."""
        return self.doed_siden is not None or self.utflyttet_siden is not None

    def _check_left(self) -> None:
        if not self.left:
            return
        field = "doed_siden" if self.doed_siden else "utflyttet_siden"
        if self.doed_siden and self.utflyttet_siden:
            raise UtvalgError(field, _("Velg enten døde eller utflyttede. De kan ikke stå på samme liste."))
        if self.tilhoerighet != Tilhoerighet.BOSTED or self.statuser != (BOSATT,):
            raise UtvalgError(
                field, _("De som er døde eller har flyttet ut, velges med datoen alene, uten personstatus.")
            )
        if self.asks_household or self.innflyttet_siden:
            raise UtvalgError(field, _("Husholdning og innflytting gjelder dem som bor i kommunen nå."))
        if min(filter(None, (self.doed_siden, self.utflyttet_siden))) < EVENTS_FROM:
            raise UtvalgError(field, _("Velg en dag fra %(dato)s.") % {"dato": format_dato(EVENTS_FROM)})

    def _check_husholdning(self) -> None:
        least, most = self.husholdning_fra, self.husholdning_til
        if any(number is not None and not 1 <= number <= 99 for number in (least, most)):
            raise UtvalgError("husholdning", _("Skriv et tall fra 1 til 99."))
        if least is not None and most is not None and least > most:
            raise UtvalgError("husholdning", _("«Fra» kan ikke være større enn «til»."))

    def with_current_kommuner(self, *, on: date) -> "Utvalg":
        """The same, with old municipality numbers replaced by what they had become on a day; all, after a division."""
        found = {new for old in self.kommuner for new in kommuneendringer.current(old, on=on)}
        return replace(self, kommuner=tuple(found))

    def with_chosen_kommuner(self) -> "Utvalg":
        """The same with today's municipality numbers; UtvalgError where one was divided and somebody must choose."""
        try:
            return replace(self, kommuner=tuple(map(of_today, self.kommuner)))
        except UkjentKommune as error:
            raise UtvalgError("kommuner", _("Kommunenummeret finnes ikke.")) from error
        except Feil as error:
            raise UtvalgError("kommuner", error.text(_)) from error

    def moved_to(self, per: date) -> "Utvalg":
        """The same, with age counted on another date: how saved criteria are drawn again."""
        if self.alder is None or self.alder.per is None:
            return self
        return replace(self, alder=replace(self.alder, per=per))

    def age_date(self, *, today: date) -> date:
        """The date that ages on the list and in the preview are counted on."""
        if self.alder is None or self.alder.per is None:
            return today
        return date(self.alder.per.year, 12, 31) if self.alder.maate == Aldersmaate.FYLLER else self.alder.per

    def as_json(self) -> dict[str, object]:
        """For a JSON column; read back by `from_json`. What was added later is left out where it is not asked about, so that
        equal criteria stay equal to those of before.
        """
        found = json.loads(json.dumps(asdict(self), default=date.isoformat))
        return {name: value for name, value in found.items() if name not in _ADDED or value is not None}

    @property
    def noekkel(self) -> str:
        """Equal for criteria that differ in the date only: lists that can be compared from time to time."""
        text = json.dumps(self.moved_to(date.min).as_json(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def from_json(stored: Mapping[str, object]) -> Utvalg:
    """Read criteria back. Parts that a later version has added get what they are without."""
    values: dict[str, object] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    values["tilhoerighet"] = Tilhoerighet(str(values.get("tilhoerighet", Tilhoerighet.BOSTED)))
    values["alder"] = _alder(values.get("alder"))
    values |= {name: _date(values.get(name)) for name in ("innflyttet_siden", *_ADDED)}
    return Utvalg(**values)  # type: ignore[arg-type]  # as `as_json` wrote them


def _alder(stored: object) -> Alder | None:
    if not isinstance(stored, Mapping):
        return None
    return Alder(Aldersmaate(stored["maate"]), stored["fra"], stored["til"], _date(stored["per"]))


def _date(stored: object) -> date | None:
    return date.fromisoformat(stored) if isinstance(stored, str) else None
