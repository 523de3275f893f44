"""What an update changed in decks, told in line mode."""

from collections.abc import Iterable, Sequence
from typing import Any

from quizkit.cli.frame import Cli
from quizkit.model import Memory
from quizkit.practice import changes
from quizkit.practice.owndecks import begun
from quizkit.questions.ask import Asker

News = Sequence[tuple[Asker, changes.Changes]]


def news(cli: Cli, known: Iterable[Asker], memory: Memory) -> News:
    """Return the decks in which something changed since the learner last saw them, with what."""
    ids, state = begun(memory), cli.places.state
    told = [(each, changes.news(state, each.deck, is_begun=each.deck.id in ids)) for each in known]
    return [(asker, found) for asker, found in told if found]


def tell_once(cli: Cli, known: Iterable[Asker], memory: Memory) -> None:
    """Say how many facts changed in decks that are studied now; it is not said again."""
    for asker, found in news(cli, known, memory):
        cli.out.tell(f"{found.sentence}.")
        changes.seen(cli.places.state, asker.deck)


def show(cli: Cli, told: News) -> None:
    """Print which facts changed, a line each; it is not told again."""
    for asker, found in told:
        cli.out.say(f"{found.sentence}.")
        for line in changes.told(found, asker.deck, asker.planner.language):
            cli.out.say(line, hang=2)
        changes.seen(cli.places.state, asker.deck)


def plain(told: News, deck: str) -> dict[str, Any] | None:
    """Return what changed in a deck as JSON can hold it; None if nothing did."""
    found = next((found for asker, found in told if asker.deck.id == deck), None)
    if found is None:
        return None
    ids = {"changed": found.changed, "added": found.added, "removed": found.removed}
    return {name: list(each) for name, each in ids.items()}
