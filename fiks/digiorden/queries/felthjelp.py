"""The operator's own help texts."""

from collections.abc import Mapping

from django.db.models import QuerySet

from fiks.digiorden.models import Felthjelp


def help_texts(spraak: str) -> Mapping[str, str]:
    """The texts that stand in place of the ones in the code, by field, in one language (nb, nn, en)."""
    return dict(Felthjelp.objects.filter(spraak=spraak[:2]).values_list("felt", "tekst"))


def all_help_texts() -> QuerySet[Felthjelp]:
    """Every text that the operator has put in place of one in the code."""
    return Felthjelp.objects.order_by("felt", "spraak")
