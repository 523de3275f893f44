"""A book taken into a deck's files: looked at as a whole before a byte is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizkit.checks.rules import RULES
from quizkit.checks.run import run
from quizkit.decks.edits import applied
from quizkit.decks.files import NO_FILES, Opener, Reading, read_bytes, read_deck, summary
from quizkit.decks.writing import write_all
from quizkit.errors import DeckError, FormatError
from quizkit.formats.book import Book
from quizkit.formats.merging.entries import Stock
from quizkit.formats.merging.merge import Plan, merge
from quizkit.formats.merging.rowmerge import Change
from quizkit.formats.sheets.cells import Value, typed
from quizkit.formats.sheets.columns import key_of
from quizkit.formats.sheets.sheetkinds import Sorted, with_deck_kinds
from quizkit.model import Deck, Location, Problem, Severity
from quizkit.questions.plan import Planner


class Taken(NamedTuple):
    """What an import does to a deck's files.

    Attributes:
        plan: Entry by entry.
        before: Bytes of the files that change, by path.
        after: Their new bytes.
        problems: Errors that a check would show of the deck, and does not now.
        said: What was taken for what, a sentence each.
    """

    plan: Plan
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    said: tuple[str, ...] = ()

    def write(self) -> None:
        """Write the files; if one of them has changed meanwhile, none.

        Raises:
            DeckError: If one has changed, or cannot be written.
        """
        before = {Path(path): data for path, data in self.before.items()}
        write_all({Path(path): data for path, data in self.after.items()}, before=before)


def stock_of(place: Path, *, opener: Opener = read_bytes) -> tuple[Stock, Reading]:
    """Return the entries of a deck, and what its files gave.

    Args:
        place: The deck.
        opener: Reads its files.

    Raises:
        DeckError: If it cannot be read.
    """
    reading = read_deck(place, opener=opener)
    if reading.deck is None:
        raise DeckError(summary(reading.problems), reading.problems)
    return Stock(reading.deck, reading), reading


def taken(  # noqa: PLR0913  # a book, and what may be wished of it, each by its own name
    place: Path,
    book: Book,
    *,
    path: str,
    kind: str = "",
    prune: bool = False,
    held: Callable[[str], str] = str,
    opener: Opener = read_bytes,
    ready: Callable[[Book, Stock], Sorted] | None = None,
    coming: Mapping[str, bytes] = NO_FILES,
) -> Taken:
    """Return what becomes of a deck's files when a book is merged into it; nothing is written.

    Args:
        place: The deck.
        book: What was read.
        path: The file it came from, as problems show it.
        kind: The kind of the book's only sheet, or "".
        prune: Take out what has no row any more.
        held: What the format holds of a cell's text.
        opener: Reads the deck's files.
        ready: Makes the book ready for the deck's entries.
        coming: Pictures that are written with it, by path below the deck's folder.

    Raises:
        DeckError: If the deck cannot be read.
        FormatError: If it would not load afterwards, or would say anything but what the book says.
    """
    stock, reading = stock_of(place, opener=opener)
    book, said = with_deck_kinds(book, stock, kind=kind)
    if ready is not None:
        book, more = ready(book, stock)
        said = (*said, *more)
    plan = merge(stock, book, path=path, prune=prune, held=held)
    if not plan.edits:
        return Taken(plan, {}, {}, (), said)
    try:
        after = applied(reading.files, plan.edits)
    except ValueError:
        message = f"cannot write what {path} says into {place.as_posix()}: its layout is unusual"
        raise FormatError(message, path) from None

    def new_or_old(asked: Path) -> bytes:
        name = asked.as_posix()
        return after[name] if name in after else opener(asked)

    then = read_deck(place, opener=new_or_old, coming=coming)
    if then.deck is None:
        new = _new(reading.problems, then.problems)
        fatal = [problem for problem in new if problem.severity is Severity.FATAL]
        where = _Origins(stock, plan, path)
        message = f"cannot take {path}: the deck would not load with it"
        raise FormatError(message, path, problems=[where.told(problem) for problem in fatal])
    _verify(Stock(then.deck, then), plan, path)
    before = {name: reading.files[name] for name in after}
    wrong = _errors(then.deck)
    new = _new(_errors(stock.deck), wrong) if wrong else ()
    return Taken(plan, before, after, new, said)


def _errors(deck: Deck) -> tuple[Problem, ...]:
    """Return the errors that a check of a deck shows; rules that only warn are left out."""
    codes = {rule.CODE for rule in RULES if rule.SEVERITY <= Severity.ERROR}
    codes |= {one.code for one in deck.problems if one.severity <= Severity.ERROR}
    found = (one for one in run(deck, Planner(deck), select=codes) if not one.suppressed)
    return tuple(problem for problem in found if problem.severity <= Severity.ERROR)


def _new(before: Iterable[Problem], after: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that were not there before."""
    known = Counter((problem.code, problem.message) for problem in before)
    new = []
    for problem in after:
        known[problem.code, problem.message] -= 1
        if known[problem.code, problem.message] < 0:
            new.append(problem)
    return tuple(new)


