"""A deck check in words: its heading, its rows, and what stands where there is nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from quizkit.model import Problem
from quizkit.practice.look import FactLine, Look
from quizkit.tui.text import Piece, joined, shown
from quizkit.tui.widgets.codeframe import STYLES
from quizkit.tui.widgets.lines import NOTHING, wrapped
from quizkit.tui.widgets.optionrows import NARROW

SEVERITIES: Final = ("error", "warning", "note")

MUTED: Final = "$text-muted"
_WORD: Final = max(map(len, SEVERITIES))


def number(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> number(1, "fact"), number(1370, "fact")
    ('1 fact', '1,370 facts')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def heading(look: Look, state: tuple[str, str], width: int, *, profile: str) -> Content:
    """Return the first line: the deck, what was found, what happens; as much as there is room for.

    Args:
        look: The newest look.
        state: What happens now, in full and in few words.
        width: Cells of the line.
        profile: How strict the check is.
    """
    name = shown(look.place.rpartition("/")[2] or look.place, "bold")
    worst = next((word for word in SEVERITIES if look.count(word)), "")
    style = STYLES["error" if look.broken else worst] if look.broken or worst else "$text-success"
    found = shown(look.broken or _found(look, profile), style)
    sizes = Content.styled(" · ".join(_sizes(look)), MUTED)
    happens, shortly = (Content.styled(words, MUTED) for words in state)
    for pieces in (
        (name, sizes, found, happens),
        (name, sizes, found, shortly),
        (name, found, happens),
        (name, found, shortly),
        (found, shortly),
    ):
        line = joined(*filter(None, pieces), between="  ")
        if line.cell_length <= width:
            return line
    return found if found.cell_length <= width else joined(found.truncate(width - 1), "…")


def _sizes(look: Look) -> list[str]:
    sizes = [number(len(look.facts), "fact")] if look.facts else []
    if look.complete:
        sizes += [f"{look.asked:,} asked", f"{look.refused:,} refused"]
    return sizes


def _found(look: Look, profile: str) -> str:
    found = ((word, look.count(word)) for word in SEVERITIES)
    counts = ", ".join(number(count, word) for word, count in found if count)
    if not counts and not look.complete:
        return ""
    return f"{counts or 'no problems'} ({profile})"


def problem_row(problem: Problem, width: int, *, several: bool) -> Content:
    """Return a problem as a row: severity, code, place, sentence; the code where there is room.

    Args:
        problem: It.
        width: Cells there are.
        several: The deck has several files, so that the place names its own.
    """
    word = problem.severity.word
    at = problem.at
    place = f"{at.line}:{at.column}"
    if several:
        place = f"{at.path.rpartition('/')[2]}:{place}"
    pieces: list[Piece] = [shown(word.ljust(_WORD), STYLES[word])]
    if width >= NARROW - 2:
        pieces.append(shown(problem.code))
    pieces.append(shown(place.rjust(6), MUTED))
    pieces.append(shown(problem.message))
    return joined(*pieces, between=" ")


def fact_row(fact: FactLine, look: Look, width: int) -> Content:
    """Return a fact as a row: its id, its kind and how often it is asked where there is room."""
    counts = look.by_fact.get(fact.id)
    pieces: list[Piece] = [shown(fact.id.ljust(6), MUTED)]
    if width >= NARROW - 2:
        pieces.append(shown(fact.kind[:12].ljust(12), MUTED))
        asked = "" if counts is None else f"{counts.asked} asked" if counts.asked else "never asked"
        pieces.append(shown(asked.ljust(11), MUTED))
    if counts is not None and counts.refused:
        pieces.append(shown(f"{counts.refused} refused", STYLES["error"]))
    pieces.append(shown(fact.says))
    return joined(*pieces, between=" ")


def severities(look: Look) -> tuple[str, ...]:
    """Return the severities of which there are problems, worst first."""
    return tuple(word for word in SEVERITIES if look.count(word))


def same(problems: Sequence[Problem], chosen: Problem | None, *, near: int) -> int:
    """Return the row of the problem that was chosen before a reload, else the row it had.

    Args:
        problems: What is in the list now.
        chosen: What was chosen, or None.
        near: The row it had.
    """
    rows = [n for n, each in enumerate(problems) if chosen and _identity(each) == _identity(chosen)]
    return min(rows, key=lambda row: abs(row - near), default=near)


def _identity(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.at.path, problem.fact, problem.role, problem.message


def tabs(look: Look, *, on_facts: bool, only: str) -> list[tuple[Content, str]]:
    """Return the names of the two lists, with what a click on each means.

    Args:
        look: The newest look.
        on_facts: The facts are shown, not the problems.
        only: The severity that is shown alone, or "".
    """
    count = look.count(only) if only else len(look.problems)
    problems = f"Problems {count:,}" + (f", {only}s only" if only else "")
    names = [("problems", problems), ("facts", f"Facts {len(look.facts):,}")]
    return [
        (Content.styled(f"[{words}]", "bold"), name)
        if (name == "facts") is on_facts
        else (Content.styled(f" {words} ", MUTED), name)
        for name, words in names
    ]


def nothing(look: Look, *, on_facts: bool, width: int) -> list[Content]:
    """Return what is said where a list is empty."""
    if look.broken:
        told = [f"{look.broken}.", "It is shown as soon as it is there."]
    elif not look.lines:
        told = [f"Reading {look.place} …"]
    elif on_facts:
        told = ["This deck has no facts yet. Save one, and its questions are shown here."]
    elif not look.complete:
        told = ["Looking for problems …"]
    else:
        told = list(_clean(look))
    return [line for text in told for line in wrapped(shown(text), max(width, 20))]


def _clean(look: Look) -> Iterator[str]:
    facts, questions = number(len(look.facts), "fact"), number(look.asked, "question")
    gives = "gives" if len(look.facts) == 1 else "give"
    yield f"No problems. {facts} {gives} {questions}, in several forms each."
    if look.told:
        yield f"Not asked: {', '.join(look.told)}."
    if look.accepted:
        yield f"Accepted by `ok`: {number(look.accepted, 'problem')}."
    if look.facts:
        yield "Save the deck, and the questions of what you changed are shown below."


def sources(look: Look, width: int) -> list[Content]:
    """Return the files that a deck is read from, as they stand where there is no problem."""
    lines = [Content.styled("Read from", MUTED)]
    for seen in look.files:
        missing = Content.styled("  missing", STYLES["error"]) if seen.changed is None else NOTHING
        lines += wrapped(joined("  ", shown(seen.path), missing), width)
    return lines if look.files else []
