"""Runs the measurements and prints one JSON line for each figure. Ends with 1 when a bar is not reached."""

import importlib
import sys
from pathlib import Path

import click


def _all() -> list[str]:
    return sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.name.startswith("_"))


@click.command()
@click.option("--name", type=click.Choice(_all()), help="Bare denne målingen.")
@click.option("--size", type=click.IntRange(min=1), help="Hvor mange rader eller dokumenter.")
@click.option("--paa-nytt", is_flag=True, help="Fyll registeret på nytt, selv om det er fylt fra før (register).")
def main(name: str | None, size: int | None, *, paa_nytt: bool) -> None:
    """Mål ytelsen."""
    reached = True
    for chosen in [name] if name else _all():
        module = importlib.import_module(f"bench.{chosen}")
        if paa_nytt and hasattr(module, "forget"):
            module.forget(size or module.SIZE)
        for figure in module.measure(size or module.SIZE):
            click.echo(figure.line())
            reached = reached and figure.ok
    sys.exit(not reached)


main()
