"""The handle of a deck."""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from quizkit.api import arguments
from quizkit.api.forms import any_form
from quizkit.api.problems import Problems
from quizkit.api.questions import Questions
from quizkit.errors import ArgumentError, ArgumentTypeError
from quizkit.model import Deck as DeckValue
from quizkit.model import Form
from quizkit.practice.extensions import load_checks
from quizkit.practice.quiz import Quiz
from quizkit.questions.ask import Asker

if TYPE_CHECKING:
    from quizkit.decks.columns import Grid
    from quizkit.practice.warm import Warm


_KIND: Final = 'the name of a kind, such as "visit"'


def load(place: str | Path, *, language: str | None = None) -> "Deck":
    """Return a deck: a bundled or own one by its id, or that of a file or folder.

    Args:
        place: The deck's id, or a path.
        language: Language of the questions; the deck's own where not given.

    Raises:
        ArgumentError: If quizkit and the deck have no words of the language.
        DeckError: If there is no such deck, or it cannot be read; with every problem found.

    >>> load("vietnam-us").value.title
    'Vietnam and the United States since the war'
    """
    from quizkit.decks import library  # yaml, pydantic and SQLite only when needed
    from quizkit.practice.warm import Warm
    from quizkit.settings.places import places

    arguments.of_type("place", place, (str, Path), "the id of a deck, or the path of one")
    warm = Warm(library.find(str(place)), cache=places().cache)
    deck = Deck(warm.deck)
    deck._warm = warm
    return deck.into(language)


