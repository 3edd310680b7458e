"""The `fiks` command line. Every app's `commands/<verb>.py` holds one click command named `command`."""

import importlib
import os
import pkgutil
from pathlib import Path

import click

_ROOT = Path(__file__).resolve().parent.parent
_STATE = _ROOT.parent / ".fiks"


def _modules() -> dict[str, str]:
    """Map verb to module, for every `commands` folder under fiks."""
    found = {}
    for folder in sorted(_ROOT.glob("**/commands")):
        package = ".".join(folder.relative_to(_ROOT.parent).parts)
        for module in pkgutil.iter_modules([str(folder)]):
            found[module.name.replace("_", "-")] = f"{package}.{module.name}"
    return found


class Verbs(click.Group):
    """Loads a verb's module only when it is used or shown, after Django has been set up."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All verbs, in alphabetical order."""
        return sorted(_modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a verb, or None when there is none."""
        module = _modules().get(cmd_name)
        return importlib.import_module(module).command if module else None


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--hjelp", "--help"]})
def fiks() -> None:
    """Fiks fra kommandolinjen.

    Hver kommando har hjelp og eksempel: fiks KOMMANDO --hjelp
    """


def main() -> None:
    """Set up settings, database and Django, and run the verb."""
    from fiks.nettsted import desk, norsk_click

    norsk_click.install()
    attachment = desk.prepare(Path(os.environ.get("FIKS_TILSTAND", _STATE)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fiks.nettsted.settings")
    import django

    django.setup()
    try:
        fiks(prog_name="fiks")
    finally:
        if attachment:
            attachment.close()


if __name__ == "__main__":
    main()
