"""A row of blocks as high as some values: one cell for each."""

from collections.abc import Sequence

from quizkit.tui.widgets.bars import BLOCKS, Signs


def spark(values: Sequence[float], *, top: float = 0.0, signs: Signs = BLOCKS) -> str:
    """Return blocks as high as the values, all seen from 0; nothing of all is the lowest.

    Args:
        values: What is shown; below 0 they count as 0.
        top: The value of the highest block; 0: the largest of the values.
        signs: What is drawn with.

    >>> spark([0.0, 1.0, 2.0, 4.0]), spark([0.0, 0.0]), spark([])
    ('▁▃▅█', '▁▁', '')
    """
    most = top or max(values, default=0.0)
    highest = len(signs.heights) - 1
    if most <= 0.0:
        return signs.heights[0] * len(values)
    shares = (min(1.0, max(0.0, value) / most) for value in values)
    return "".join(signs.heights[round(highest * share)] for share in shares)