class _Origins:
    """Finds the row of a book that brought a problem into a deck's files.

    Args:
        stock: The deck's entries as they were.
        plan: What was done to them.
        path: The book's file, as problems show it.
    """

    def __init__(self, stock: Stock, plan: Plan, path: str) -> None:
        self.plan = plan
        self.path = path
        rows = {(c.sheet, c.id): c for c in plan.changes if c.row}
        self._by_line: dict[tuple[str, int], Change] = {}
        for entry in stock.entries:
            change = rows.get((entry.sheet, entry.id))
            if change is not None:
                first, last = entry.lines
                for line in range(first, last + 1):
                    self._by_line.setdefault((entry.home.path, line), change)

    def told(self, problem: Problem) -> Problem:
        """Return a problem at the row that brought it, or where the deck would have it."""
        line = self._line_before(problem.at.path, problem.at.line)
        change = self._by_line.get((problem.at.path, line))
        if change is None:
            return problem
        at = Location(f"{self.path}, sheet {change.sheet}", change.row)
        return problem._replace(at=at, related=())

    def _line_before(self, path: str, line: int) -> int:
        """Return the line that a line of the changed file was; 0 for one that is new."""
        shift = 0
        for edit in self.plan.edits:
            begin = edit.line + shift
            if edit.path != path or begin > line:
                continue
            more = edit.text.count("\n")
            if begin < line <= begin + more and edit[1:3] == edit[3:5]:
                return 0
            shift += more - (edit.end_line - edit.line)
        return line - shift


def _verify(stock: Stock, plan: Plan, path: str) -> None:
    """Compare what the deck would say with what it should.

    Raises:
        FormatError: Where they differ.
    """
    found: dict[str, list[dict[str, Value]]] = {}
    for entry in stock.entries:
        row = {key_of(entry.sheet): entry.id, **entry.cells}
        found.setdefault(entry.sheet, []).append(row)
    for sheet, rows in plan.after.items():
        here = found.get(sheet, [])
        begin, end = _same(rows, here)
        wanted = Counter(map(_told, rows[begin : len(rows) - end]))
        got = Counter(map(_told, here[begin : len(here) - end]))
        if wanted != got:
            odd = next(iter((wanted - got) or wanted), "")
            message = (
                f"cannot take {path}: a row of {sheet} cannot be written into the deck as it "
                f"stands ({odd[:60]}); change it in the deck itself"
            )
            raise FormatError(message, path)


def _same(rows: Sequence[object], others: Sequence[object]) -> tuple[int, int]:
    """Return how many rows are the same at the beginning and, behind that, at the end."""
    most = min(len(rows), len(others))
    begin = next((at for at in range(most) if rows[at] != others[at]), most)
    end = next((at for at in range(most - begin) if rows[-1 - at] != others[-1 - at]), most - begin)
    return begin, end


def _told(row: Mapping[str, Value]) -> str:
    """Return what a row says, as one text; an id that follows from that is left out."""
    cells = {
        name: value
        for name, value in sorted(row.items())
        if value != "" and not (name == "id" and str(value).startswith("~"))
    }
    return typed(cells)
