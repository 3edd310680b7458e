"""How much a file may hold, which whoever asks for it decides."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grenser:
    """Bytes of the file, rows and columns of a sheet, and letters of a cell; what is longer is cut there.

    With `formler`, the cells that hold formulas are named (`Ark.formler`). Their values are those last counted out anyhow.
    """

    byte: int = 20_000_000
    rader: int = 20_000
    kolonner: int = 60
    celle: int = 2_000
    formler: bool = False
