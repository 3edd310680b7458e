"""Records as documents for print: one, and the whole protocol with contents."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from fiks.digiorden.hode import Hode, spraak
from fiks.digiorden.protokoll.ark import Post
from fiks.digiorden.protokoll.felter import SEKSJONER, Felt, Rekke, Seksjon, Slag
from fiks.digiorden.protokoll.innhold import Ansvarlig, Hjemmel, Innhold, Lagring, Opplysning, web_address
from fiks.digiorden.protokoll.ropa import retention
from fiks.digiorden.protokoll.visning import slag_of, tekst, value
from fiks.felles.pdf.blokker import (
    Avsnitt,
    Blokk,
    Dokument,
    Fakta,
    Faktum,
    Kolonne,
    Lenke,
    Overskrift,
    Stil,
    Tabell,
    Tekst,
)

_TABLE_FIELDS = 3
_WIDE = frozenset({Slag.OPPLYSNINGER, Slag.LANG})


def one(post: Post, hode: Hode) -> Dokument:
    """One record."""
    return Dokument(
        tittel=post.innhold.navn or _("Uten navn"),
        undertittel=_about(post),
        avsender=hode.eier.navn,
        bunntekst=hode.bunntekst,
        spraak=spraak(),
        blokker=[*_owner(hode, level=2), *_record(post.innhold, level=2)],
    )


def whole(poster: Sequence[Post], hode: Hode) -> Dokument:
    """The complete protocol: controller's records, then processor's, each on a page of its own."""
    parts = (
        (_("Som behandlingsansvarlig"), [post for post in poster if isinstance(post.innhold, Ansvarlig)]),
        (_("Som databehandler"), [post for post in poster if not isinstance(post.innhold, Ansvarlig)]),
    )
    counted = _("%(antall)s behandlinger etter personvernforordningen artikkel 30.") % {"antall": len(poster)}
    blocks = [*_owner(hode, level=2), *(block for name, part in parts if part for block in _part(name, part))]
    return Dokument(
        tittel=_("Protokoll over behandlingsaktiviteter"),
        undertittel=f"{hode.eier.navn}. {counted}",
        avsender=hode.eier.navn,
        bunntekst=hode.bunntekst,
        spraak=spraak(),
        innhold=2,
        blokker=blocks,
    )


def _part(name: str, poster: Iterable[Post]) -> Iterator[Blokk]:
    yield Overskrift(name, 2, ny_side=True)
    for nr, post in enumerate(poster):
        yield Overskrift(f"{post.nummer} {post.innhold.navn or _('Uten navn')}", 3, ny_side=nr > 0)
        yield Avsnitt(_about(post), Stil.MERKNAD)
        yield from _record(post.innhold, level=4)


def _about(post: Post) -> str:
    parts = [_("Nr. %(nr)s") % {"nr": post.nummer}, _("versjon %(nr)s") % {"nr": post.utgave}]
    parts.append(_("godkjent %(dato)s") % {"dato": post.godkjent} if post.godkjent else post.status.lower())
    if post.frist:
        parts.append(_("ses over innen %(dato)s") % {"dato": post.frist})
    return ", ".join(parts)


def _owner(hode: Hode, *, level: int) -> Iterator[Blokk]:
    yield Overskrift(_("Hvem som er ansvarlig"), level)
    yield hode.fakta()


def _record(innhold: Innhold, *, level: int) -> Iterator[Blokk]:
    for seksjon in SEKSJONER[slag_of(innhold)]:
        blocks = list(_section(innhold, seksjon, level=level + 1))
        if blocks:
            yield Overskrift(str(seksjon.tittel), level)
            yield from blocks


def _section(innhold: Innhold, seksjon: Seksjon, *, level: int) -> Iterator[Blokk]:
    facts: list[Faktum] = []
    for del_ in seksjon.deler:
        if isinstance(del_, Felt):
            facts += _fact(del_, _shown(innhold, del_))
            continue
        rows = list(value(innhold, del_.navn))
        if not rows and del_.kort:
            facts.append(Faktum(str(del_.ledetekst), [_("Ikke fylt ut")]))
        if rows:
            if facts:
                yield Fakta(facts)
            facts = []
            yield from _rows(del_, rows, seksjon, level=level)
    if facts:
        yield Fakta(facts)


def _shown(innhold: Innhold, felt: Felt) -> list[Tekst]:
    if felt.slag is Slag.PERSON:
        return [innhold.ansvarlig_navn] if innhold.ansvarlig_navn else []
    return _lines(felt, value(innhold, felt.navn))


def _lines(felt: Felt, given: Any) -> list[Tekst]:
    """A value as it is printed, one line for each of what it is several of."""
    if felt.slag is Slag.HJEMLER:
        return [_provision(one) for one in given]
    if felt.slag is Slag.OPPLYSNINGER:
        return [", ".join(map(_category, given))] if given else []
    said = tekst(felt, given)
    if not said:
        return []
    return [said] if felt.slag is Slag.LANG else [*said.split("\n")]


def _provision(given: Hjemmel) -> Tekst:
    address = web_address(given.lenke)
    said = given.tekst or given.lenke
    return Lenke(said, address) if address else said


def _category(given: Opplysning) -> str:
    marks = {"SAERLIG": _("særlig kategori"), "STRAFF": _("straffbare forhold")}
    return f"{given.navn} ({marks[given.art]})" if given.art in marks else given.navn


def _fact(felt: Felt, said: list[Tekst]) -> list[Faktum]:
    if said:
        return [Faktum(str(felt.ledetekst), said)]
    return [Faktum(str(felt.ledetekst), [_("Ikke fylt ut")])] if felt.kort and felt.navn != "navn" else []


def _rows(rekke: Rekke, rows: Sequence[Any], seksjon: Seksjon, *, level: int) -> Iterator[Blokk]:
    if str(rekke.ledetekst) != str(seksjon.tittel) and len(seksjon.deler) > 1:
        yield Overskrift(str(rekke.ledetekst), level)
        level += 1
    if rekke.navn == "lagring":
        yield Fakta([_retention(row) for row in rows])
    elif len(rekke.felter) <= _TABLE_FIELDS:
        yield _table(rekke, rows)
    else:
        for nr, row in enumerate(rows, start=1):
            if len(rows) > 1:
                yield Overskrift(f"{rekke.en} {nr}", level)
            facts = [(felt, _lines(felt, value(row, felt.kortnavn))) for felt in rekke.felter]
            yield Fakta([Faktum(str(felt.ledetekst), said) for felt, said in facts if said])


def _retention(row: Lagring) -> Faktum:
    """A retention time as a sentence, by what it is about."""
    law = [_("Hjemmel: %(hjemmel)s") % {"hjemmel": row.hjemmel}] if row.hjemmel else []
    return Faktum(row.gjelder or _("Alle opplysninger"), [retention(row) or _("Ikke fylt ut"), *law])


def _table(rekke: Rekke, rows: Sequence[Any]) -> Tabell:
    columns = [Kolonne(str(felt.ledetekst), 2 if felt.slag in _WIDE else 1) for felt in rekke.felter]
    return Tabell(columns, [[_cell(felt, value(row, felt.kortnavn)) for felt in rekke.felter] for row in rows])


def _cell(felt: Felt, given: Any) -> Tekst:
    lines = _lines(felt, given)
    return lines[0] if len(lines) == 1 else "\n".join(line if isinstance(line, str) else line.tekst for line in lines)
