"""What learners say of questions: faults that they flagged, and answers that they overruled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from quizkit.analysis.items.confused import commonest
from quizkit.analysis.items.known import Known
from quizkit.checks.quoting import typed
from quizkit.memory.renames import current
from quizkit.model import Card, Event, Name
from quizkit.text import fold

Told = tuple[str, Iterable[tuple[int, Event]]]
"""A learner, and the live events with their derived times [ms], in their order."""

Stories = Iterable[Told]


class Flag(NamedTuple):
    """A fault that learners saw in a question.

    Attributes:
        facet: The question's facet.
        stem: The question as it was shown.
        reason: The learners' words; "" where they gave none.
        times: How often it was flagged.
        learners: By how many.
    """

    facet: str
    stem: str
    reason: str
    times: int
    learners: int


class Spelling(NamedTuple):
    """A typed answer that learners say is right.

    Attributes:
        text: As most of them typed it.
        times: How often.
        learners: By how many.
        means: The other value of the deck that it names, "" if none: then it can be no alias.
    """

    text: str
    times: int
    learners: int
    means: str = ""


class Proposal(NamedTuple):
    """Spellings that a right answer could have as well.

    Attributes:
        right: The right answer, or "?" where no deck tells it.
        facets: In which questions they were typed, by alphabet.
        spellings: Those that most learners gave first, then by alphabet.
        line: What takes them into the deck: the line of `names:`, or of a card; "" where a value
            such as a date has no other spellings.
    """

    right: str
    facets: tuple[str, ...]
    spellings: tuple[Spelling, ...]
    line: str


def flags(stories: Stories) -> tuple[Flag, ...]:
    """Return what was flagged and not taken back: by most learners first, then by facet.

    >>> flags([])
    ()
    """
    times: Counter[tuple[str, str, str]] = Counter()
    who: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for learner, events in _by_learner(stories, "flag"):
        for facet, body in events:
            place = facet, body["stem"], body["reason"].strip()
            times[place] += 1
            who[place].add(learner)
    found = (Flag(*place, count, len(who[place])) for place, count in times.items())
    return tuple(sorted(found, key=lambda each: (-each.learners, -each.times, each)))


def proposals(stories: Stories, known: Known) -> tuple[Proposal, ...]:
    """Return the typed answers that learners overruled as right: those of most learners first.

    What the deck takes as right by now is left out.

    Args:
        stories: What learners did.
        known: The decks; without one only the texts are told.

    >>> proposals([], Known(()))
    ()
    """
    said: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    who: dict[tuple[str, str], set[str]] = defaultdict(set)
    facets: dict[str, set[str]] = defaultdict(set)
    owners: dict[str, Name | Card | None] = {}
    for learner, events in _by_learner(stories, "review"):
        for facet, body in events:
            text = body["response"]
            if body["override"] != "grade" or not isinstance(text, str) or not text.strip():
                continue
            owner = known.named(facet)
            deck = facet.partition("/")[0]
            of = f"{deck} {owner.name}" if isinstance(owner, Name) else facet
            owners[of] = owner
            facets[of].add(facet)
            place = of, fold(text) or text
            said[place][" ".join(text.split())] += 1
            who[place].add(learner)
    found = [
        _proposal(of, owner, sorted(facets[of]), _spellings(of, facets[of], said, who, known))
        for of, owner in owners.items()
    ]
    told = (each._replace(right=each.right or _right(each, known)) for each in found)
    return tuple(sorted((each for each in told if each.spellings), key=_first))


def _first(each: Proposal) -> tuple[int, str, tuple[str, ...]]:
    return -max(spelling.learners for spelling in each.spellings), each.right, each.facets


def _right(each: Proposal, known: Known) -> str:
    told = known.current.get(each.facets[0]) if known else None
    return (told.text if told else "") or "?"


def _spellings(
    of: str,
    facets: Iterable[str],
    said: Mapping[tuple[str, str], Mapping[str, int]],
    who: Mapping[tuple[str, str], set[str]],
    known: Known,
) -> tuple[Spelling, ...]:
    found = [
        Spelling(
            text := commonest(texts),
            sum(texts.values()),
            len(who[place]),
            next(filter(None, (known.meant(facet, text) for facet in sorted(facets))), ""),
        )
        for place, texts in said.items()
        if place[0] == of
    ]
    new = (each for each in found if not all(known.accepts(facet, each.text) for facet in facets))
    return tuple(sorted(new, key=lambda each: (-each.learners, -each.times, each.text)))


def _proposal(
    of: str, owner: Name | Card | None, facets: Sequence[str], spellings: tuple[Spelling, ...]
) -> Proposal:
    new = [each.text for each in spellings if not each.means]
    if isinstance(owner, Name):
        line = _name_line(owner, new) if new else ""
        return Proposal(owner.name, tuple(facets), spellings, line)
    if isinstance(owner, Card):
        may = bool(owner.question and new)
        line = f"also: [{', '.join(map(typed, (*owner.also, *new)))}]" if may else ""
        return Proposal(owner.answer, (of,), spellings, line)
    return Proposal("", (of,), spellings, "")


def _name_line(name: Name, new: Sequence[str]) -> str:
    """Return the line of `names:` that holds all that the name had, and the new spellings."""
    parts = [] if name.type == "name" else [f"is: {name.type}"]
    lists = (("in", name.within), ("aka", (*name.aka, *new)), ("not", name.never))
    for word, texts in lists:
        if texts:
            parts.append(f"{word}: [{', '.join(map(typed, texts))}]")
    parts += ["the: yes"] if name.article else []
    parts += [f"{tag}: {typed(text)}" for tag, text in name.spellings.items()]
    return f"{typed(name.name)}: {{{', '.join(parts)}}}"


def _by_learner(
    stories: Stories, kind: str
) -> Iterable[tuple[str, Iterable[tuple[str, Mapping[str, Any]]]]]:
    """Yield of each learner the bodies of a kind of events, with the facet's present name."""
    for learner, moments in stories:
        events = [event for _, event in moments if event.kind in (kind, "rename")]
        renames = {each.body["old"]: each.body["new"] for each in events if each.kind == "rename"}
        yield (
            learner,
            [
                (current(each.body["facet"], renames), each.body)
                for each in events
                if each.kind == kind
            ],
        )
