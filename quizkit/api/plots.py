"""The plots of a log: `log.plot.curve()` and its like, each a value that a notebook draws."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from quizkit.api import arguments
from quizkit.errors import ArgumentError, DeckError
from quizkit.model import Memory
from quizkit.notebook.plots.plot import Plot
from quizkit.practice.clock import Clock, moment
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.api.deck import Deck
    from quizkit.api.log import Log

_NAMED = 3


class Plots:
    """The plots of a learner's log, behind `Log.plot`.

    Each method returns a `Plot`: shown in a notebook it draws itself, `print` says it in a
    sentence, `.to_dicts()` and `.to_frame()` give its numbers, `.chart` an Altair chart, `.svg`
    the text of an SVG file. A log without answers gives a plot that says what to do.

    Args:
        log: The log.
    """

    def __init__(self, log: "Log") -> None:
        self._log = log

    def forecast(
        self,
        deck: "Deck | Sequence[Deck] | None" = None,
        *,
        days: int = 30,
        minutes: int = 10,
        exam: date | str | None = None,
        runs: int = 40,
        clock: Clock | None = None,
    ) -> Plot:
        """Return what will be known, with study and without.

        Its rows: `day` (YYYY-MM-DD); `expected`, `low`, `high`: facets known with study, the
        median of possible futures and what 5 % and 95 % of them are below; `without_study`.

        Args:
            deck: One deck, or several; None: those of the log that can be found by their id.
            days: How far to look without an exam [1..366].
            minutes: Minutes a day [1..1440].
            exam: The day to be ready for, as a date or YYYY-MM-DD: the plot ends there.
            runs: How many possible futures are looked at [1..1000].
            clock: What tells the time; the system's where not given.

        Raises:
            ArgumentError: If an argument is out of its range, or the exam is over.
            StoreError: If the log cannot be read.

        >>> from datetime import datetime
        >>> import quizkit as qk
        >>> from quizkit.practice.clock import FixedClock
        >>> clock = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))
        >>> plot = qk.open_log("new.db").plot.forecast(
        ...     qk.load("spaced-learning"), days=4, minutes=5, runs=4, clock=clock)
        >>> [row["day"] for row in plot.to_dicts()][::4], plot.to_dicts()[0]["expected"]
        (['2026-06-01', '2026-06-05'], 0.0)
        """
        from quizkit.analysis.plotted.ahead import ahead  # the planner only when needed
        from quizkit.api.ahead import exam_day
        from quizkit.notebook.plots.forecast import forecast
        from quizkit.practice import planning

        arguments.whole("days", days, 1, 366)
        arguments.whole("minutes", minutes, 1, 1440)
        arguments.whole("runs", runs, 1, 1000)
        clock = arguments.clocked(clock)
        today = moment(clock).day
        until = None if exam is None else exam_day(exam, today)
        log, memory = self._read()
        decks = _decks(deck, memory)
        scene = planning.look(
            [each.asker for each in decks.found], log, clock, exam=until, runs=runs
        )
        facets = len(scene.future.subjects)
        rows: tuple[Any, ...] = ()
        if facets:
            reach = days if until is None else max(1, until - today)
            rows = ahead(
                scene.future, minutes=minutes, used=scene.used, days=reach, known=scene.known
            )
        return forecast(rows, facets=facets, minutes=minutes, exam=bool(exam), note=decks.note)

    def known(
        self, deck: "Deck | Sequence[Deck] | None" = None, *, clock: Clock | None = None
    ) -> Plot:
        """Return how much was known on learner-days past, and is known now.

        Its rows: `day` (YYYY-MM-DD); `known`: facets, the chances to know each one summed;
        `started`: facets that had been answered.

        Args:
            deck: Only what is asked of this deck, or of several; None: of all of the log.
            clock: What tells the time; the system's where not given.

        Raises:
            StoreError: If the log cannot be read.

        >>> import quizkit as qk
        >>> qk.open_log("new.db").plot.known()
        Nothing is known yet: after the first answers your knowledge grows here.
        """
        from quizkit.analysis.plotted.known import known
        from quizkit.notebook.plots import known as drawn

        told, memory = self._told()
        facets = _facets(deck, memory)
        return drawn.known(known(told, memory, facets=facets, today=_today(clock)))

    def calibration(
        self, deck: "Deck | Sequence[Deck] | None" = None, *, clock: Clock | None = None
    ) -> Plot:
        """Return how good the predictions are: what was said beside what was.

        An answer counts if it tested the memory: it is neither its facet's first, nor on the
        learner-day of the one before. Its rows, one a bin of predictions: `low`, `high`: its
        ends [0..1]; `said`: mean prediction, guesses counted in [0..1]; `was`: share that was at
        least half right [0..1], with its 95 % interval `was_low`, `was_high`; `answers`.

        Args:
            deck: Only answers about this deck, or several; None: all.
            clock: What tells the time; the system's where not given.

        Raises:
            StoreError: If the log cannot be read.

        >>> import quizkit as qk
        >>> qk.open_log("new.db").plot.calibration().to_dicts()
        []
        """
        from quizkit.analysis.plotted.predicted import predicted
        from quizkit.notebook.plots.calibration import calibration

        told, memory = self._told()
        facets = _facets(deck, memory)
        return calibration(predicted(told, memory, facets=facets, today=_today(clock)))

    def mixed_up(self, deck: "Deck | Sequence[Deck] | None" = None) -> Plot:
        """Return which answers are taken for one another, and how often.

        Its rows: `one`, `other`: answers as people read them; `times`: both ways together;
        `other_for_one`: how often `other` was answered where `one` was right; `one_for_other`;
        `last`: the learner-day of the last time. At most 12 pairs, most often first.

        Args:
            deck: One deck, or several; None: all of the log. What a wrong answer means is looked
                up in the decks that can be found by their id; of others the log alone is read.

        Raises:
            StoreError: If the log cannot be read.

        >>> import quizkit as qk
        >>> qk.open_log("new.db").plot.mixed_up()
        Nothing is mixed up: no wrong answer was that of another facet.
        """
        from quizkit.analysis.plotted.mixed import by_decks, by_log, either, mixed
        from quizkit.notebook.plots.mixed_up import mixed_up
        from quizkit.session.scope import Scope

        told, memory = self._told()
        decks = _decks(deck, memory)
        ids = [each.value.id for each in decks.found]
        named = either(
            by_decks(Scope([each.asker for each in decks.found])), by_log(told, memory), decks=ids
        )
        return mixed_up(mixed(memory, named, decks=() if deck is None else ids))

    def time(
        self,
        deck: "Deck | Sequence[Deck] | None" = None,
        *,
        days: int = 60,
        clock: Clock | None = None,
    ) -> Plot:
        """Return how long studying takes: minutes a day and seconds an answer, by form.

        Its rows: `day` (YYYY-MM-DD); `form`; `answers`; `minutes`, summed; `seconds`, the mean of
        an answer. At most 60 seconds of an answer count.

        Args:
            deck: Only answers about this deck, or several; None: all.
            days: The newest learner-days [1..366].
            clock: What tells the time; the system's where not given.

        Raises:
            ArgumentError: If `days` is out of its range.
            StoreError: If the log cannot be read.

        >>> import quizkit as qk
        >>> qk.open_log("new.db").plot.time()
        No time spent yet: study for a minute, and it stands here.
        """
        from quizkit.analysis.plotted.days import spent
        from quizkit.analysis.plotted.reading import answers
        from quizkit.notebook.plots.times import times

        arguments.whole("days", days, 1, 366)
        told, memory = self._told()
        given = list(answers(told, memory, decks=_ids(deck)))
        rows = spent(given, today=_today(clock), most=days)
        return times(rows, within=days if given else 0)

    def days(
        self,
        deck: "Deck | Sequence[Deck] | None" = None,
        *,
        days: int = 60,
        clock: Clock | None = None,
    ) -> Plot:
        """Return how many answers each learner-day had, right and wrong.

        Its rows: `day` (YYYY-MM-DD); `right`: wholly right, slips of spelling included; `partly`:
        at least half right; `wrong`; `minutes`, summed. Days without an answer are among them.

        Args:
            deck: Only answers about this deck, or several; None: all.
            days: The newest learner-days [1..366].
            clock: What tells the time; the system's where not given.

        Raises:
            ArgumentError: If `days` is out of its range.
            StoreError: If the log cannot be read.

        >>> import quizkit as qk
        >>> qk.open_log("new.db").plot.days()
        No answers yet: study for a minute, and the first day stands here.
        """
        from quizkit.analysis.plotted.days import days as counted
        from quizkit.analysis.plotted.reading import answers
        from quizkit.notebook.plots.days import days as drawn

        arguments.whole("days", days, 1, 366)
        told, memory = self._told()
        given = list(answers(told, memory, decks=_ids(deck)))
        rows = counted(given, today=_today(clock), most=days)
        return drawn(rows, within=days if given else 0)

    def curve(
        self, facet: str | None = None, *, ahead: int = 30, clock: Clock | None = None
    ) -> Plot:
        """Return the forgetting curve of a facet: through each answer, and on into days to come.

        Its rows: `day`: learner-days since the first answer, with fractions between two;
        `date` (YYYY-MM-DD); `retrievability`: the chance to know it there, before the answer
        [0..1]; `answer`: "right", "partly", "wrong", or "" where nothing was asked; `score`
        [0..1]; `stability_days`: days until the chance falls to 0.9; `is_ahead`.

        Args:
            facet: Its id, or an end of it that fits one facet only; None: the facet with most
                answers, the newest of several.
            ahead: Days to look ahead [1..366].
            clock: What tells the time; the system's where not given.

        Raises:
            ArgumentError: If no answered facet is called so; the likeliest are named.
            StoreError: If the log cannot be read.

        >>> import quizkit as qk
        >>> qk.open_log("new.db").plot.curve()
        No answers yet: after the first one its forgetting curve stands here.
        """
        from quizkit.analysis.plotted.curve import MOST_ANSWERS, curve
        from quizkit.analysis.plotted.reading import of_facet
        from quizkit.notebook.plots.curve import curve as drawn

        arguments.whole("ahead", ahead, 1, 366)
        log, memory = self._read()
        name = _facet(facet, memory)
        told = of_facet(log, memory, name) if log and name else []
        found = curve(told, memory, facet=name, today=_today(clock), ahead=ahead)
        older = found.answers - MOST_ANSWERS
        return drawn(found, note=f"{older:,} older answers are not drawn." if older > 0 else "")

    def _read(self) -> tuple[Any, Memory]:
        """Return the store's log and the memory; of a log that was never written None, and none."""
        from quizkit.memory.replay import EMPTY

        if not self._log.path.exists():
            return None, EMPTY
        log = self._log.readable()
        return log, log.memory()

    def _told(self) -> tuple[list[Any], Memory]:
        """Return the live events with their times, and what they add up to."""
        from quizkit.analysis.plotted.reading import moments

        log, memory = self._read()
        return (moments(log) if log else []), memory

    def __repr__(self) -> str:
        """Return one line: which plots there are."""
        names = ("forecast", "known", "calibration", "mixed_up", "time", "curve", "days")
        return (
            f"<plots of {visible(str(self._log.path))}: {', '.join(f'{name}()' for name in names)}>"
        )


