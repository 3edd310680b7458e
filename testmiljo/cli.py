"""The `testmiljo` command: the world outside, for demonstration and tests."""

import click

from testmiljo.commands.eksempler import eksempler
from testmiljo.commands.generer import generer
from testmiljo.commands.lev import lev
from testmiljo.commands.start import start


@click.group(context_settings={"help_option_names": ["-h", "--hjelp", "--help"]})
def main() -> None:
    """Testmiljøet: en oppdiktet befolkning, og tjenestene rundt plattformen som ekte nettjenere."""


main.add_command(generer)
main.add_command(eksempler)
main.add_command(lev)
main.add_command(start)
