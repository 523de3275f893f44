"""Old names of facets and facts, and what they are called now.

A facet is named `deck/fact#role`, a fact `deck/fact`. All live renames hold for the whole
history, whenever they were made.
"""

from collections.abc import Mapping


def split(name: str) -> tuple[str, str]:
    """Return the fact and the role of a name; the role is "" where a fact is named.

    >>> split("vietnam-us/kerry92#leader")
    ('vietnam-us/kerry92', 'leader')
    >>> split("vietnam-us/kerry92")
    ('vietnam-us/kerry92', '')
    """
    fact, mark, role = name.rpartition("#")
    return (fact, role) if mark and fact and role else (name, "")


def current(name: str, renames: Mapping[str, str]) -> str:
    """Return what a facet or a fact is called now.

    A facet's rename goes before its fact's; chains are followed; a loop ends on its smallest name.

    Args:
        name: A facet or a fact.
        renames: Old name to new one; of two renames of one name only the later is there.

    >>> current("d/a#who", {"d/a": "d/b", "d/b": "d/c"})
    'd/c#who'
    >>> current("d/a#who", {"d/a": "d/b", "d/a#who": "d/z#by"})
    'd/z#by'
    >>> current("d/c", {"d/c": "d/b", "d/b": "d/a", "d/a": "d/c"})
    'd/a'
    """
    met: dict[str, None] = {}
    while name not in met:
        met[name] = None
        following = _next(name, renames)
        if following is None:
            return name
        name = following
    names = list(met)
    return min(names[names.index(name) :])


def _next(name: str, renames: Mapping[str, str]) -> str | None:
    """Return the name after one rename, or None where none applies."""
    if name in renames:
        return renames[name]
    fact, role = split(name)
    return f"{renames[fact]}#{role}" if role and fact in renames else None
