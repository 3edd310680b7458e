"""Numbers that look random and follow from the seed alone, so that nothing has to be remembered."""

from random import Random

MASK = (1 << 64) - 1


def mix(*parts: int) -> int:
    """64 well-spread bits from integers (the finalizer of SplitMix64, applied part by part)."""
    bits = 0x9E3779B97F4A7C15
    for part in parts:
        bits = ((bits ^ part) * 0xBF58476D1CE4E5B9) & MASK
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
        bits ^= bits >> 31
    return bits


def fraction(*parts: int) -> float:
    """A number in [0, 1)."""
    return mix(*parts) / (MASK + 1)


class Draw(Random):
    """Draws by a whole number. It starts twice as fast as `Random`, which looks for seeds of other kinds; a person
    takes two of them. The numbers are the same."""

    def seed(self, a: object = None, version: int = 2) -> None:
        assert version == 2
        super(Random, self).seed(a)
        self.gauss_next = None
