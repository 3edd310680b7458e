"""The words that records share: added as they are written, changed, and merged."""

from datetime import datetime

import msgspec
from django.db import transaction

from fiks.digiorden.models import Begrep, Begrepsslag, Behandling, Behandlingsversjon, Opplysningsart, Versjonshandling
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.innhold import Ansvarlig, Innhold, les, skriv
from fiks.digiorden.protokoll.rekkefoelge import in_order
from fiks.digiorden.protokoll.sammenslaaing import erstatt, ord_i
from fiks.digiorden.queries.begreper import Bruk, Ordet, Ordforraad, begreper_for, fingerprint, ordforraad, records_with
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record


class Known(Exception):
    """The register has the word already."""


class NotOwn(Exception):
    """A standard word stays as it is; only the organisation's own can be changed or merged into another."""


class PreviewChanged(Exception):
    """The records that would change are not those that were shown."""


@transaction.atomic
def add_begrep(
    *,
    slag: Begrepsslag,
    navn: str,
    art: Opplysningsart = Opplysningsart.VANLIG,
    orgnr: str = "",
    by: Actor,
    at: datetime,
) -> Begrep:
    """Add a word to a register.

    Raises:
        Known: it is there already, or its organisation number is.
    """
    known = ordforraad(by)
    if known.find(slag, navn) or known.by_orgnr(orgnr):
        raise Known(navn)
    return _create(slag, navn, art=art, orgnr=orgnr, by=by, at=at)


@transaction.atomic
def set_art(*, begrep: Begrep, art: Opplysningsart, by: Actor, at: datetime) -> int:
    """Say what kind of data a category is, in every record that uses it. Returns how many were changed.

    Raises:
        NotOwn: it has been merged into another.
    """
    if begrep.slaatt_sammen_at is not None or begrep.slag != Begrepsslag.OPPLYSNING:
        raise NotOwn
    if begrep.art == art:
        return 0
    found = _held(by, begrep)
    for bruk in found:
        _replace_in(bruk, begrep, Ordet(begrep.navn, str(art), egen=True), by=by, at=at)
    details = {"begrep": str(begrep.pk), "slag": begrep.slag, "foer": begrep.art, "etter": str(art)}
    details["behandlinger"] = ", ".join(str(bruk.behandling.nummer) for bruk in found)
    begrep.art = art
    begrep.save(update_fields=["art"])
    record(Handling("digiorden.begrep_endret", gjelder=begrep.navn, detaljer=details), by=by, at=at)
    return len(found)


@transaction.atomic
def merge_begrep(*, begrep: Begrep, til: str, avtrykk: str, by: Actor, at: datetime) -> int:
    """Put the word `til` in place of another in every record, and take the other out of the register.

    A record in force gets a new version, in force in the old one's place: the meaning is the same, the word another.
    `avtrykk` is the fingerprint of the records that were shown. Returns how many records were changed. It cannot be
    undone by a press of a button; the versions and the audit log tell what was.

    Raises:
        NotOwn: the word has been merged already, or `til` is not a word of the same register.
        PreviewChanged: other records would change than those that were shown.
    """
    target = ordforraad(by).find(begrep.slag, til)
    if begrep.slaatt_sammen_at is not None or target is None or target.navn.casefold() == begrep.navn.casefold():
        raise NotOwn
    found = _held(by, begrep)
    if fingerprint(found) != avtrykk:
        raise PreviewChanged
    for bruk in found:
        _replace_in(bruk, begrep, target, by=by, at=at)
    begrep.slaatt_sammen_med, begrep.slaatt_sammen_at = target.navn, at
    begrep.save(update_fields=["slaatt_sammen_med", "slaatt_sammen_at"])
    details = {"slag": begrep.slag, "til": target.navn, "behandlinger": [bruk.behandling.nummer for bruk in found]}
    record(Handling("digiorden.begrep_slaatt_sammen", gjelder=begrep.navn, detaljer=details), by=by, at=at)
    return len(found)


def bring_to_order(innhold: Innhold, *, by: Actor, at: datetime) -> Innhold:
    """The record with its words as the registers write them. Words that are new are added to the registers."""
    known = ordforraad(by)
    for slag in Begrepsslag:
        if slag is not Begrepsslag.DATABEHANDLER:
            innhold = _ordered(innhold, slag, known, by=by, at=at)
    return in_order(_kinds(_processors(innhold, known, by=by, at=at), known))


def _ordered(innhold: Innhold, slag: Begrepsslag, known: Ordforraad, *, by: Actor, at: datetime) -> Innhold:
    for ordet in sorted(ord_i(innhold, slag)):
        found = known.find(slag, ordet)
        if found is None:
            found = _added(known, slag, Ordet(" ".join(ordet.split()), egen=True), by=by, at=at)
        if found.navn != ordet:
            innhold = erstatt(innhold, slag, gammelt=ordet, nytt=found.navn, art=found.art)
    return innhold


