"""Criteria as Bokmål sentences, for pages, for the list's second sheet and for the log."""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.koder.kalender import format_dato
from fiks.felles.koder.kommunesoek import name_of
from fiks.felles.koder.land import land
from fiks.folkeregister.lister.utvalg import BOSATT, Alder, Aldersmaate, Tilhoerighet, Utvalg

KJOENN: dict[str, str | Promise] = {"kvinne": gettext_lazy("Kvinner"), "mann": gettext_lazy("Menn")}
SIVILSTANDER: dict[str, str | Promise] = {
    "ugift": gettext_lazy("Ugift"),
    "gift": gettext_lazy("Gift"),
    "enkeEllerEnkemann": gettext_lazy("Enke eller enkemann"),
    "skilt": gettext_lazy("Skilt"),
    "separert": gettext_lazy("Separert"),
    "registrertPartner": gettext_lazy("Registrert partner"),
    "separertPartner": gettext_lazy("Separert partner"),
    "skiltPartner": gettext_lazy("Skilt partner"),
    "gjenlevendePartner": gettext_lazy("Gjenlevende partner"),
    "uoppgitt": gettext_lazy("Uoppgitt"),
}
STATUSER: dict[str, str | Promise] = {
    "bosatt": gettext_lazy("Bosatt"),
    "aktiv": gettext_lazy("Aktiv, ikke bosatt"),
    "utflyttet": gettext_lazy("Utflyttet"),
    "doed": gettext_lazy("Død"),
    "inaktiv": gettext_lazy("Inaktiv"),
    "opphoert": gettext_lazy("Opphørt"),
    "foedselsregistrert": gettext_lazy("Fødselsregistrert"),
    "midlertidig": gettext_lazy("Midlertidig"),
    "ikkeBosatt": gettext_lazy("Ikke bosatt"),
    "forsvunnet": gettext_lazy("Forsvunnet"),
}


def summary(utvalg: Utvalg) -> str:
    """The criteria in one line: «Bosatt i Lillesand, 65 år eller eldre 31. desember 2026»."""
    return ", ".join(_parts(utvalg))


def describe(utvalg: Utvalg) -> list[str]:
    """The criteria, a sentence each."""
    return [f"{part[:1].upper()}{part[1:]}." for part in _parts(utvalg)]


def kommunenavn(nummer: str) -> str:
    """The municipality's first name, «Trondheim» of «Trondheim - Tråante», or its number when there is none."""
    return name_of(nummer)


def joined(words: Iterable[str | Promise]) -> str:
    """«Arendal, Grimstad og Lillesand»."""
    *first, last = map(str, words)
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _parts(utvalg: Utvalg) -> Iterator[str]:
    yield _place(utvalg)
    if utvalg.statuser != (BOSATT,) or utvalg.tilhoerighet == Tilhoerighet.OPPHOLD:
        yield _("personstatus %(verdier)s") % {"verdier": joined(_lower(STATUSER, utvalg.statuser))}
    if utvalg.alder:
        yield _alder(utvalg.alder)
    if utvalg.foedt_siden:
        yield _("født %(dato)s eller senere") % {"dato": format_dato(utvalg.foedt_siden)}
    if utvalg.kjoenn:
        yield str(KJOENN.get(utvalg.kjoenn, utvalg.kjoenn)).lower()
    if utvalg.sivilstander:
        yield _("sivilstand %(verdier)s") % {"verdier": joined(_lower(SIVILSTANDER, utvalg.sivilstander))}
    if utvalg.statsborgerskap:
        names = [found.navn if (found := land(kode)) else kode for kode in utvalg.statsborgerskap]
        yield _("statsborgerskap %(verdier)s") % {"verdier": joined(names)}
    yield from _narrower(utvalg)


def _place(utvalg: Utvalg) -> str:
    kommuner = joined(kommunenavn(nummer) for nummer in utvalg.kommuner)
    if since := utvalg.doed_siden:
        return _("døde %(dato)s eller senere, sist bosatt i %(kommuner)s") % {
            "dato": format_dato(since),
            "kommuner": kommuner,
        }
    if since := utvalg.utflyttet_siden:
        return _("flyttet ut av %(kommuner)s %(dato)s eller senere") % {
            "dato": format_dato(since),
            "kommuner": kommuner,
        }
    if utvalg.tilhoerighet == Tilhoerighet.OPPHOLD:
        return _("oppholdsadresse i %(kommuner)s") % {"kommuner": kommuner}
    return (_("bosatt i %(kommuner)s") if utvalg.statuser == (BOSATT,) else _("bostedsadresse i %(kommuner)s")) % {
        "kommuner": kommuner
    }


def _narrower(utvalg: Utvalg) -> Iterator[str]:
    """Places within the municipality, household and moving."""
    for label, values in (
        (_("postnummer %(verdier)s"), utvalg.postnumre),
        (_("grunnkrets %(verdier)s"), utvalg.grunnkretser),
        (_("skolekrets %(verdier)s"), utvalg.skolekretser),
        (_("valgkrets %(verdier)s"), utvalg.stemmekretser),
    ):
        if values:
            yield label % {"verdier": joined(map(str, values))}
    if utvalg.asks_household:
        yield _husholdning(utvalg.husholdning_fra, utvalg.husholdning_til)
    if utvalg.innflyttet_siden:
        yield _("flyttet til kommunen %(dato)s eller senere") % {"dato": format_dato(utvalg.innflyttet_siden)}


def _husholdning(fra: int | None, til: int | None) -> str:
    if til is None:
        return _("%(fra)s eller flere i husholdningen") % {"fra": fra}
    if fra is None:
        return _("%(til)s eller færre i husholdningen") % {"til": til}
    if fra == til:
        return _("%(fra)s i husholdningen") % {"fra": fra}
    return _("fra %(fra)s til %(til)s i husholdningen") % {"fra": fra, "til": til}


def _alder(alder: Alder) -> str:
    values = {"fra": alder.fra, "til": alder.til}
    if alder.per is None:
        return _foedt(alder) % values
    if alder.maate == Aldersmaate.FYLLER:
        return _fyller(alder) % {**values, "aar": alder.per.year}
    return _paa_dato(alder) % {**values, "dato": format_dato(alder.per)}


def _foedt(alder: Alder) -> str:
    if alder.til is None:
        return _("født i %(fra)s eller senere")
    if alder.fra is None:
        return _("født i %(til)s eller tidligere")
    return _("født i %(fra)s") if alder.fra == alder.til else _("født fra %(fra)s til %(til)s")


def _fyller(alder: Alder) -> str:
    if alder.til is None:
        return _("fyller %(fra)s år eller mer i %(aar)s")
    if alder.fra is None:
        return _("fyller %(til)s år eller mindre i %(aar)s")
    return (
        _("fyller %(fra)s år i %(aar)s") if alder.fra == alder.til else _("fyller fra %(fra)s til %(til)s år i %(aar)s")
    )


def _paa_dato(alder: Alder) -> str:
    if alder.til is None:
        return _("%(fra)s år eller eldre %(dato)s")
    if alder.fra is None:
        return _("%(til)s år eller yngre %(dato)s")
    return _("%(fra)s år %(dato)s") if alder.fra == alder.til else _("fra %(fra)s til %(til)s år %(dato)s")


def _lower(names: dict[str, str | Promise], values: Iterable[str]) -> list[str]:
    return [str(names.get(value, value)).lower() for value in values]
