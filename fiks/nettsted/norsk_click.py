"""The command line's own words in Bokmål. Click asks gettext for them; this answers instead of a catalogue file."""

import click

_MODULES = ("core", "exceptions", "types", "parser", "decorators", "formatting")
_WORDS = {
    "Usage:": "Bruk:",
    "Options": "Valg",
    "Commands": "Kommandoer",
    "Positional arguments": "Argumenter",
    "Error: {message}": "Feil: {message}",
    "Aborted!": "Avbrutt.",
    "Show this message and exit.": "Vis denne hjelpen.",
    "Missing command.": "Skriv hvilken kommando du vil kjøre.",
    "Missing argument": "Mangler argument",
    "Missing option": "Mangler valg",
    "Missing parameter": "Mangler verdi",
    "Missing parameter: {param_name}": "Mangler verdi: {param_name}",
    "Missing {param_type}": "Mangler {param_type}",
    "No such command {name!r}.": "Kommandoen {name!r} finnes ikke.",
    "No such option {name!r}.": "Valget {name!r} finnes ikke.",
    "Try '{command} {option}' for help.": "Hjelp: {command} {option}",
    "Invalid value: {message}": "Feil verdi: {message}",
    "Invalid value for {param_hint}: {message}": "Feil verdi for {param_hint}: {message}",
    "Choose from:\n\t{choices}": "Velg blant:\n\t{choices}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} finnes ikke.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} er en mappe.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} kan ikke leses.",
    "{value!r} is not a valid {number_type}.": "{value!r} er ikke et tall.",
    "{value!r} is not a valid UUID.": "{value!r} er ikke en id.",
    "{value} is not in the range {range}.": "{value} er ikke i området {range}.",
    "Option {name!r} does not take a value.": "Valget {name!r} tar ingen verdi.",
    "file": "filen",
    "directory": "mappen",
    "path": "stien",
    "default: {default}": "ellers: {default}",
}


def install() -> None:
    """Make click speak Bokmål in this process."""
    for name in _MODULES:
        getattr(click, name)._ = lambda text: _WORDS.get(text, text)
