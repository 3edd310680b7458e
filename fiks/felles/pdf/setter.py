"""Setting a long document in a process of its own, run by `sats`: the library keeps hundreds of MB of such a one for later.

Nothing but the standard library and the library is imported, and the environment is empty. In: the order as JSON. Out: the
PDF; with exit status 3, what is wrong on standard error.
"""

import json
import sys
from typing import Any

import typst

REFUSED = 3


def compiled(order: dict[str, Any], fonts: typst.Fonts) -> bytes | list[bytes]:
    """Set what is ordered: template, its folder, data, format, time and options of the format."""
    compiler = typst.Compiler(order["mal"], root=order["rot"], font_paths=fonts, ignore_system_fonts=True)
    made = compiler.compile(
        format=order["format"], sys_inputs={"data": order["data"]}, timestamp=order["tid"], **order["valg"]
    )
    return made or b""


def fonts_in(folder: str) -> typst.Fonts:
    """Only the vendored typeface, so that a document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def main() -> None:
    """Read standard input, write standard output."""
    order = json.loads(sys.stdin.buffer.read())
    try:
        made = compiled(order, fonts_in(order["skrifter"]))
    except typst.TypstError as fault:
        sys.stderr.write(fault.message)
        sys.exit(REFUSED)
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
