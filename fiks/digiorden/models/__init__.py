"""The tables of digiorden, split by subject."""

from fiks.digiorden.models.vurdering import (
    Akseptgrense,
    Malbank,
    Malslag,
    Screening,
    Screeningkriterium,
    Tiltaksstatus,
    Vurdering,
    Vurderingsomfang,
    Vurderingsslag,
    Vurderingsstatus,
    Vurderingstiltak,
    Vurderingsversjon,
)

__all__ = [
    "Akseptgrense",
    "Malbank",
    "Malslag",
    "Screening",
    "Screeningkriterium",
    "Tiltaksstatus",
    "Vurdering",
    "Vurderingsomfang",
    "Vurderingsslag",
    "Vurderingsstatus",
    "Vurderingstiltak",
    "Vurderingsversjon",
]