class _Decks(NamedTuple):
    """Decks that were named or found, and the ids of those that were not."""

    found: "list[Deck]"
    missing: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What is to be said of those that were not found, or ""."""
        if not self.missing:
            return ""
        names = ", ".join(self.missing)
        return f"Left out, for no deck with this id was found: {names}. Name a deck to count it."


def _decks(deck: "Deck | Sequence[Deck] | None", memory: Memory) -> _Decks:
    """Return the decks that were named, or those of the log that can be found by their id."""
    if deck is not None:
        from quizkit.api.deck import decks_of

        return _Decks(decks_of(deck))
    from quizkit.practice.owndecks import begun

    looked_for = {name: _of_id(name) for name in sorted(begun(memory))}
    missing = tuple(name for name, each in looked_for.items() if each is None)
    return _Decks([each for each in looked_for.values() if each is not None], missing)


def _of_id(name: str) -> "Deck | None":
    """Return the deck with an id; None where none is found, or a file that is only called so."""
    from quizkit.api.deck import load

    try:
        found = load(name)
    except DeckError:
        return None
    return found if found.value.id == name else None


def _ids(deck: "Deck | Sequence[Deck] | None") -> list[str]:
    """Return the ids of the decks that were named; none for all."""
    from quizkit.api.deck import decks_of

    return [] if deck is None else [each.value.id for each in decks_of(deck)]


def _facets(deck: "Deck | Sequence[Deck] | None", memory: Memory) -> Collection[str]:
    """Return the facets that count: those of the decks that were named, or all with answers."""
    if deck is None:
        return [name for name, state in memory.facets.items() if state.reviews]
    from quizkit.api.deck import decks_of

    return [facet for each in decks_of(deck) for facet in each.facets]


def _facet(wanted: str | None, memory: Memory) -> str:
    """Return the id of the answered facet that is meant; "" where there is none at all.

    Raises:
        ArgumentError: If none is called so, or several end so; the likeliest are named.
    """
    answered = {name: state for name, state in memory.facets.items() if state.reviews}
    if not answered:
        return ""
    if wanted is None:
        return max(answered, key=lambda name: (answered[name].reviews, answered[name].t or 0))
    arguments.of_type("facet", wanted, str, 'a facet\'s id, such as log.memory()[0]["facet"]')
    fits = [name for name in answered if name == wanted or (wanted and name.endswith(wanted))]
    if wanted in answered or len(fits) == 1:
        return wanted if wanted in answered else fits[0]
    names = sorted(fits)[:_NAMED] if fits else _likeliest(wanted, answered)
    told = f"an answered facet; {'several end so' if fits else 'the likeliest'}: {', '.join(names)}"
    raise ArgumentError.of("facet", wanted, told)


def _likeliest(wanted: str, known: Iterable[str]) -> list[str]:
    from rapidfuzz import process  # 30 ms, needed only once something is wrong

    return [name for name, _, _ in process.extract(wanted, list(known), limit=_NAMED)]


def _today(clock: Clock | None) -> int:
    return moment(arguments.clocked(clock)).day
