"""In which language a deck is asked, and why not in the one wanted: what is told about it."""

import sys
from collections.abc import Sequence

from quizkit.cli.frame import Cli
from quizkit.cli.wrap import columns_of, wrapped
from quizkit.model import FacetId
from quizkit.questions.ask import Asker
from quizkit.questions.fallback import Gap, fitting, gap, spoken
from quizkit.values.languages import named


def told(wanted: str, asker: Asker) -> str:
    """Return how much of a deck is asked in the language wanted; "" where all of it is.

    Args:
        wanted: A language tag, or "".
        asker: What asks for the deck.
    """
    deck, planner = asker.deck, asker.planner
    own = named(deck.language)
    if not wanted or fitting(wanted, [deck.language]):
        return ""
    if planner.own is None:
        return f"{deck.id}: quizkit has no words for {named(wanted)}; all is asked in {own}"
    said, total = spoken(planner)
    if said == total:
        return ""
    if not said:
        return f"{deck.id}: nothing can be asked in {named(planner.language)}; all is in {own}"
    questions = f"{said} of {total} questions"
    return f"{deck.id}: {questions} are asked in {named(planner.language)}, the rest in {own}"


def announce(cli: Cli, askers: Sequence[Asker]) -> None:
    """Say on stderr of each deck how much of it is not asked in the language wanted."""
    for asker in askers:
        sentence = told(cli.settings.lang, asker)
        for line in wrapped(sentence, columns_of(sys.stderr)).splitlines():
            cli.out.tell(line)


def why_not(asker: Asker, facet: FacetId) -> str:
    """Return in one sentence why a facet is not asked in the language wanted; "" if it is."""
    found = gap(asker.planner, facet)
    if found is None:
        return ""
    own, wanted = named(asker.deck.language), named(asker.planner.language)
    return f"Asked in {own}: {_reason(found, wanted)}."


def _reason(found: Gap, wanted: str) -> str:
    match found.what:
        case "card":
            return "a card is asked as it was written"
        case "wording":
            return f"`{found.name}` has no wording in {wanted}"
        case "spelling":
            return f'"{found.name}" has no spelling in {wanted}'
        case "words":
            return f"quizkit has no words for {wanted}"
        case _:
            return f"in {wanted} {found.name}"
