"""Pages by key: each page is found by the row it follows or precedes, never by OFFSET, so page 1 000 costs as page 1.

The address carries a token with the keys of that row. Keys must be unique together, never NULL, columns of the table
itself, and never personal: the token stands in addresses and logs.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
_LONGEST_TOKEN = 1000


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and tokens for the pages after and before them; a token is empty where there is none.

    `start` is the number of the first row, counted along the way here: exact until rows come or go meanwhile.
    """

    rows: list[Row]
    next: str
    previous: str
    start: int

    @property
    def first(self) -> bool:
        """Whether no page comes before this one."""
        return not self.previous

    @property
    def last(self) -> bool:
        """Whether no page comes after this one."""
        return not self.next

    @property
    def end(self) -> int:
        """The number of the last row."""
        return self.start + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: past the row with these keys, onwards or back. Without keys: at the beginning.

    `number` is that row's own, counted as in `Page.start`.
    """

    keys: tuple[object, ...] = ()
    back: bool = False
    number: int = 0


def page_by_key(queryset: QuerySet[Row], *, keys: Sequence[str], after: str = "", size: int = 50) -> Page[Row]:
    """Cut one page out of a queryset, ordered by `keys` («-at» is descending).

    `after` is the token of a former page's `next` or `previous`. One that cannot be read gives the first page.
    """
    place = _read(queryset.model, keys, after)
    if place.back:
        found = _fetch(queryset, keys, place, size)
        if len(found) > size:
            start = max(1, place.number - size)
            return _page(list(reversed(found[:size])), keys, start, more_before=True, more_after=True)
        # Fewer than a page stand before: show the first page whole.
        place = _Place()
    found = _fetch(queryset, keys, place, size)
    return _page(found[:size], keys, place.number + 1, more_before=bool(place.keys), more_after=len(found) > size)


def _fetch(queryset: QuerySet[Row], keys: Sequence[str], place: _Place, size: int) -> list[Row]:
    order = [_reversed(key) for key in keys] if place.back else list(keys)
    if place.keys:
        queryset = queryset.filter(_past(order, place.keys))
    return list(queryset.order_by(*order)[: size + 1])


def _page(rows: list[Row], keys: Sequence[str], start: int, *, more_before: bool, more_after: bool) -> Page[Row]:
    following = _write(rows[-1], keys, back=False, number=start + len(rows) - 1) if rows and more_after else ""
    preceding = _write(rows[0], keys, back=True, number=start) if rows and more_before else ""
    return Page(rows, following, preceding, start)


def _columns(model: type[Model], keys: Sequence[str]) -> "list[Field[Any, Any]]":
    found = [model._meta.get_field(key.lstrip("-")) for key in keys]  # noqa: SLF001 - Django's documented way in
    return [field for field in found if isinstance(field, Field)]


def _reversed(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _past(order: Sequence[str], values: tuple[object, ...]) -> Q:
    """Rows past a row: beyond it in the first key, or equal there and beyond in the second, and so on.

    The first key's bound stands by itself too, so that the index is entered at the right place.
    """
    names = [key.lstrip("-") for key in order]
    beyond = [
        {f"{name}__{'lt' if key[0] == '-' else 'gt'}": value}
        for key, name, value in zip(order, names, values, strict=True)
    ]
    found = Q()
    for place, bound in enumerate(beyond):
        found |= Q(**dict(zip(names[:place], values[:place], strict=True)), **bound)
    edge = f"{names[0]}__{'lte' if order[0][0] == '-' else 'gte'}"
    return Q(**{edge: values[0]}) & found


def _write(row: Row, keys: Sequence[str], *, back: bool, number: int) -> str:
    texts = [field.value_to_string(row) for field in _columns(type(row), keys)]
    packed = json.dumps([int(back), number, *texts], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(model: type[Model], keys: Sequence[str], token: str) -> _Place:
    if not token or len(token) > _LONGEST_TOKEN:
        return _Place()
    try:
        back, number, *texts = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        values = tuple(field.to_python(text) for field, text in zip(_columns(model, keys), texts, strict=True))
        if not isinstance(number, int) or number < 1 or None in values:
            return _Place()
    except (ValueError, TypeError, ValidationError):
        return _Place()
    return _Place(values, bool(back), number)
