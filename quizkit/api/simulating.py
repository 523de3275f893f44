"""Ways to study compared on simulated learners."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Final

from quizkit.api import arguments
from quizkit.errors import ArgumentError

if TYPE_CHECKING:
    from quizkit.analysis.simulate.report import Figures
    from quizkit.api.rows import Rows

POLICIES: Final = ("planner", "sm2-20")
"""What is compared where nothing is said."""


def simulate(  # noqa: PLR0913  # a study, and all that it is made of, each by its own name
    policies: Collection[str] = POLICIES,
    *,
    learners: int = 120,
    days: int = 60,
    minutes: float = 10.0,
    facts: int = 300,
    exam: bool = False,
    truth: str = "A",
    seed: int | str = 1,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> "Rows":
    """Compare ways to study on simulated learners: figures about models, not about people.

    A truth decides what a learner remembers; a policy sees the answers only. The same arguments
    give the same rows. `quizkit simulate --help` says what each policy does.

    Args:
        policies: "planner" (quizkit), "sm2-20", "fsrs90-20", "leitner-20", "random-20" and so on.
        learners: How many [1..100000]; each studies by every policy.
        days: Days of study [1..3650].
        minutes: Minutes a day [1..600].
        facts: How many there are to learn [1..100000].
        exam: There is an exam on the day after the last one, which the policies know.
        truth: "A": FSRS-6; "B": ACT-R.
        seed: Text or number that all chance starts from.
        workers: Processes [1..64].
        progress: Called with the learners done and all of them.

    Returns:
        A row a policy, means over the learners: `policy`, `exam` (known on the day after, 0..1),
        `later` (60 days on), `known` (mean of all days), `minutes` a day, `right` (share of later
        answers that were right), `loss` (log loss of its predictions, or None), `lead` (the
        planner's score minus this one's [points], or None), `lead_error` (its standard error).

    Raises:
        ArgumentError: If a word is none of those there are, or a number is out of range.

    >>> found = simulate(["planner", "sm2-20"], learners=2, days=5, minutes=5, facts=30)
    >>> [row["policy"] for row in found], found == simulate(
    ...     ["planner", "sm2-20"], learners=2, days=5, minutes=5, facts=30)
    (['planner', 'sm2-20'], True)
    """
    from quizkit.analysis.simulate.cases import Case
    from quizkit.analysis.simulate.policies import POLICIES as KNOWN
    from quizkit.analysis.simulate.report import section
    from quizkit.analysis.simulate.run import Setting
    from quizkit.analysis.simulate.study import Task, perform_all
    from quizkit.analysis.simulate.truth import Kind

    arguments.several("policies", policies, "planner")
    policies, chance = tuple(dict.fromkeys(policies)), arguments.seeded(seed)
    if not policies:
        message = f"policies is empty, wanted one or more of {', '.join(KNOWN)}"
        raise ArgumentError(message, "policies")
    for policy in policies:
        arguments.one_of("policies", policy, list(KNOWN))
    arguments.one_of("truth", truth, [kind.value for kind in Kind])
    for name, value, most in (
        ("learners", learners, 100_000),
        ("days", days, 3_650),
        ("facts", facts, 100_000),
        ("workers", workers, 64),
    ):
        arguments.whole(name, value, 1, most)
    arguments.number("minutes", minutes, 1.0, 600.0)
    setting = Setting(facts, days, float(minutes), is_exam=exam)
    kind = Kind(truth)
    tasks = [Task(setting, kind, policies, f"{chance}:{number}") for number in range(learners)]
    done = perform_all(tasks, workers=workers, progress=progress)
    return _rows(section(Case("study", setting, policies, 1.0), kind, done).figures)


def _rows(figures: "Sequence[Figures]") -> "Rows":
    from quizkit.api.rows import Rows

    names = ("policy", "exam", "later", "known", "minutes", "right", "loss")
    return Rows(
        {
            **{name: getattr(row, name) for name in names},
            "lead": row.lead.mean if row.lead else None,
            "lead_error": row.lead.error if row.lead else None,
        }
        for row in figures
    )
