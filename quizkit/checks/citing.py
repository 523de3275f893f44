"""Which sources a citation names."""

from collections.abc import Container


def cited(text: str, sources: Container[str]) -> tuple[str, ...]:
    """Return the ids of the sources that a citation as typed names, in their order.

    Several citations are parted by "; ", which may also stand within the place of one.

    Args:
        text: The citation.
        sources: The deck's sources.

    >>> cited("log p. 4; p. 7; map", {"log", "map"})
    ('log', 'map')
    """
    words = (one.partition(" ")[0] for one in text.split("; "))
    both = ((word, word.rstrip(",;:")) for word in words)
    found = (next((id_ for id_ in pair if id_ in sources), "") for pair in both)
    return tuple(dict.fromkeys(id_ for id_ in found if id_))
