"""Facts as lines: what `quizkit facts` and `quizkit fact` print."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from quizkit.cli.evidenced import backing, how_often
from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.library import askers, shown_path
from quizkit.cli.picking import decks_of
from quizkit.model import FacetView, FactRow, FactView, Image
from quizkit.practice.catalogue import Catalogue
from quizkit.practice.facets import due_text
from quizkit.practice.filters import FilterError


def show_all(cli: Cli, names: Sequence[str], options: Mapping[str, Any]) -> int:
    """Print the facts that a filter lets through, and return the exit code [0..1].

    Args:
        cli: The frame.
        names: The decks; none: all of the list.
        options: `wanted` (the filter), `sort`, `most` (None: all) and `as_json`.

    Raises:
        DeckError: If a deck that was named is missing or cannot be used.
        UsageError: If the filter cannot be read.
    """
    catalogue = Catalogue(cli.desk, askers(cli, names))
    try:
        found = catalogue.find(options["wanted"], sort=options["sort"])
    except FilterError as error:
        raise click.BadParameter(str(error), param_hint="'--filter'") from error
    places = found.facts[: options["most"]]
    for row in catalogue.rows(places).values():
        if options["as_json"]:
            cli.out.json(_plain_row(row))
        else:
            cli.out.say(f"{row.name}  {row.kind}  {row.sentence}  {_figures(row)}", hang=2)
    if not found.facts:
        cli.out.tell(f"no fact fits, of {found.of:,}")
        return 1
    of = "" if len(places) == found.of else f"{len(places):,} of "
    cli.out.tell(f"{of}{found.of:,} facts, {found.facets:,} facets in all")
    return 0


def show_one(cli: Cli, name: str, *, deck: str | None, as_json: bool) -> None:
    """Print a fact in full.

    Args:
        cli: The frame.
        name: Its id, an end of it, or `FILE:LINE`.
        deck: The deck, or None.
        as_json: Whether it is printed as JSON.

    Raises:
        DeckError: If its deck is missing or cannot be used.
        NotFound: If no fact is meant, or several are.
    """
    known, name = decks_of(cli, name, deck)
    catalogue = Catalogue(cli.desk, known)
    try:
        found = catalogue.fact(catalogue.named(name))
    except LookupError as error:
        raise NotFound(str(error.args[0])) from error
    if as_json:
        cli.out.json(_plain(found))
        return
    for text in _lines(found):
        cli.out.say(text, hang=2)


def _figures(row: FactRow) -> str:
    known = "" if row.known is None or row.standing == "new" else f"{100 * row.known:.0f} % known"
    due = "" if row.due_days is None else f"due {due_text(row.due_days)}"
    return f"({', '.join(filter(None, (row.standing, known, due)))})"


def _plain_row(row: FactRow) -> dict[str, Any]:
    return {
        "v": 1,
        "deck": row.deck,
        "fact": row.fact,
        "kind": row.kind,
        "says": row.sentence,
        "standing": row.standing,
        "known": _rounded(row.known),
        "due": row.due_days,
        "facets": row.facets,
        "why": row.why,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _lines(fact: FactView) -> Iterator[str]:
    place = f"{shown_path(Path(fact.at.path))}:{fact.at.line}:{fact.at.column}"
    yield f"{fact.name}, {fact.kind}, {place}"
    if fact.statement:
        yield fact.statement
    if fact.disputed:
        yield "Its author marked it as disputed."
    yield from (f"{role.role}: {role.value}" for role in fact.roles)
    yield from backing(fact)
    if fact.tags:
        yield f"Tags: {', '.join(fact.tags)}"
    for facet in fact.facets:
        yield f"#{facet.role}: {'. '.join(_parts(facet))}"


def _parts(facet: FacetView) -> Iterator[str]:
    """Yield what is told of a facet."""
    if facet.form is not None:
        known = "" if facet.known is None else f"{100 * facet.known:.0f} % known"
        due = "" if facet.due_days is None else f"due {due_text(facet.due_days)}"
        told = (facet.standing, known, due, f"asked as {facet.form.value}")
        yield ", ".join(filter(None, told))
    if facet.answers:
        outcomes = ", ".join(answer.value for answer in facet.answers)
        yield f"Answers, the newest last: {outcomes}"
    for pair in facet.mixed_up:
        yield f"Mixed up with {pair.other} {how_often(pair.times)}"
    if facet.why:
        yield facet.why.removesuffix(".")


def _plain(fact: FactView) -> dict[str, Any]:
    source = fact.source._asdict() if fact.source else None
    return {
        "v": 1,
        "deck": fact.name.partition("/")[0],
        "fact": fact.fact,
        "kind": fact.kind,
        "says": fact.statement,
        "path": shown_path(Path(fact.at.path)),
        "line": fact.at.line,
        "column": fact.at.column,
        "roles": [role._asdict() for role in fact.roles],
        "source": source,
        "quote": fact.quote,
        "note": fact.note,
        "tags": list(fact.tags),
        "picture": _plain_picture(fact.picture),
        "disputed": fact.disputed,
        "facets": [_plain_facet(facet) for facet in fact.facets],
    }


def _plain_picture(image: Image | None) -> dict[str, str] | None:
    if image is None:
        return None
    path = shown_path(Path(image.path)) if image.path else ""
    return {"path": path, "alt": image.alt, "credit": image.credit}


def _plain_facet(facet: FacetView) -> dict[str, Any]:
    return {
        "facet": facet.facet,
        "role": facet.role,
        "standing": facet.standing,
        "form": facet.form.value if facet.form else None,
        "known": _rounded(facet.known),
        "due": facet.due_days,
        "answers": [answer.value for answer in facet.answers],
        "mixed_up": [
            {"answer": pair.one, "other": pair.other, "times": pair.times}
            for pair in facet.mixed_up
        ],
        "why": facet.why,
    }
