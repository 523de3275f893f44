"""A deck at the end of a cell: what it is, how much it holds, its first facts.

No rule looks at the deck for it, and a big one is not planned: thousands of facts are shown at
once. So how many facets it asks is told only where the deck is small, or has been planned.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from quizkit.model import Card, Fact, Problem, Severity
from quizkit.notebook import markdown as md
from quizkit.notebook.marks import counted
from quizkit.notebook.markup import Html, element, output, said, table
from quizkit.questions.ask import Asker

FIRST: Final = 10
"""Facts that are shown."""

PLANNED_AT_ONCE: Final = 250
"""Facts up to which a deck is planned for its facets to be counted [about 50 ms, once]."""


class Outline(NamedTuple):
    """What is shown of a deck.

    Attributes:
        id: Its id.
        title: Its title.
        language: Language tag of what it says.
        licence: Its licence, or "".
        counts: How much of what it holds, in words.
        first: Kind and sentence of each of its first facts.
        more: Facts that are not shown.
        problems: What reading it found, in words.
    """

    id: str
    title: str
    language: str
    licence: str
    counts: tuple[str, ...]
    first: tuple[tuple[str, str], ...]
    more: int
    problems: str


def one_line(asker: Asker) -> str:
    """Return a deck in one line: its id, how many facts and facets.

    Args:
        asker: What asks its questions.
    """
    deck = asker.deck
    return f"<Deck {deck.id}: {', '.join(counts(asker))}>"


def counts(asker: Asker) -> tuple[str, ...]:
    """Return how many facts a deck has, and how many facets where that is known or soon found.

    Args:
        asker: What asks its questions.
    """
    facts, planner = _facts(asker), asker.planner
    if facts > PLANNED_AT_ONCE and "facets" not in vars(planner):
        return (counted(facts, "fact"),)
    return counted(facts, "fact"), counted(len(planner.facets), "facet")


def outline(asker: Asker) -> Outline:
    """Return what is shown of a deck.

    Args:
        asker: What asks its questions.
    """
    deck = asker.deck
    kinds = list(dict.fromkeys(fact.kind for fact in deck.facts))
    rows: Iterator[Fact | Card] = islice(chain(deck.facts, deck.cards), FIRST)
    first = tuple((row.kind if isinstance(row, Fact) else "card", asker.told(row)) for row in rows)
    return Outline(
        id=deck.id,
        title=deck.title,
        language=asker.planner.language,
        licence=deck.licence,
        counts=(*counts(asker), counted(len(kinds), "kind")),
        first=first,
        more=_facts(asker) - len(first),
        problems=_found(deck.problems),
    )


def html(shown: Outline) -> Html:
    """Return a deck as HTML.

    Args:
        shown: What is shown of it.
    """
    title = said(shown.title, language=shown.language, tag="strong")
    rows = [(kind, said(sentence, language=shown.language)) for kind, sentence in shown.first]
    more = element("p", _more(shown)) if shown.more else None
    return output(
        element("p", title, element("br"), _about(shown)),
        element("p", shown.problems),
        table(("kind", "fact"), rows, row_heads=False) if rows else None,
        more,
    )


def markdown(shown: Outline) -> str:
    """Return a deck as Markdown.

    Args:
        shown: What is shown of it.
    """
    parts = [
        f"**{md.written(shown.title)}**",
        md.written(_about(shown)),
        md.written(shown.problems),
        *([md.table(("kind", "fact"), shown.first)] if shown.first else []),
        *([_more(shown)] if shown.more else []),
    ]
    return "\n\n".join(parts)


def _about(shown: Outline) -> str:
    licence = shown.licence or "no licence stated"
    return " · ".join((shown.id, shown.language, licence, *shown.counts))


def _more(shown: Outline) -> str:
    return f"and {counted(shown.more, 'more fact')}"


def _facts(asker: Asker) -> int:
    return len(asker.deck.facts) + len(asker.deck.cards)


def _found(problems: Sequence[Problem]) -> str:
    open_ = [problem for problem in problems if not problem.suppressed]
    words = [counted(n, level.word) for level in Severity if (n := _of(open_, level))]
    told = f"Found on reading: {', '.join(words)}." if words else "Nothing wrong on reading."
    return f"{told} deck.check() looks further."


def _of(problems: Sequence[Problem], level: Severity) -> int:
    return sum(problem.severity is level for problem in problems)
