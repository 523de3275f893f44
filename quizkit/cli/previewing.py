"""The questions of a deck, drawn and shown: what `quizkit preview` does."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from quizkit.checks.guessing import cue, weak, wrong
from quizkit.cli.facts import facts_of
from quizkit.cli.frame import Cli
from quizkit.cli.languages import announce
from quizkit.cli.library import askers
from quizkit.cli.out import Styled
from quizkit.cli.proof import line_of, proof
from quizkit.cli.sheet import sheet
from quizkit.cli.webpage import page
from quizkit.model import AnyForm, FacetId, Form, Question, Refusal
from quizkit.practice.samples import told_answer
from quizkit.questions.ask import Asker
from quizkit.questions.formlist import named as form_named
from quizkit.questions.grouping import grouped
from quizkit.questions.responses import letter
from quizkit.questions.unasked import unasked
from quizkit.values.languages import named


def show_questions(cli: Cli, deck: str, options: Mapping[str, Any]) -> None:
    """Print questions and refusals.

    Args:
        cli: The frame.
        deck: Its name or path.
        options: Those of the command: `fact`, `kind`, `forms`, `count` (None: all), `seed`,
            `no_answers`, `judge`, `with_facts`, `markdown`, `html`, `as_json`.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
    """
    asker = askers(cli, [deck])[0]
    announce(cli, [asker])
    facets = _facets(asker, fact=options["fact"], kind=options["kind"])
    questions = _questions(asker, facets, options)
    refusals = list(_refusals(asker, fact=options["fact"], kind=options["kind"]))
    if options["as_json"]:
        cli.out.json(_plain(asker, questions, refusals, options))
        return
    if options["markdown"]:
        for line in sheet(asker, questions, answers=not options["no_answers"]):
            cli.out.data(line)
        return
    if options["html"]:
        for line in page(asker, questions, refusals, answers=not options["no_answers"]):
            cli.out.data(line)
        return
    for number, question in enumerate(questions, 1):
        _print_question(cli, asker, number, question, answers=not options["no_answers"])
        if options["judge"]:
            _print_judged(cli, asker, question)
        cli.out.data("")
    for refusal in refusals:
        if refusal.code:
            cli.out.data(f"Not asked: {refusal.facet}: {refusal.message} ({refusal.code})")
    _tell_patterns(cli, asker, fact=options["fact"], kind=options["kind"])
    cli.out.tell(_counted(asker, len(questions), refusals))


def _tell_patterns(cli: Cli, asker: Asker, *, fact: str | None, kind: str | None) -> None:
    """Print which cards ask the same of many things; nothing where only some facts are wanted."""
    if fact or kind or not asker.deck.cards:
        return
    from quizkit.formats.cards.patterns import patterns

    for found in patterns(card.question for card in asker.deck.cards if card.question):
        cli.out.tell(f"{found.cards:,} cards ask `{found.shown}`; {found.advice}")


def _counted(asker: Asker, questions: int, refusals: Sequence[Refusal]) -> str:
    """Return how many questions there are, and how many facets are not asked for which reason.

    What has a code is a fault of the deck; the rest is as its author wrote it.
    """
    found = unasked(asker.planner, refusals)
    counts = [f"{_number(questions, 'question')}; {_number(found.refused, 'facet')} refused"]
    return ", ".join([*counts, *found.told])


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _facets(asker: Asker, *, fact: str | None, kind: str | None) -> list[FacetId]:
    found = []
    for facet in asker.planner.facets:
        plan = asker.planner.plans(facet)[0]
        if fact in (None, plan.fact) and kind in (None, plan.kind):
            found.append(facet)
    return found


def _refusals(asker: Asker, *, fact: str | None, kind: str | None) -> Iterator[Refusal]:
    kinds = {each.id: each.kind for each in asker.deck.facts}
    for facet in asker.planner.candidates:
        refusal = asker.planner.refusal(facet)
        if refusal and fact in (None, refusal.fact) and kind in (None, kinds.get(refusal.fact)):
            yield refusal


def _questions(
    asker: Asker, facets: Sequence[FacetId], options: Mapping[str, Any]
) -> list[Question]:
    """Return the questions wanted, in the deck's order; all of them in each of their wordings.

    A question that asks several facets stands where the first of them does.
    """
    named_ = [form_named(form) for form in options["forms"]] or list(Form)
    wanted = {form for form in named_ if isinstance(form, Form)}
    order = (*Form, *(form for form in named_ if isinstance(form, str)))
    count, seed = options["count"], options["seed"]
    groups = grouped(asker, facets, wanted, seed=seed)
    every = [
        (group, form)
        for facet in facets
        for form in order
        if form in named_
        for group in (_alone(asker, facet, form), _together(groups, facet, form))
        if group
    ]
    if count is not None and count < len(every):
        chosen = set(Random(f"{seed}:preview").sample(range(len(every)), count))
        every = [pair for number, pair in enumerate(every) if number in chosen]
    return [
        question
        for group, form in every
        for question in _worded(asker, group, form, f"{seed}:{group[0]}:0", all_=count is None)
    ]


def _alone(asker: Asker, facet: FacetId, form: AnyForm) -> tuple[FacetId, ...]:
    if isinstance(form, str):
        return (facet,) if asker.has_form(facet, form) else ()
    return (facet,) if form in asker.forms(facet) else ()


def _together(
    groups: Mapping[tuple[FacetId, Form], tuple[FacetId, ...]], facet: FacetId, form: AnyForm
) -> tuple[FacetId, ...]:
    return groups.get((facet, form), ()) if isinstance(form, Form) else ()


def _worded(
    asker: Asker, group: Sequence[FacetId], form: AnyForm, seed: str, *, all_: bool
) -> tuple[Question, ...]:
    if len(group) > 1 and isinstance(form, Form):
        return (asker.together(group, form, seed=seed),)
    if all_:
        return asker.wordings(group[0], form, seed=seed)
    return (asker.question(group[0], form, seed=seed),)


def _print_question(
    cli: Cli, asker: Asker, number: int, question: Question, *, answers: bool
) -> None:
    language = question.plan.language
    instead = f", in {named(language)}" if language != asker.planner.language else ""
    form = f"  ({question.variant or question.form.value}{instead})"
    cli.out.data(Styled(f"{number}. {question.stem}", "bold"), form)
    for index, prompt in enumerate(question.prompts):
        cli.out.data(f"    {index + 1}  {prompt}")
    lettered = question.form is Form.MATCH
    one_of_them = not lettered and question.form is not Form.ORDER
    for index, option in enumerate(question.options):
        mark = "*" if answers and one_of_them and index in question.keys else " "
        cli.out.data(f"  {mark} {letter(index) if lettered else index + 1}  {option}")
    if answers:
        cli.out.data(f"    Answer: {told_answer(question)}")
        source = asker.source_line(question.plan.fact)
        where = f"{question.facet}, line {line_of(asker, question.plan.fact)}"
        cli.out.data(f"    {where}{f': {source}' if source else ''}")


def _print_judged(cli: Cli, asker: Asker, question: Question) -> None:
    """Print what an author asks of a question: as the check screen shows it."""
    faults, shown = weak(question, asker), wrong(question)
    if shown:
        cli.out.data(f"    Wrong options: {shown - len(faults)} good, {len(faults)} weak")
    for fault in faults:
        cli.out.data(f"    Weak: {fault}")
    found = cue(asker, question.facet)
    if found:
        often = f"in {found.seen} of {found.drawn} draws"
        cli.out.data(f"    Guessable from a cue: {found.name}: {found.why}, {often}")
    elif shown:
        cli.out.data("    Guessable from cues: no")
    forms = ", ".join(form.value for form in Form if form in asker.forms(question.facet))
    cli.out.data(f"    Asked as {forms}")


def _plain(
    asker: Asker, questions: list[Question], refusals: list[Refusal], options: Mapping[str, Any]
) -> dict[str, Any]:
    answers = not options["no_answers"]
    found: dict[str, Any] = {
        "v": 1,
        "seed": options["seed"],
        "questions": [
            proof(asker, question, answers=answers)
            | (_judged(asker, question) if options["judge"] else {})
            for question in questions
        ],
        "refused": [
            {"facet": refusal.facet, "code": refusal.code, "message": refusal.message}
            for refusal in refusals
        ],
    }
    return found | (facts_of(asker.deck) if options["with_facts"] else {})


def _judged(asker: Asker, question: Question) -> dict[str, Any]:
    found = cue(asker, question.facet)
    faults = weak(question, asker)
    return {
        "wrong": {"good": wrong(question) - len(faults), "weak": list(faults)},
        "cue": found._asdict() if found else None,
        "forms": [form.value for form in Form if form in asker.forms(question.facet)],
    }
