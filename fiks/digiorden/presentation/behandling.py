"""A record as its page shows it: short sections of facts, as a reader wants them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.innhold import (
    Ansvarlig,
    Behandler,
    Databehandler,
    Formaal,
    Innhold,
    Lagring,
    Oppdragsgiver,
    web_address,
)
from fiks.digiorden.protokoll.visning import dato, ordnet


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """One line of a fact: text, and a link when it has one."""

    tekst: str
    lenke: str = ""


@dataclass(frozen=True, slots=True)
class Faktum:
    """A fact: what it is called, and its lines."""

    navn: str
    avsnitt: list[Avsnitt]


@dataclass(frozen=True, slots=True)
class Faktadel:
    """A section of facts, with the anchor of its heading."""

    kode: str
    tittel: str
    fakta: list[Faktum] = field(default_factory=list)


def sections(innhold: Innhold) -> list[Faktadel]:
    """The sections that have something to show, below the one about who is responsible."""
    every = _controller(innhold) if isinstance(innhold, Ansvarlig) else _processor(innhold)
    return [part for part in every if part.fakta]


def _controller(innhold: Ansvarlig) -> Iterator[Faktadel]:
    none = _("Ingen registrert")
    purposes = [Faktum(one.tekst or _("Uten navn"), list(_purpose(one))) for one in innhold.formaal]
    yield Faktadel("formaal", _("Formål og rettslig grunnlag"), purposes or [_fact(_("Formål"), none)])
    groups = [_fact(one.registrerte or _("Uten navn"), ordnet(one.opplysninger) or none) for one in innhold.grupper]
    yield Faktadel("hvem", _("Hvem og hva"), groups or [_fact(_("Grupper"), none)])
    yield Faktadel("deling", _("Mottakere"), [*_recipients(innhold), *_transfers(innhold)])
    yield Faktadel("lagring", _("Lagring og sikkerhet"), [*_retention(innhold), *_security(innhold)])
    yield Faktadel("risiko", _("Risiko for dem det gjelder"), list(_risk(innhold)))
    yield Faktadel("annet", _("Annet"), list(_other(innhold)))


def _processor(innhold: Behandler) -> Iterator[Faktadel]:
    clients = [Faktum(one.navn or _("Uten navn"), list(_client(one))) for one in innhold.oppdragsgivere]
    none = _fact(_("Behandlingsansvarlige"), _("Ingen registrert"))
    yield Faktadel("oppdragsgivere", _("Hvem dere behandler for"), clients or [none])
    subs = [_fact(_("Underdatabehandler"), _processor_line(one)) for one in innhold.underdatabehandlere]
    yield Faktadel("deling", _("Underdatabehandlere og land utenfor EØS"), [*subs, *_transfers(innhold)])
    yield Faktadel("lagring", _("Sikkerhet"), list(_security(innhold)))
    yield Faktadel("annet", _("Annet"), [_fact(_("Merknad"), innhold.notater)] if innhold.notater else [])


def _fact(navn: str, *lines: str) -> Faktum:
    return Faktum(navn, [Avsnitt(line) for line in lines if line])


def _purpose(one: Formaal) -> Iterator[Avsnitt]:
    bases = [grunnlag.short(kode) for kode in (*one.artikkel_6, *one.artikkel_9_10)]
    said = _and(bases)
    yield Avsnitt(f"{said[:1].upper()}{said[1:]}." if said else _("Rettslig grunnlag er ikke valgt."))
    for hjemmel in one.hjemler:
        text = hjemmel.tekst[:1].upper() + hjemmel.tekst[1:]
        yield Avsnitt(text or hjemmel.lenke, web_address(hjemmel.lenke))
    for text in (one.begrunnelse_6, one.begrunnelse_9_10):
        if text:
            yield Avsnitt(text)


def _and(parts: list[str]) -> str:
    return _(" og ").join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _recipients(innhold: Ansvarlig) -> Iterator[Faktum]:
    lines = [f"{one.navn} ({one.grunnlag})" if one.grunnlag else one.navn for one in innhold.mottakere]
    yield _fact(_("Får opplysningene"), *(lines or [_("Ingen registrert")]))
    if innhold.kilder:
        yield _fact(_("Kommer fra"), ", ".join(one.navn for one in innhold.kilder))
    for processor in innhold.databehandlere:
        yield _fact(_("Databehandler"), _processor_line(processor), processor.oppgave)
    for joint in innhold.felles_ansvarlige:
        yield _fact(_("Felles behandlingsansvarlig"), joint.navn, joint.kontakt, joint.fordeling)


def _processor_line(one: Databehandler) -> str:
    match one.avtale:
        case "SIGNERT" if one.avtale_date:
            state = _("avtale signert %(dato)s") % {"dato": dato(one.avtale_date)}
        case "SIGNERT":
            state = _("avtale signert")
        case "UNDER_ARBEID":
            state = _("avtale er under arbeid")
        case "OPPHOERT":
            state = _("avtalen har opphørt")
        case _:
            state = _("uten avtale")
    return f"{one.navn}, {state}"


def _transfers(innhold: Innhold) -> Iterator[Faktum]:
    if not innhold.overfoeres:
        yield _fact(_("Ut av EØS"), _("Nei") if innhold.overfoeres is False else _("Ikke svart"))
        return
    lines = []
    for one in innhold.overfoeringer:
        where = f"{one.land} ({one.mottaker})" if one.mottaker else one.land
        safeguard = str(grunnlag.GARANTIER.get(one.garanti, "")) or _("uten garanti")
        lines += [f"{where}: {safeguard}", one.tekst]
    yield _fact(_("Ut av EØS"), *(lines or [_("Ja")]))


def _retention(innhold: Ansvarlig) -> Iterator[Faktum]:
    if not innhold.lagring:
        yield _fact(_("Lagres"), _("Ingen registrert"))
    for rad in innhold.lagring:
        yield _fact(rad.gjelder or _("Lagres"), period(rad), rad.hjemmel)


def period(rad: Lagring) -> str:
    """How long, in one sentence: «10 år etter siste vaksinedose»."""
    parts = []
    if rad.antall is not None:
        unit = grunnlag.TIDSENHETER[rad.enhet]
        since = _("%(antall)s %(enhet)s etter %(fra)s") if rad.fra else "%(antall)s %(enhet)s"
        parts.append(since % {"antall": rad.antall, "enhet": unit, "fra": rad.fra})
    if rad.kriterium:
        parts.append(rad.kriterium)
    if rad.bevares:
        parts.append(_("bevares etter arkivlova"))
    return ". ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}" for part in parts) or _("Ikke svart")


def _security(innhold: Innhold) -> Iterator[Faktum]:
    measures = ", ".join(innhold.tiltak)
    yield _fact(
        _("Sikkerhetstiltak"),
        *([measures, innhold.sikkerhet] if measures or innhold.sikkerhet else [_("Ingen registrert")]),
    )


def _risk(innhold: Ansvarlig) -> Iterator[Faktum]:
    answers = {True: _("Ja"), False: _("Nei"), None: _("Ikke svart")}
    yield _fact(_("Høy risiko"), answers[innhold.hoey_risiko], innhold.dpia_begrunnelse)
    if innhold.hoey_risiko or innhold.dpia_ref:
        yield _fact(_("DPIA"), innhold.dpia_ref or _("Mangler"))
    auto = innhold.automatisering
    for navn, answer in (
        (_("Automatiske avgjørelser"), auto.avgjoerelser),
        (_("Profilering"), auto.profilering),
        (_("Kunstig intelligens"), auto.kunstig_intelligens),
    ):
        if answer is not None:
            yield _fact(navn, answers[answer])
    if auto.beskrivelse:
        yield _fact(_("Hvordan det foregår"), auto.beskrivelse)


def _other(innhold: Ansvarlig) -> Iterator[Faktum]:
    for navn, values in (
        (_("Virksomhetsområder"), innhold.omraader),
        (_("Fagsystemer"), innhold.systemer),
        (_("Datasett"), innhold.datasett),
    ):
        if values:
            yield _fact(navn, ", ".join(values))
    for kontakt in innhold.kontakter:
        yield _fact(_("Kontaktpunkt"), ", ".join(filter(None, (kontakt.navn, kontakt.epost, kontakt.telefon))))
    if innhold.notater:
        yield _fact(_("Merknad"), innhold.notater)


def _client(one: Oppdragsgiver) -> Iterator[Avsnitt]:
    lines = (
        _("Organisasjonsnummer %(nr)s") % {"nr": one.orgnr} if one.orgnr else "",
        one.kontakt,
        ", ".join(str(grunnlag.KATEGORIER.get(kode, kode)) for kode in one.kategorier),
        _("Representant: %(navn)s") % {"navn": one.representant} if one.representant else "",
        _("Personvernombud: %(navn)s") % {"navn": one.personvernombud} if one.personvernombud else "",
    )
    return (Avsnitt(line) for line in lines if line)
