"""Numbers that look random and follow from the seed alone, so that nothing has to be remembered."""

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