def _processors(innhold: Innhold, known: Ordforraad, *, by: Actor, at: datetime) -> Innhold:
    """Processors are known by organisation number first, then by name."""
    name = "databehandlere" if isinstance(innhold, Ansvarlig) else "underdatabehandlere"
    rows = []
    for rad in getattr(innhold, name):
        slag = Begrepsslag.DATABEHANDLER
        found = known.by_orgnr(rad.orgnr) or (known.find(slag, rad.navn) if rad.navn.strip() else None)
        if found is None and rad.navn.strip():
            found = _added(known, slag, Ordet(rad.navn, orgnr=rad.orgnr, egen=True), by=by, at=at)
        elif found is not None and rad.orgnr and not found.orgnr:
            begreper_for(by).filter(slag=slag, navn=found.navn, orgnr="").update(orgnr=rad.orgnr)
            known.ordene[slag][known.ordene[slag].index(found)] = Ordet(found.navn, orgnr=rad.orgnr, egen=True)
        rows.append(msgspec.structs.replace(rad, navn=found.navn, orgnr=rad.orgnr or found.orgnr) if found else rad)
    return msgspec.structs.replace(innhold, **{name: rows})


def _kinds(innhold: Innhold, known: Ordforraad) -> Innhold:
    """The record with the kind of each category of data as the register has it."""
    if not isinstance(innhold, Ansvarlig):
        return innhold
    arter = {ordet.navn: ordet.art for ordet in known.ordene["OPPLYSNING"]}
    grupper = [
        msgspec.structs.replace(
            gruppe,
            opplysninger=[msgspec.structs.replace(en, art=arter.get(en.navn, en.art)) for en in gruppe.opplysninger],
        )
        for gruppe in innhold.grupper
    ]
    return msgspec.structs.replace(innhold, grupper=grupper)


def _added(known: Ordforraad, slag: Begrepsslag, ordet: Ordet, *, by: Actor, at: datetime) -> Ordet:
    _create(slag, ordet.navn, orgnr=ordet.orgnr, by=by, at=at)
    known.ordene[slag].append(ordet)
    known.__dict__.pop("_known", None)
    return ordet


def _create(
    slag: Begrepsslag,
    navn: str,
    *,
    art: Opplysningsart = Opplysningsart.VANLIG,
    orgnr: str = "",
    by: Actor,
    at: datetime,
) -> Begrep:
    begrep = Begrep(
        virksomhet_id=by.tenant, slag=slag, navn=navn, art=art, orgnr=orgnr, created_at=at, created_by=by.navn
    )
    # Another may add the same word just now, with another record.
    Begrep.objects.bulk_create([begrep], ignore_conflicts=True)
    details = {"begrep": str(begrep.pk), "slag": str(slag), "art": str(art)}
    handling = Handling("digiorden.begrep_lagt_til", gjelder=navn, detaljer=details)
    record(handling, by=by, at=at, virksomhet_id=by.tenant)
    return begrep


def _held(by: Actor, begrep: Begrep) -> list[Bruk]:
    """The records that use a word, none of which anybody else can change before the transaction is over."""
    mine = Behandling.objects.select_for_update().filter(virksomhet_id=by.tenant)
    list(mine.order_by("id").values_list("id"))
    return records_with(by, begrep.slag, begrep.navn)


def _replace_in(bruk: Bruk, begrep: Begrep, target: Ordet, *, by: Actor, at: datetime) -> None:
    """Put the new word in one record: first in the version in force, when another is under work, then in that."""
    behandling = bruk.behandling
    told = f"{begrep.navn} → {target.navn}" if target.navn != begrep.navn else begrep.navn

    def replaced(innhold: Innhold) -> Innhold:
        return erstatt(innhold, begrep.slag, gammelt=begrep.navn, nytt=target.navn, art=target.art, orgnr=target.orgnr)

    def kept(innhold: Innhold, utgave: int) -> int:
        behandling.siste_nr += 1
        behandling.versjon += 1
        Behandlingsversjon.objects.create(
            virksomhet_id=behandling.virksomhet_id,
            behandling=behandling,
            nr=behandling.siste_nr,
            utgave=utgave,
            handling=Versjonshandling.BEGREP,
            innhold=skriv(innhold),
            at=at,
            av=by.id,
            av_navn=by.navn,
            kommentar=told,
        )
        return behandling.siste_nr

    if bruk.i_kraft is not None:
        behandling.gjeldende_nr = kept(replaced(bruk.i_kraft), behandling.utgave - 1)
    innhold = replaced(bruk.arbeid)
    nr = kept(innhold, behandling.utgave)
    if behandling.is_approved:
        behandling.gjeldende_nr = nr
    behandling.innhold = skriv(innhold)
    behandling.mangler = sorted({mangel.kode for mangel in mangler.finn(les(behandling.innhold))})
    behandling.endret_at, behandling.endret_av = at, by.navn
    behandling.save()
