"""Where the life of a register is kept; the same for every verb."""

from hashlib import blake2b
from pathlib import Path

import click

from testmiljo.liv import InUse, LivingRegister, WrongLife
from testmiljo.liv.register import identity_of
from testmiljo.liv.roll import Population


def kept_life(population: Population, folder: Path | None) -> LivingRegister:
    """The register with its life in the folder; without folder the life is gone when the program ends."""
    path = life_file(population, folder) if folder else None
    try:
        return LivingRegister(population, path)
    except InUse as error:
        raise click.ClickException(
            f"{error} er i bruk av et annet program. Stopp det, eller bruk «testmiljo lev --hos» mot det."
        ) from error
    except WrongLife as error:
        raise click.ClickException(f"Kan ikke lese {path}: {error}. Slett filen for å begynne på nytt.") from error


def life_file(population: Population, folder: Path) -> Path:
    """Each population has a file of its own, so that a town of another size does not meet the wrong life."""
    name = blake2b(identity_of(population).encode(), digest_size=4).hexdigest()
    return folder / f"liv-{name}.ndjson"
