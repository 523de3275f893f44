"""Facts in words for the screen: sources, quotes, pictures, answers; used wherever one is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from textual.content import Content

from quizkit.model import Image, Outcome, RoleView, SourceView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import Line, clickable, flowed, hung, wrapped

MARKS: Final[Mapping[Outcome, Content]] = {
    Outcome.RIGHT: Content.styled("✓", "$text-success"),
    Outcome.SLIP: Content.styled("✓", "$text-success"),
    Outcome.PARTLY: Content.styled("~", "$text-warning"),
    Outcome.WRONG: Content.styled("✗", "$text-error"),
    Outcome.UNCLEAR: Content("?"),
}
"""A sign for what came of an answer."""

_GAP: Final = 5
_LABEL: Final = 7
_BAR: Final = Content.styled("┃ ", "$text-muted")


def source_text(source: SourceView) -> Content:
    """Return where a fact comes from, on one line."""
    texts = (source.title, source.place, source.publisher, source.date, source.url)
    return joined(*(shown(text) for text in texts if text), between=", ")


def labelled(label: str, text: Content, width: int) -> Iterator[Line]:
    """Yield a text behind its label, a constant, hung under its own beginning.

    >>> [line.content.plain for line in labelled("Note", Content("In the rain."), 18)]
    ['Note     In the', '         rain.']
    """
    head = Content.styled(f"{label:<{_LABEL}}  ", "$text-muted")
    yield from clickable(hung(head, text, width))


def backing(
    width: int,
    *,
    source: SourceView | None,
    quote: str,
    note: str,
    picture: Image | None,
) -> Iterator[Line]:
    """Yield what stands behind a fact, each in lines of so many cells."""
    if source:
        yield from labelled("Source", source_text(source), width)
    if quote:
        yield from labelled("Quoted", joined('"', shown(quote), '"'), width)
    if note:
        yield from labelled("Note", shown(note), width)
    if picture:
        credit = joined(" (", shown(picture.credit), ")") if picture.credit else Content("")
        yield from labelled("Picture", joined(shown(picture.alt or "not described"), credit), width)


def role_lines(roles: Sequence[RoleView], width: int) -> list[Line]:
    """Return roles with their values, side by side as far as there is room."""
    pieces = [(joined(shown(role, "$text-muted"), "  ", shown(value)), "") for role, value in roles]
    return flowed(pieces, width, gap=_GAP)


def answer_marks(answers: Sequence[Outcome]) -> Content:
    """Return the signs of answers, the newest at the right."""
    return joined(*(MARKS[answer] for answer in answers), between=" ")


def how_often(times: int) -> str:
    """Return a number of times as people say it.

    >>> [how_often(n) for n in (1, 2, 3)]
    ['once', 'twice', '3 times']
    """
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def barred(texts: Sequence[Content], width: int) -> Iterator[Line]:
    """Yield sentences behind a bar at the left."""
    for text in texts:
        for line in wrapped(text, max(2, width - 2)):
            yield Line(joined(_BAR, line))


def blank() -> Line:
    """Return an empty line."""
    return Line(Content(""))
