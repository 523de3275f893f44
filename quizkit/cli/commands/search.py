"""`quizkit search`: find facts by their words, and questions that were asked."""

from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, as_json, examples
from quizkit.errors import StoreError

if TYPE_CHECKING:
    from quizkit.store.answers import Answer
    from quizkit.store.search import Entry


@click.command(
    epilog=examples("quizkit search ha noi", 'quizkit search "le duc" --in answers --json')
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option(
    "--deck", type=DECK, metavar="DECK", help="Only this deck; it need not be on your list."
)
@click.option(
    "--in",
    "place",
    type=click.Choice(["facts", "answers"]),
    help="Only the facts of decks, or only your past questions and flags.",
)
@click.option(
    "-n",
    "most",
    type=click.IntRange(min=1, max=10_000),
    default=20,
    show_default=True,
    help="At most so many facts, and so many answers.",
)
@as_json
@click.pass_obj
def search(cli: Cli, /, words: tuple[str, ...], **options: Any) -> int:
    """Find facts in which all WORDS stand, best first, then past questions, newest first.

    Case and accents do not matter: "ha noi" finds Hà Nội. The last word may be the beginning of
    a longer one; words in quotation marks must stand together.
    Exit code 1 if nothing is found.
    """
    from quizkit.store.query import phrases

    if not phrases(words):
        raise click.UsageError("there is no letter or digit in what you search for")
    facts = _facts(cli, words, options) if options["place"] != "answers" else ()
    for fact in facts:
        _show_fact(cli, fact, as_json=options["as_json"])
    answers = _answers(cli, words, options) if options["place"] != "facts" else ()
    if facts and answers and not options["as_json"]:
        cli.out.data("")
    for answer in answers:
        _show_answer(cli, answer, as_json=options["as_json"])
    if not facts and not answers:
        cli.out.tell("nothing is found; try fewer words, or the beginning of one")
        return 1
    if options["most"] in (len(facts), len(answers)):
        cli.out.tell(f"there may be more; -n {options['most'] * 5} shows up to that many")
    return 0


def _facts(cli: Cli, words: tuple[str, ...], options: dict[str, Any]) -> "tuple[Entry, ...]":
    from quizkit.cli.library import find as find_deck
    from quizkit.cli.library import listed, shown_path
    from quizkit.practice.crash import own_version
    from quizkit.practice.finding import find

    named = options["deck"]
    places = [find_deck(cli, named)] if named else listed(cli)
    hits = find(words, places, cache=cli.places.cache, maker=own_version(), most=options["most"])
    for place, error in hits.left_out:
        if named:
            raise error
        cli.out.fault(f"left out {shown_path(place)}: {error}")
    return hits.facts


def _answers(cli: Cli, words: tuple[str, ...], options: dict[str, Any]) -> "tuple[Answer, ...]":
    from quizkit.store.answers import find_answers

    try:
        with cli.read_log() as log:
            learner = log.learner if log else None
        if learner is None:
            return ()
        deck = _id_of(cli, options["deck"])
        return find_answers(cli.log_file, learner, words, deck=deck, most=options["most"])
    except StoreError as error:
        if options["place"] == "answers":
            raise
        cli.out.fault(f"answers are left out: {error}")
        return ()


def _id_of(cli: Cli, deck: str | None) -> str:
    from quizkit.cli.library import find as find_deck
    from quizkit.decks.library import name_of
    from quizkit.errors import DeckError

    if deck is None:
        return ""
    try:
        return name_of(find_deck(cli, deck))
    except DeckError:
        return deck  # answers outlive the deck's file


def _show_fact(cli: Cli, fact: "Entry", *, as_json: bool) -> None:
    from pathlib import Path

    from quizkit.cli.library import shown_path

    path = shown_path(Path(fact.path))
    if not as_json:
        says = " ".join(fact.says.split())
        cli.out.say(f"{fact.deck}/{fact.id}  {says}  {path}:{fact.line}", hang=2)
        return
    plain = {"deck": fact.deck, "fact": fact.id, "says": fact.says, "path": path}
    cli.out.json({"v": 1, "in": "facts", **plain, "line": fact.line})


def _show_answer(cli: Cli, answer: "Answer", *, as_json: bool) -> None:
    from quizkit.cli.instants import local
    from quizkit.practice.reports import answered, given

    row, body = answer.row, answer.row.event.body
    at = local(row.t, row.event.off)
    response = given(body) if row.event.kind == "review" else body["reason"]
    if as_json:
        named = {"event": row.event.id, "kind": row.event.kind, "facet": body["facet"]}
        found = {"stem": body["stem"], "response": response, "times": answer.times}
        when = {"at": at.isoformat(timespec="seconds"), **found, "undone": not row.live}
        cli.out.json({"v": 1, "in": "answers", **named, **when})
        return
    sign = "!" if row.event.kind == "flag" else "✓" if body["score"] >= 500_000 else "✗"
    told = answered(body) if row.event.kind == "review" else response
    times = f"  ({answer.times} times)" if answer.times > 1 else ""
    undone = "" if row.live else "  (taken back)"
    text = f"{at:%Y-%m-%d}  {sign} {body['stem']}  {told}  [{body['facet']}]{times}{undone}"
    cli.out.say(" ".join(text.splitlines()), hang=2)
