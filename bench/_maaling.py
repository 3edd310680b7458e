"""What every bench shares: pairs of runs, each in a fresh process, and one JSON line for each figure."""

import json
import operator
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import ParamSpec, TypeVar

PAIRS = 5

_P = ParamSpec("_P")
_T = TypeVar("_T")
_COMPARE = {">=": operator.ge, "<=": operator.le}


@dataclass(frozen=True, slots=True)
class Maaling:
    """One figure. `bar` is such as `>= 12`, or null for what is only reported; the ratio, if any, is held against it."""

    name: str
    value: float
    unit: str
    peer: float | None = None
    ratio: float | None = None
    bar: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the bar is reached."""
        if self.bar is None:
            return True
        sign, limit = self.bar.split()
        return bool(_COMPARE[sign](self.value if self.ratio is None else self.ratio, float(limit)))

    def line(self) -> str:
        """The figure as JSON, with three digits."""
        fields = {
            key: float(f"{value:.4g}") if isinstance(value, float) else value for key, value in asdict(self).items()
        }
        return json.dumps(fields | {"ok": self.ok}, ensure_ascii=False)


def in_new_process(function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Run where nothing else has used memory. The function takes its own time, so that start-up is left out."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def peak_memory() -> float:
    """VmHWM of this process, in MB (10⁶ bytes)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) * 1024 / 1e6


def compared(
    name: str, *, ours: Sequence[float], peers: Sequence[float], ratios: Sequence[float], unit: str, bar: str
) -> Maaling:
    """The medians of pairs that were run side by side."""
    return Maaling(name, median(ours), unit, median(peers), median(ratios), bar)
