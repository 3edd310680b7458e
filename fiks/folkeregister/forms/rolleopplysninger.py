"""The pieces of information a role can open, sorted by how usual they are in its service area."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from fiks.felles.koder.hjemler import Tjenesteomraade
from fiks.folkeregister.opplysninger import codes, is_confidential, label

# The form's fields that share the pieces between them.
GROUPS = ("vanlige", "taushetsbelagte", "etter_vurdering", "andre", "enkeltfelt")


def shared_out(area: Tjenesteomraade, also: Collection[str] = ()) -> dict[str, list[str]]:
    """Every code a role of this area may have, in the group it is chosen from.

    Confidential ones are left out where the area has no legal basis for them. `also` are codes that the role has already,
    so that none is lost when it is changed.
    """
    found: dict[str, list[str]] = {
        "vanlige": list(area.default_open),
        "taushetsbelagte": list(area.default_confidential),
        "etter_vurdering": list(area.opt_in),
    }
    placed = {kode for group in found.values() for kode in group}
    rest = [kode for kode in dict.fromkeys([*codes(), *sorted(also)]) if kode not in placed]
    found["enkeltfelt"] = [kode for kode in rest if _is_open_field(kode)]
    found["andre"] = [kode for kode in rest if not _is_open_field(kode)]
    return {name: [kode for kode in found[name] if area.taushetsbelagt or not is_confidential(kode)] for name in GROUPS}


def choices(group: str, kodes: Collection[str]) -> list[tuple[str, str]]:
    """The codes with what they are called; those that are confidential say so, where not all in the group are."""
    marked = group != "taushetsbelagte"
    return [(kode, _mark(kode) if marked and is_confidential(kode) else label(kode)) for kode in kodes]


def _mark(kode: str) -> str:
    return _("%(opplysning)s (taushetsbelagt)") % {"opplysning": label(kode)}


def _is_open_field(kode: str) -> bool:
    return "." in kode and not is_confidential(kode)
