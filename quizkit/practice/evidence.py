"""Evidence: a fact in full for whoever looks it up, and what stands behind an answer.

Both are shown by every front end. Whoever reads the evidence for an answer in a sitting has read
the answers to other questions about the same fact; so they are not asked in that sitting again.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from quizkit.memory.renames import split
from quizkit.memory.reviews import MILLION
from quizkit.model import (
    NOWHERE,
    OTHER,
    Beside,
    Card,
    Consult,
    EvidenceView,
    FacetId,
    Fact,
    FactEvidence,
    FactView,
    FeedbackView,
    Image,
    Location,
    Memory,
    MixedUp,
    RoleView,
    SourceView,
    Value,
)
from quizkit.practice.clock import Clock, moment
from quizkit.practice.facets import facet_view, mixed_up
from quizkit.practice.pictures import file_of
from quizkit.practice.study import Study, figures
from quizkit.questions.ask import Asker
from quizkit.questions.index import facet_id
from quizkit.questions.ranked import COUNT
from quizkit.questions.stems import stem, valid_text
from quizkit.session.scope import Scope, deck_of, fact_of
from quizkit.session.sitting import Judged, Screen
from quizkit.session.standing import Standing
from quizkit.store.log import Log

MOST_BESIDE: Final = 6
"""Other questions about a fact that evidence shows."""

_UNKNOWN: Final = "not known, but none of the others"
"""What `other` says."""


def fact_view(
    asker: Asker, name: str, memory: Memory, clock: Clock, log: Log | None = None
) -> FactView:
    """Return a fact, or a card, in full: what it says, where it is from, how well it is known.

    Args:
        asker: What asks for its deck.
        name: The fact (`deck/fact`, or its id alone) or one of its facets (`deck/fact#role`).
        memory: What the learner remembers.
        clock: What tells the time.
        log: The learner's log; None: answers are not told.

    Raises:
        LookupError: If the deck has no such fact.
    """
    own = figures(log, memory)
    standing = Standing(Scope([asker]), memory, moment(clock).day, own=own)
    return fact_in(standing, asker, name, log=log)


def fact_in(standing: Standing, asker: Asker, name: str, *, log: Log | None = None) -> FactView:
    """Return a fact as `fact_view` does, where it is known already where the learner stands.

    Raises:
        LookupError: If the deck has no such fact.
    """
    row = row_of(asker, name)
    facets = (facet_view(standing, facet, log) for facet in facets_of(asker, row))
    return FactView(
        name=f"{asker.deck.id}/{row.id}",
        deck=asker.deck.title,
        fact=row.id,
        kind=row.kind if isinstance(row, Fact) else "card",
        at=_place(row),
        roles=_roles(asker, row),
        statement=asker.statement(row.id) if isinstance(row, Fact) else row.text,
        source=source_view(asker, row),
        quote=row.quote if isinstance(row, Fact) else "",
        note=row.note,
        tags=row.tags,
        picture=_picture(asker, row),
        disputed=isinstance(row, Fact) and row.disputed,
        facets=tuple(facets),
    )


def row_of(asker: Asker, name: str) -> Fact | Card:
    """Return the fact or card of a deck that a name of it, or of a facet of it, names.

    Raises:
        LookupError: If the deck has none.
    """
    fact = split(name)[0].removeprefix(f"{asker.deck.id}/")
    found = asker.planner.facts.get(fact) or asker.planner.cards.get(fact)
    if found is None:
        message = f'the deck {asker.deck.id} has no fact "{fact}"'
        raise LookupError(message)
    return found


def facets_of(asker: Asker, row: Fact | Card) -> tuple[FacetId, ...]:
    """Return all that one could want to ask of a fact or card, in the order of its roles."""
    deck = asker.deck
    if isinstance(row, Card):
        gaps = [str(blank.number) for blank in row.blanks] or ["card"]
        return tuple(facet_id(deck.id, row.id, gap) for gap in gaps)
    names = [name for name in deck.kinds[row.kind].roles if name in row.values]
    count = facet_id(deck.id, row.id, COUNT)
    is_counted = bool(deck.groups[row.group].complete) and bool(asker.planner.plans(count))
    names += [COUNT] * is_counted
    return tuple(facet_id(deck.id, row.id, name) for name in names)


def evidence(study: Study) -> EvidenceView | None:
    """Return what stands behind the answer on the screen, or None where there is none.

    The sitting takes note of what is read: what it gives away is not asked in it any more.

    Args:
        study: The sitting, at a feedback.
    """
    view = study.view
    if not isinstance(view, FeedbackView):
        return None
    scope = study.engine.scope
    standing = study.engine.course.at(study.sitting)
    asked = tuple(part.facet for part in view.parts) or (view.question.facet,)
    found = EvidenceView(
        stem=view.question.stem,
        response=view.response,
        key=view.key,
        outcome=view.outcome,
        lines=tuple(dict.fromkeys((*view.lines, *_belongs(standing, study.sitting.screen)))),
        mixed_up=tuple(_mixed(standing, asked)),
        facts=tuple(_behind(scope, asked)),
    )
    study.act(Consult(tuple(_told(found))))
    return found


def _mixed(standing: Standing, asked: Iterable[FacetId]) -> Iterator[MixedUp]:
    for facet in asked:
        yield from mixed_up(standing, facet)


def _belongs(standing: Standing, screen: Screen) -> Iterator[str]:
    """Yield the sentence of a fact that a wrong answer is the right one for."""
    if not isinstance(screen, Judged) or screen.parts or screen.response.grade.given is None:
        return
    facet, given = screen.asking.question.facet, screen.response.grade.given
    scope, place = standing.scope, standing.scope.rivals.place(facet)
    is_right = screen.body["score"] * 2 >= MILLION
    others = scope.rivals.with_answer(place, given) if place and not is_right else ()
    for other in others[:1]:
        told = scope.asker(other).statement(fact_of(other), language=scope.plan(other).language)
        if told:
            yield told


def _behind(scope: Scope, asked: Iterable[FacetId]) -> Iterator[FactEvidence]:
    """Yield the evidence of each fact that was asked about, once."""
    seen: set[str] = set()
    for facet in asked:
        asker, row = scope.asker(facet), scope.row(facet)
        if row.id in seen:
            continue
        seen.add(row.id)
        language = scope.plan(facet).language
        yield FactEvidence(
            statement=asker.statement(row.id, language=language),
            source=source_view(asker, row),
            quote=row.quote if isinstance(row, Fact) else "",
            note=row.note,
            picture=_picture(asker, row),
            beside=tuple(_beside(scope, facet)),
        )


def _beside(scope: Scope, facet: FacetId) -> Iterator[Beside]:
    """Yield other questions about a facet's own fact, those of its kind's order first."""
    asker, deck, fact = scope.asker(facet), deck_of(facet), fact_of(facet)
    own = [f for f in scope.siblings(facet) if deck_of(f) == deck and fact_of(f) == fact]
    for other in own[:MOST_BESIDE]:
        yield Beside(other, stem(scope.plan(other), asker.deck), scope.answer(other))


def _told(view: EvidenceView) -> Iterator[str]:
    """Yield the texts of evidence that may give answers away."""
    yield from view.lines
    yield from (pair.other for pair in view.mixed_up)
    for fact in view.facts:
        yield from (fact.statement, fact.quote, fact.note)
        for beside in fact.beside:
            yield from (beside.stem, beside.answer)


def source_view(asker: Asker, row: Fact | Card) -> SourceView | None:
    """Return where a fact or card comes from, or None if it does not say."""
    if not row.source:
        return None
    name, _, place = row.source.partition(" ")
    source = asker.deck.sources.get(name)
    if source is None:
        return SourceView(name, place)
    fields = source.fields
    return SourceView(
        title=fields.get("title", name),
        place=place,
        publisher=fields.get("publisher") or fields.get("author", ""),
        date=fields.get("date") or fields.get("year", ""),
        url=fields.get("url", ""),
    )


def _place(row: Fact | Card) -> Location:
    span = row.spans.get("")
    if span is None:
        return Location(row.path) if row.path else NOWHERE
    return Location(row.path, span.line, span.column, span.width)


def _picture(asker: Asker, row: Fact | Card) -> Image | None:
    """Return a fact's picture; one that the deck may not name is told in words alone."""
    image = row.image if isinstance(row, Fact) else {}
    if not image:
        return None
    file = file_of(asker.deck, image.get("file", ""))
    return Image(str(file) if file else "", image.get("alt", ""), image.get("credit", ""))


def _roles(asker: Asker, row: Fact | Card) -> tuple[RoleView, ...]:
    if isinstance(row, Card):
        pairs = (("question", row.question), ("answer", row.answer), ("also", "; ".join(row.also)))
        return tuple(RoleView(role, text) for role, text in pairs if text)
    kind = asker.deck.kinds[row.kind]
    values = (RoleView(n, _text(asker, row.values[n])) for n in kind.roles if n in row.values)
    valid = valid_text(row.valid, asker.words) if row.valid and all(asker.words.valid) else ""
    more = (
        ("valid", valid),
        ("at the time of", row.at_time_of),
        ("according to", row.according_to),
    )
    return (*values, *(RoleView(role, text) for role, text in more if text))


def _text(asker: Asker, value: Value) -> str:
    """Return a value as people read it in the deck's own language."""
    deck = asker.deck
    if value is OTHER:
        return _UNKNOWN
    return asker.text(value, deck.language if deck.language in deck.words else asker.words.tag)
