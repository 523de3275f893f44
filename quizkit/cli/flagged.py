"""What learners flagged and overruled: `quizkit items --flags` and `--proposals`."""

from typing import TYPE_CHECKING, Any, Final

from quizkit.analysis.items.known import Known
from quizkit.analysis.items.reports import flags, proposals
from quizkit.cli.frame import Cli
from quizkit.cli.itemising import Asked, known_of, print_csv, stories
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.analysis.items.reports import Flag, Proposal

NO_FLAG: Final = (
    "Nobody has flagged a question here. In study, press ! where something is wrong with one."
)
NO_PROPOSAL: Final = (
    "Nobody has overruled a typed answer here that the deck does not take as right already. "
    "In study, press = where an answer of yours was right."
)


def show_flags(cli: Cli, asked: Asked) -> None:
    """Print what learners flagged, each with its place in the deck.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
        NotFound: If there is nothing at a place.
        StoreError: If a log cannot be read.
        SyncError: If a server cannot be reached.
    """
    known = known_of(cli, asked.names)
    with stories(cli, asked, option="--flags") as told:
        found = [each for each in flags(told) if known.has(each.facet)]
    listed = [{**each._asdict(), **_place(known, each.facet)} for each in found]
    if asked.form == "json":
        cli.out.json({"v": 1, "flags": listed})
    elif asked.form == "csv":
        head = ("facet", "stem", "reason", "times", "learners", "path", "line")
        print_csv(cli, head, ([each[name] for name in head] for each in listed))
    elif not found:
        cli.out.say(NO_FLAG)
    for each in found if asked.form == "text" else ():
        _print_flag(cli, each, known)


def _print_flag(cli: Cli, flag: "Flag", known: Known) -> None:
    cli.out.data(f"{flag.stem or flag.facet}")
    who = counted(flag.learners, "learner")
    cli.out.data(f"  {_where(known, flag.facet)}{flag.facet}, flagged by {who}")
    if flag.reason:
        cli.out.data(f"  {flag.reason}")


def show_proposals(cli: Cli, asked: Asked) -> None:
    """Print the typed answers that learners overruled as right, as lines for the deck.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
        NotFound: If there is nothing at a place.
        StoreError: If a log cannot be read.
        SyncError: If a server cannot be reached.
    """
    known = known_of(cli, asked.names)
    with stories(cli, asked, option="--proposals") as told:
        found = [each for each in proposals(told, known) if known.has(each.facets[0])]
    if asked.form == "json":
        cli.out.json({"v": 1, "proposals": [_proposal(each, known) for each in found]})
    elif asked.form == "csv":
        print_csv(
            cli,
            ("right answer", "typed", "means", "times", "learners", "facets", "line for the deck"),
            (
                [
                    each.right,
                    said.text,
                    said.means,
                    said.times,
                    said.learners,
                    "; ".join(each.facets),
                    each.line,
                ]
                for each in found
                for said in each.spellings
            ),
        )
    elif not found:
        cli.out.say(NO_PROPOSAL)
    for each in found if asked.form == "text" else ():
        _print_proposal(cli, each, known)


def _proposal(proposal: "Proposal", known: Known) -> dict[str, Any]:
    spellings = [each._asdict() for each in proposal.spellings]
    place = _place(known, proposal.facets[0])
    return {**proposal._asdict(), "spellings": spellings, **place, "paste": proposal.line}


def _print_proposal(cli: Cli, proposal: "Proposal", known: Known) -> None:
    cli.out.data(proposal.right)
    for facet in proposal.facets:
        cli.out.data(f"  {_where(known, facet)}{facet}")
    for each in proposal.spellings:
        who = counted(each.learners, "learner")
        means = f"; but that means {each.means} in this deck" if each.means else ""
        cli.out.data(f'  "{each.text}" is right for {who}{means}')
    if proposal.line:
        cli.out.data(f"  {proposal.line}")
    elif not known:
        cli.out.data("  name the deck to get the line that takes it in")


def _place(known: Known, facet: str) -> dict[str, Any]:
    place = known.places.get(facet)
    return {"path": place.path if place else None, "line": place.line if place else None}


def _where(known: Known, facet: str) -> str:
    place = known.places.get(facet)
    return f"{place.path}:{place.line}: " if place else ""