class Deck:
    """A deck, with its questions.

    Made by `load`, `Deck.from_frame` or `Deck.from_rows`.

    Args:
        value: What the deck's files say.
        language: Language of the questions; the deck's own where not given.

    Attributes:
        value: What the deck's files say, as frozen values.

    >>> load("spaced-learning")
    <Deck spaced-learning: 159 facts, 203 facets>
    """

    def __init__(self, value: DeckValue, *, language: str | None = None) -> None:
        self.value = value
        self._language = language
        self._others: dict[str, Deck] = {}
        self._grid: Grid | None = None
        self._warm: Warm | None = None

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Mapping[str, Any]],
        *,
        kind: str,
        called: str | None = None,
        says: str | None = None,
        ask: Mapping[str, str | Sequence[str]] | None = None,
        **more: Any,
    ) -> Self:
        """Return a deck made of rows, each a fact of one kind.

        Args:
            rows: Role to value; values as a deck file writes them. None: the role is absent.
            kind: Name of the kind; a built-in one brings its wordings.
            called: What a fact is called, as in a deck file.
            says: The statement.
            ask: Role to wording or wordings.
            **more: What `decks.rows.from_rows` takes besides.

        Raises:
            DeckError: With every problem of the rows.

        >>> deck = Deck.from_rows(
        ...     [{"who": "Bill Clinton", "to": "Vietnam", "date": 2000},
        ...      {"who": "George W. Bush", "to": "Vietnam", "date": 2006}],
        ...     kind="visit", ask={"who": "Who visited {to}[ {on date}]?"})
        >>> len(deck.facets) > 0
        True
        """
        from quizkit.decks.rows import from_rows  # yaml, pydantic and SQLite only when needed

        arguments.of_type("kind", kind, str, _KIND)
        return cls(from_rows(rows, kind=kind, called=called, says=says, ask=ask, **more))

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        *,
        kind: str,
        columns: Mapping[str, str | None] | None = None,
        called: str | None = None,
        says: str | None = None,
        ask: Mapping[str, str | Sequence[str]] | None = None,
        **more: Any,
    ) -> Self:
        """Return a deck made of a data frame, each row a fact of one kind.

        Columns are roles of the kind, or fields that facts carry (`id`, `source`, `note`, `tags`,
        `wrong` ..). What is missing (None, NaN, NaT, NA, null, an empty text) is absent; 2000.0
        is 2000; a timestamp is its date, in its own zone; lists are lists, dicts and structs
        viewpoint maps. A text is read as a cell of a sheet: blanks around it go, and one that
        begins with `[` or `{` is a list or map. An index is not read: it only names rows.

        Args:
            frame: A data frame of pandas, polars or whatever else narwhals knows, or a list of
                dicts, which needs no other package. A lazy frame is collected, once and whole.
            kind: Name of the kind; a built-in one brings its roles and wordings.
            columns: Column to the role or field that it is; None: it is left out. Columns that
                are not named here are what they are called.
            called: What a fact is called, as in a deck file.
            says: The statement.
            ask: Role to wording or wordings.
            **more: What `from_rows` takes besides: `deck`, `title`, `language`, `roles`,
                `names`, `sources`, `complete`.

        Raises:
            DeckError: With every problem, its place named by row and column.
            ArgumentError: If `frame` is no frame, or `columns` names one that is not there.
            MissingExtraError: If it is a data frame, and narwhals is not installed.

        >>> deck = Deck.from_frame(
        ...     [{"name": "Bill Clinton", "to": "Vietnam", "date": 2000.0},
        ...      {"name": "Barack Obama", "to": "Vietnam", "date": float("nan")}],
        ...     kind="visit", columns={"name": "who"})
        >>> [sorted(fact.values) for fact in deck.value.facts]
        [['date', 'to', 'who'], ['to', 'who']]
        """
        from quizkit.decks.columns import from_columns  # yaml and pydantic only when needed
        from quizkit.notebook.frames import table_of

        arguments.of_type("kind", kind, str, _KIND)
        arguments.of_type("columns", columns or {}, Mapping, "a dict: column to role, or None")
        value, grid = from_columns(
            table_of(frame), kind=kind, columns=columns, called=called, says=says, ask=ask, **more
        )
        made = cls(value)
        made._grid = grid
        return made

    def to_frame(self, backend: str | None = None, *, kind: str | None = None) -> Any:
        """Return the facts as a data frame, one row a fact; cards are no facts.

        Columns: `id`, `kind` (where facts of all kinds are wanted), the roles, and what facts
        carry besides (`source`, `note` and `tags` always, others where a fact has them). Values
        are texts as a deck file has them, for dates may be vague and numbers have units; a role
        that only holds lists is a column of lists. `from_frame(deck.to_frame(kind="visit"),
        kind="visit")` has the same facts; what else a deck says (kinds, names, sources) is its
        own arguments', and `to_yaml` keeps all.

        Args:
            backend: "pandas", "polars", or another library that narwhals can write; None: pandas
                if it is installed, else polars.
            kind: Only facts of this kind; None: all, in one frame with the roles of all kinds.

        Raises:
            ArgumentError: If there is no such kind or backend.
            MissingExtraError: If the library is not installed, or narwhals is not.

        >>> load("vietnam-us").to_frame("polars", kind="delegation").columns[:4]
        ['id', 'leader', 'host', 'date']
        """
        from quizkit.notebook.fact_rows import fact_rows
        from quizkit.notebook.framed import framed

        rows, schema = fact_rows(self.value, kind)
        return framed(rows, schema, backend)

    def to_dicts(self, *, kind: str | None = None) -> list[dict[str, Any]]:
        """Return the facts as plain values, one dict a fact: the rows of `to_frame`.

        Args:
            kind: Only facts of this kind; None: all.

        Raises:
            ArgumentError: If there is no such kind.

        >>> deck = Deck.from_rows([{"id": "v1", "who": "A", "to": "Hue"}], kind="visit")
        >>> [(row["id"], row["kind"], row["to"]) for row in deck.to_dicts()]
        [('v1', 'visit', 'Hue')]
        """
        from quizkit.notebook.fact_rows import fact_rows

        return fact_rows(self.value, kind)[0]

    def to_yaml(self) -> str:
        """Return the text of a deck file that loads to this deck: all of it, in one layout.

        What stood in several files and sheets stands in one; comments are not kept. Ids stay, but
        for those that quizkit made itself (`~..`) where a value was typed in another way. A value
        that could not be read, and has a problem of its own, is not in the text.

        Raises:
            DeckError: If what was written would not be the same deck.

        >>> deck = Deck.from_rows([{"id": "v1", "who": "A", "to": "Hue"}], kind="visit", deck="d")
        >>> print(deck.to_yaml(), end="")
        quizkit: 1
        deck: d
        title: d
        language: en
        <BLANKLINE>
        facts:
          visit:
            - {id: v1, who: A, to: Hue}
        """
        from quizkit.decks.whole import text_of  # yaml and pydantic only when needed

        return text_of(self.value)

    @cached_property
    def asker(self) -> Asker:
        """Makes and judges the deck's questions."""
        if self._warm:
            return self._warm.asker(self._language)
        return Asker(self.value, language=self._language)

    @property
    def facets(self) -> tuple[str, ...]:
        """The ids of everything that can be asked, in the deck's order.

        >>> load("spaced-learning").facets[:2]
        ('spaced-learning/r9kqp#who', 'spaced-learning/r9kqp#date')
        """
        return self.asker.planner.facets

    def check(
        self,
        *,
        profile: str = "practice",
        draws: int | None = None,
        options: Mapping[str, Mapping[str, object]] | None = None,
    ) -> Problems:
        """Return what is wrong with the deck, as `quizkit check` finds it; empty if nothing is.

        A list of problems, drawn in a notebook as a table.

        Args:
            profile: How strict to be: "practice", "class", "exam" or "shared".
            draws: With how many seeds questions are drawn to be looked at [0..]; None: none for
                practice, 3 for a class, else 25.
            options: Thresholds by code and name, such as `{"QK410": {"words": 30}}`.

        Raises:
            ArgumentError: If there is no such profile or threshold, or its value is not as wanted.

        >>> load("spaced-learning").check()
        No problems at profile practice: 159 facts, 203 facets.
        """
        from quizkit.checks import thresholds  # a hundred rules only when needed
        from quizkit.checks.context import PROFILES
        from quizkit.checks.run import run
        from quizkit.notebook import deck_view

        arguments.of_type("options", options or {}, Mapping, "a dict: code to its thresholds")
        for code, given in (options or {}).items():
            arguments.of_type(f"options[{code!r}]", given, Mapping, "a dict: name to threshold")
        for line in load_checks():
            warnings.warn(line, stacklevel=2)
        try:
            wanted = thresholds.read(options or {})
        except ValueError as error:
            raise ArgumentError(str(error), "options") from error
        arguments.one_of("profile", profile, PROFILES)
        arguments.whole("draws", draws, optional=True)
        found = run(self.value, self.asker.planner, profile=profile, draws=draws, options=wanted)
        open_ = [problem for problem in found if not problem.suppressed]
        open_ = self._grid.named(open_) if self._grid else open_
        return Problems(open_, profile=profile, counts=deck_view.counts(self.asker))

    def into(self, language: str | None) -> "Deck":
        """Return the deck with its questions in another language, as far as it can be asked in it.

        Args:
            language: Language tag; None: as it is.

        Raises:
            ArgumentError: If neither quizkit nor the deck has words of the language.

        >>> load("vietnam-us").into("vi").questions(1, seed=7)[0].plan.language
        'vi'
        """
        if language is None or language == self.asker.planner.language:
            return self
        known = sorted({*self.value.words, self.value.language})
        arguments.one_of("language", language, known)
        found = self._others.get(language)
        if found is None:
            found = self._others[language] = type(self)(self.value, language=language)
            found._grid, found._warm = self._grid, self._warm
        return found

    def questions(
        self,
        n: int = 10,
        *,
        seed: int | str = 0,
        form: Form | str | None = None,
        language: str | None = None,
    ) -> Questions:
        """Return questions drawn at random; the same seed gives the same ones.

        Args:
            n: How many at most.
            seed: Any text or number.
            form: Only in this form, of one's own by its name; None: the easiest that each has.
            language: In this language where the deck can, else in its own; None: as loaded.

        >>> load("vietnam-us").questions(1, seed=7, language="vi")[0].plan.language
        'vi'
        """
        arguments.whole("n", n)
        forms = () if form is None else (any_form(form),)
        asker = self.into(language).asker
        quiz = Quiz([asker], count=int(n), seed=arguments.seeded(seed) or "0", forms=forms)
        return Questions(quiz.questions(), asker=asker)

    def __getstate__(self) -> tuple[DeckValue, str | None, "Grid | None"]:
        """Return what is copied and pickled: the deck and its language; the rest is made again."""
        return self.value, self._language, self._grid

    def __setstate__(self, state: tuple[DeckValue, str | None, "Grid | None"]) -> None:
        """Take what was copied or pickled."""
        value, language, grid = state
        Deck.__init__(self, value, language=language)
        self._grid = grid

    def __repr__(self) -> str:
        """Return one line: id, facts, and facets where the deck is small or was planned."""
        from quizkit.notebook import deck_view

        return deck_view.one_line(self.asker)

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: title, counts, the first facts."""
        from quizkit.notebook import deck_view
        from quizkit.notebook.marks import bundle

        shown = deck_view.outline(self.asker)
        return bundle(repr(self), deck_view.html(shown), deck_view.markdown(shown))


def decks_of(given: object) -> list[Deck]:
    """Return one deck or several as a list; each once.

    Raises:
        ArgumentTypeError: If there is none, or something else among them.
    """
    found = list(given) if isinstance(given, list | tuple) else [given]
    decks = [each for each in found if isinstance(each, Deck)]
    if not decks or len(decks) < len(found):
        odd = next((each for each in found if not isinstance(each, Deck)), given)
        wanted = "a Deck, as load(..) returns it, or a list of them"
        meant = f"; did you mean qk.load({odd!r})?" if isinstance(odd, str) else ""
        raise ArgumentTypeError.of("deck", odd, wanted + meant)
    return list({each.value.id: each for each in decks}.values())
