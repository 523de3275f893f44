"""What must hold of parts before they are merged: every shard once, each learner in one."""

from collections.abc import Iterable, Iterator

from quizkit.analysis.jobs.job import Part
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import JobError


def checked(found: Iterable[tuple[Shard, Part | None]], *, shards: int) -> Iterator[Part]:
    """Yield parts in the order of their shards, as long as they belong together.

    Args:
        found: Each shard with its part, or None where there is none.
        shards: How many shards there are.

    Raises:
        JobError: If a shard has no part or two, its rows or learners are not as many as its
            manifest says, or a learner is in two shards.
    """
    whose: dict[str, str] = {}
    expected = 0
    for shard, part in found:
        if part is None:
            raise JobError(f"the part of {shard.name} is missing; repeat the command", shard.name)
        if shard.number != expected:
            wanted = f"shard {expected} of {shards}"
            raise JobError(f"{shard.name} came where {wanted} was wanted", shard.name)
        _compare(shard, part)
        for learner in part.learners:
            if learner in whose:
                both = f"{whose[learner]} and {shard.name}"
                raise JobError(f"learner {learner} is in {both}; export again", shard.name)
            whose[learner] = shard.name
        expected += 1
        yield part
    if expected != shards:
        raise JobError(f"there are parts of {expected} shards, wanted {shards}")


def _compare(shard: Shard, part: Part) -> None:
    """Compare what was read with what the manifest says."""
    for what, read, said in (
        ("rows", part.rows, shard.rows),
        ("learners", len(part.learners), shard.learners),
    ):
        if read != said:
            told = f"{shard.name} has {read} {what}, and its manifest says {said}; export again"
            raise JobError(told, shard.name)
