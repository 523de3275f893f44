"""Bars of block characters, and what stands for them where only ASCII can be shown."""

from typing import Final, NamedTuple


class Signs(NamedTuple):
    """What plots are drawn with; each character one cell wide.

    Attributes:
        full: What is there.
        band: What may be there.
        rest: What is not there.
        heights: From low to high.
    """

    full: str
    band: str
    rest: str
    heights: str


BLOCKS: Final = Signs("▇", "▒", "░", "▁▂▃▄▅▆▇█")
"""For terminals that show Unicode."""

ASCII: Final = Signs("#", "+", ".", "_.-:=+*#")
"""For all others."""


def signs_for(encoding: str | None) -> Signs:
    """Return what can be drawn with in an encoding; of an unknown one only ASCII is expected.

    >>> signs_for("utf-8").full, signs_for("latin-1").full, signs_for(None).full
    ('▇', '#', '#')
    """
    try:
        "".join(BLOCKS).encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return ASCII
    return BLOCKS


def filled(value: float, cells: int, *, top: float) -> int:
    """Return how many cells of a bar a value fills; anything above 0 fills at least one.

    Args:
        value: What is shown; below 0 it counts as 0.
        cells: Length of the whole bar [cells, >= 0].
        top: The value of a full bar [> 0].

    >>> [filled(value, 10, top=1.0) for value in (0.0, 0.01, 0.5, 0.99, 2.0)]
    [0, 1, 5, 10, 10]
    """
    if value <= 0.0 or top <= 0.0:
        return 0
    return min(cells, max(1, round(cells * min(1.0, value / top))))


def bar(value: float, cells: int, *, top: float = 1.0, signs: Signs = BLOCKS) -> str:
    """Return a bar, as full as the value is high.

    >>> bar(0.7, 10), bar(3, 4, top=4, signs=ASCII)
    ('▇▇▇▇▇▇▇░░░', '###.')
    """
    full = filled(value, cells, top=top)
    return signs.full * full + signs.rest * (cells - full)


def band(low: float, high: float, cells: int, *, top: float = 1.0, signs: Signs = BLOCKS) -> str:
    """Return a bar that is full up to the lower value, and may be up to the higher one.

    >>> band(0.5, 0.8, 10)
    '▇▇▇▇▇▒▒▒░░'
    """
    full = filled(low, cells, top=top)
    most = max(full, filled(high, cells, top=top))
    return signs.full * full + signs.band * (most - full) + signs.rest * (cells - most)
