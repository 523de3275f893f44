"""A facet's reason and its proof, shown: what `quizkit why` does."""

from collections.abc import Sequence
from typing import Any

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.languages import told, why_not
from quizkit.cli.picking import decks_of
from quizkit.cli.proof import plain_lure, plain_plan
from quizkit.model import FacetId, Form, Plan, Reason, Refusal
from quizkit.practice import reports
from quizkit.questions.ask import Asker


def show_reason(cli: Cli, facet: str, *, place: str | None, verbose: bool, as_json: bool) -> None:
    """Print why a facet is asked, or is not; `place` is its deck, where the id does not find it.

    Args:
        cli: The frame.
        facet: Its id, an end of it, or `FILE:LINE#role`.
        place: The deck, or None.
        verbose: Whether the proof is printed as well.
        as_json: Whether all is printed as JSON.

    Raises:
        DeckError: If its deck is missing or cannot be used.
        NotFound: If no facet ends so, several do, or no fact stands there.
    """
    known, facet = decks_of(cli, facet, place)
    memory = cli.memory()
    with cli.read_log() as log:
        minutes, state = cli.settings.minutes, cli.places.state
        today = reports.today(log, memory, cli.clock, minutes=minutes, state=state)
        try:
            found = reports.why(known, memory, cli.clock, facet=facet, today=today, log=log)
        except LookupError as error:
            raise NotFound(str(error.args[0])) from error
    asker = _owner(known, found.facet)
    if as_json:
        cli.out.json(_plain(asker, found))
        return
    cli.out.data(found.sentence)
    refusal = asker.planner.refusal(found.facet)
    if refusal and refusal.hint:
        cli.out.data(f"help: {refusal.hint}")
    language = _language(cli, asker, found.facet)
    if language:
        cli.out.data(language)
    if verbose:
        _print_proof(cli, asker, found.facet)


def _language(cli: Cli, asker: Asker, facet: FacetId) -> str:
    """Return why a facet is not asked in the language wanted, or ""."""
    if asker.planner.own is None and asker.planner.plans(facet):
        return told(cli.settings.lang, asker)
    return why_not(asker, facet)


def _owner(known: Sequence[Asker], facet: FacetId) -> Asker:
    return next(asker for asker in known if facet.startswith(asker.deck.id + "/"))


def _plain(asker: Asker, found: Reason) -> dict[str, Any]:
    plans = asker.planner.plans(found.facet)
    refusal = asker.planner.refusal(found.facet)
    return {
        "v": 1,
        "facet": found.facet,
        "asked": found.asked,
        "kind": found.kind,
        "other": found.other,
        "sentence": found.sentence,
        "retrievability": _rounded(found.retrievability),
        "seconds": round(found.seconds, 1),
        "gain_per_second": round(found.gain_per_second, 6),
        "form": found.form.value if found.form else None,
        "due": found.due,
        "language": plans[0].language if plans else None,
        "instead": why_not(asker, found.facet),
        "plan": plain_plan(plans[0]) if plans else None,
        "problem": _problem(refusal) if refusal else None,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _problem(refusal: Refusal) -> dict[str, Any]:
    return {
        "code": refusal.code,
        "message": refusal.message,
        "collides": list(refusal.collides),
        "tried": list(refusal.tried),
        "hint": refusal.hint,
    }


def _print_proof(cli: Cli, asker: Asker, facet: FacetId) -> None:
    for plan in asker.planner.plans(facet):
        cli.out.data(f"wording: {plan.template.text}")
        for line in _lines(plan):
            cli.out.data("  " + line)
    forms = asker.forms(facet)
    if Form.CHOICE in forms:
        question = asker.question(facet, Form.CHOICE, seed=f"why:{facet}:0")
        for lure in question.lures:
            said = plain_lure(lure)
            source = f" {said['fact']}" if said["fact"] else ""
            cli.out.data(f"wrong option: {said['value']} ({said['why']}{source})")
    refusal = asker.planner.refusal(facet)
    if refusal:
        cli.out.data(f"collides with: {', '.join(refusal.collides) or '-'}")
        cli.out.data(f"tried: {', '.join(refusal.tried) or '-'}")


def _lines(plan: Plan) -> list[str]:
    said = plain_plan(plan)
    printed = [
        f"{item['role']} {item['value']}" + (f" ({item['precision']})" if item["precision"] else "")
        for item in said["printed"]
    ]
    return [
        f"printed: {', '.join(printed) or 'nothing'}; cost {plan.cost}",
        f"not excluded: {', '.join(plan.not_excluded)}",
        f"accepted: {', '.join(map(str, said['accepted']))}",
    ]
