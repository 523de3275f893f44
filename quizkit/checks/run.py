"""One run over all rules: what they find, what is accepted, what merely follows, in order."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from quizkit.checks.accept import Holders
from quizkit.checks.catalogue import rules as all_rules
from quizkit.checks.context import (
    NO_LINES,
    NO_OPTIONS,
    PROFILES,
    Context,
    Finding,
    Options,
    Rule,
)
from quizkit.checks.rules.stale_ok import CODE as STALE
from quizkit.model import Deck, Problem, Severity
from quizkit.questions.calm import calm
from quizkit.questions.plan import Planner

LONGEST: Final = 72
"""Characters of a message."""

DRAWS: Final[Mapping[str, int]] = {"practice": 0, "class": 3, "exam": 25, "shared": 25}
"""With how many seeds questions are drawn, by profile."""

_VALUES: Final = frozenset({"QK011", "QK012", "QK013", "QK016", "QK112", "QK306"})
"""Faults that leave a fact without a value, or a list without its scope."""

_FOLLOWS: Final = frozenset(
    {
        "QK107",
        "QK141",
        "QK142",
        "QK301",
        "QK303",
        "QK308",
        "QK310",
        "QK312",
        "QK408",
        "QK503",
        "QK701",
        "QK702",
    }
)
"""Faults that such a fact may only seem to have."""


def run(  # noqa: PLR0913  # a deck, and all that may be wished, each by its own name
    deck: Deck,
    planner: Planner,
    *,
    profile: str = "practice",
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    everything: bool = False,
    lines: Mapping[str, Sequence[str]] = NO_LINES,
    options: Options = NO_OPTIONS,
    draws: int | None = None,
    tick: Callable[[], None] = lambda: None,
) -> tuple[Problem, ...]:
    """Return all problems of a deck, those that reading it found included.

    Args:
        deck: The deck.
        planner: Its plans.
        profile: How strict to be: "practice", "class", "exam" or "shared".
        select: Codes or families ("QK3") to report; all where empty.
        ignore: Codes or families not to report.
        everything: Report also what merely follows from another problem.
        lines: Lines of the deck's files by path, for the fixes; without them there are none.
        options: Thresholds that were set, by code and name.
        draws: With how many seeds each facet is drawn in each form [0..]; None: by the profile.
        tick: Called before each rule, and while questions are drawn; what it raises ends the run.

    Returns:
        Problems by file, line, column and code. Those that an `ok:` accepts are among them, with
        the reason in `suppressed`.

    Raises:
        ValueError: If there is no such profile.
    """
    if profile not in PROFILES:
        raise ValueError(f"profile: {profile!r}, wanted one of {', '.join(PROFILES)}")
    context = Context(
        deck,
        planner,
        lines=lines,
        options=options,
        draws=DRAWS[profile] if draws is None else draws,
        tick=tick,
    )
    rules = [rule for rule in all_rules() if _is_told(rule.PROFILE, profile)]
    holders = Holders(context)
    found = [holders.locate(problem) for problem in deck.problems]
    with calm():
        found += _findings(context, _in_turn(rules, tick), select)
    if not everything:
        found = _causes(found)
    problems = [holders.accept(finding) for finding in found]
    codes = {rule.CODE for rule in rules}
    if not select and STALE in codes:
        problems += holders.stale(codes)
    told = [p._replace(deck=deck.id) for p in problems if _is_told(p.profile, profile)]
    return arrange(told, select=select, ignore=ignore)


def arrange(
    problems: Iterable[Problem], *, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return problems in their order, each once, those with the wanted codes only.

    What stops a file from loading cannot be ignored.

    Args:
        problems: What was found; also what a `DeckError` carries.
        select: Codes or families ("QK3") to keep; all where empty.
        ignore: Codes or families to leave out.

    >>> from quizkit.model import Location
    >>> two = [Problem(code, Severity.NOTE, "", Location("a", 2)) for code in ("QK310", "QK103")]
    >>> [problem.code for problem in arrange(two, ignore=["QK3"])]
    ['QK103']
    """
    kept = [
        problem._replace(message=_fit(problem.message))
        for problem in problems
        if problem.severity is Severity.FATAL
        or ((not select or _matches(problem, select)) and not _matches(problem, ignore))
    ]
    return tuple(sorted(dict.fromkeys(kept), key=_place))


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    at = problem.at
    return at.path, at.line, at.column, problem.code, problem.message


def _matches(problem: Problem, wanted: Collection[str]) -> bool:
    return problem.code.startswith(tuple(wanted))


def _fit(message: str) -> str:
    return message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…"


def _is_told(at: str, profile: str) -> bool:
    return PROFILES.index(at) <= PROFILES.index(profile)


def _findings(
    context: Context, rules: Iterable[Rule], select: Collection[str]
) -> Iterator[Finding]:
    """Yield what the rules find that can be reported at all."""
    for rule in rules:
        if rule.find is not None and (not select or rule.CODE.startswith(tuple(select))):
            for finding in rule.find(context):
                yield finding._replace(problem=finding.problem._replace(profile=rule.PROFILE))


def _in_turn(rules: Iterable[Rule], tick: Callable[[], None]) -> Iterator[Rule]:
    for rule in rules:
        tick()
        yield rule


def _causes(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those that only follow from what could not be read."""
    broken = {
        fact for finding in found if finding.problem.code in _VALUES for fact in finding.facts
    }
    return [
        finding
        for finding in found
        if finding.problem.code not in _FOLLOWS or not broken.intersection(finding.facts)
    ]
