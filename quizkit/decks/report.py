"""Where the problems of a deck's files are gathered while it is read."""

from collections.abc import Iterable, Mapping
from typing import Final

from quizkit.decks.meant import likeliest
from quizkit.decks.tree import Node, at
from quizkit.model import Fix, Location, Note, Problem, Related, Severity, Span

F, E, W, N = Severity.FATAL, Severity.ERROR, Severity.WARNING, Severity.NOTE

SEVERITIES: Final[Mapping[str, Severity]] = {
    "QK001": F, "QK002": F, "QK003": F, "QK004": F, "QK005": F, "QK006": F, "QK008": F, "QK009": F,
    "QK010": F, "QK011": E, "QK012": E, "QK013": E, "QK014": F, "QK015": F, "QK016": E, "QK017": F,
    "QK018": W, "QK019": N, "QK102": F, "QK104": F, "QK111": W, "QK112": E, "QK115": F, "QK116": E,
    "QK117": E, "QK120": F, "QK121": F, "QK122": F, "QK123": F, "QK134": F, "QK136": E, "QK140": E,
    "QK306": E, "QK608": E, "QK711": E, "QK802": F, "QK806": E, "QK807": N,
}  # fmt: skip
"""The codes found while reading a deck, with what each does."""

PROFILES: Final[Mapping[str, str]] = {"QK019": "shared", "QK111": "class"}
"""From which strictness on a code is reported, where that is not "practice"."""

MOST: Final = 10_000
"""Problems kept of one deck; a file with more is no deck."""

LONGEST: Final = 72
"""Characters of a message."""


class TooManyError(Exception):
    """Raised when a deck has so many problems that reading must stop; the report says so."""


class Report:
    """A growing list of problems.

    >>> report = Report()
    >>> report.add("QK104", Location("d.yaml", 3, 3, 5), "do not know the kind `vsit`")
    >>> report.problems[0].severity.word, report.fatal
    ('error', True)
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.fatal = False

    def add(  # noqa: PLR0913  # all that a problem may say, each by its own name
        self,
        code: str,
        place: Location,
        message: str,
        *,
        label: str = "",
        notes: Iterable[Note] = (),
        related: Iterable[Related] = (),
        fix: Fix | None = None,
    ) -> None:
        """Add a problem; its severity follows from its code.

        Raises:
            TooManyError: If there are more than `MOST`.
        """
        problem = Problem(
            code=code,
            severity=SEVERITIES[code],
            message=fit(message),
            at=place,
            label=label,
            related=tuple(related),
            notes=tuple(notes)[:6],
            fix=fix,
            profile=PROFILES.get(code, "practice"),
        )
        self.take([problem])

    def take(self, problems: Iterable[Problem]) -> None:
        """Add problems.

        Raises:
            TooManyError: If there are more than `MOST`; the last one then says so.
        """
        for problem in problems:
            self.fatal = self.fatal or problem.severity is F
            self.problems.append(problem)
            if len(self.problems) >= MOST:
                self.fatal = True
                what = f"cannot go on: there are more than {MOST:,} problems"
                self.problems.append(Problem("QK014", F, what, problem.at))
                raise TooManyError

    def sorted(self, order: Mapping[str, int]) -> tuple[Problem, ...]:
        """Return the problems by file (in the order given), line, column and code, none twice."""
        return tuple(
            sorted(
                dict.fromkeys(self.problems),
                key=lambda p: (order.get(p.at.path, len(order)), p.at.line, p.at.column, p.code),
            )
        )


def fit(message: str) -> str:
    """Return a message cut to `LONGEST` characters.

    >>> len(fit("x" * 80))
    72
    """
    return message if len(message) <= LONGEST else message[: LONGEST - 1] + "…"


def short(text: str, limit: int = 28) -> str:
    """Return deck text for a message: on one line and cut.

    >>> short("a text that goes on and on and on")
    'a text that goes on and on …'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def help_(text: str) -> Note:
    """Return the line that says what to do."""
    return Note("help", text)


def guess(word: str, known: Iterable[str], *, what: str) -> tuple[Note, ...]:
    """Return the known word that was meant and the list of them, as lines under a frame.

    >>> [note.text for note in guess("vist", ["visit", "law"], what="the kinds")]
    ['did you mean `visit`?', 'the kinds (visit, law)']
    """
    words = list(known)
    near = likeliest(word, words)
    found = (help_(f"did you mean `{near}`?"),) if near else ()
    listed = ", ".join(words[:12]) + (", ..." if len(words) > 12 else "")
    return (*found, Note("known", f"{what} ({listed})")) if words else found


def place(path: str, node: Node | Span) -> Location:
    """Return the location of a node in a file."""
    return at(path, node)
