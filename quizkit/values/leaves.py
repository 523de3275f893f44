"""What a value holds in the end: the members of lists, what each viewpoint says."""

from collections.abc import Iterator

from quizkit.model import List, Value, Views


def leaves_of(value: Value) -> Iterator[Value]:
    """Yield the single values that a value holds, in its order; of a single one itself.

    >>> from quizkit.model import Named
    >>> [each.name for each in leaves_of(List((Named("Laos"), Named("Peru"))))]
    ['Laos', 'Peru']
    """
    match value:
        case List(items):
            for item in items:
                yield from leaves_of(item)
        case Views(_, entries):
            for _, entry in entries:
                yield from leaves_of(entry)
        case _:
            yield value
