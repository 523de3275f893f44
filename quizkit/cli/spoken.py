"""What line mode says: views as whole lines, made to be heard as well as read."""

from collections.abc import Iterable, Sequence

from quizkit.cli.presses import At, hint
from quizkit.model import (
    AskAgainView,
    FeedbackView,
    Forecast,
    Form,
    Image,
    MarkView,
    Outcome,
    PausedView,
    Progress,
    QuestionView,
    Rating,
    RevealView,
    SummaryView,
)
from quizkit.questions.responses import letter
from quizkit.values.languages import named

_VERDICTS = {
    Outcome.RIGHT: "Right.",
    Outcome.SLIP: "Right, with a slip.",
    Outcome.PARTLY: "Partly right.",
    Outcome.WRONG: "Wrong.",
    Outcome.UNCLEAR: "Which one?",
}
_ENDS = {"time": "Time is up.", "done": "Done for today.", "stopped": "Stopped."}
_HOW = {
    Form.ORDER: "Give all the numbers in order, such as 2 1 3.",
    Form.MATCH: "Give each number its letter, such as 1b 2a; - if you do not know.",
}
_MOST_MISSED = 5
OVERRIDE = "="
_PASS = frozenset({Outcome.RIGHT, Outcome.SLIP})


def opened(progress: Progress, *, is_resumed: bool) -> str:
    """Return the first line of a sitting.

    >>> opened(Progress(0, box_ms=600_000), is_resumed=False)
    '10 minutes. ? help, :q stop.'
    >>> opened(Progress(14, spent_ms=120_000, box_ms=600_000), is_resumed=True)
    'Going on: 14 answered, 8 minutes left. ? help, :q stop.'
    """
    left = max(0, progress.box_ms - progress.spent_ms) / 60_000
    if is_resumed:
        time = f", {_counted(round(left), 'minute')} left" if progress.box_ms else ""
        return f"Going on: {progress.answered} answered{time}. ? help, :q stop."
    if not progress.box_ms:
        return "? help, :q stop."
    return f"{_counted(round(left), 'minute')}. ? help, :q stop."


def asked(view: QuestionView) -> list[str]:
    """Return a question as lines."""
    number, total = view.progress.answered + 1, view.progress.total
    of = f" of {total}" if total else ""
    language = f", in {named(view.language)}" if view.instead else ""
    lines = [f"Read first: {ended(view.before)}"] if view.before else []
    lines.append(f"Question {number}{of}, {view.form.value}{language}. {view.stem}")
    lines += _picture(view.image)
    lines += [f"  {index} {prompt}" for index, prompt in enumerate(view.prompts, 1)]
    lines += [
        f"  {_mark(view, index)} {option}"
        for index, option in enumerate(view.options)
        if index not in view.gone
    ]
    if view.gone:
        lines.append(f"  {_taken_away(view.gone)}")
    if view.several:
        lines.append("  Several are right: give their numbers, such as 1 3.")
    if view.form in _HOW:
        lines.append(f"  {_HOW[view.form]}")
    if view.hint:
        lines.append(f"  Hint: {view.hint}")
    if view.form is Form.FLIP:
        lines.append("  Think of the answer, then Enter shows it.")
    return lines


def _mark(view: QuestionView, option: int) -> str:
    """Return what names an option: its number, or in a match its letter."""
    return letter(option) if view.form is Form.MATCH else str(option + 1)


def _taken_away(gone: Iterable[int]) -> str:
    """Return which options are missing above: the others keep their numbers."""
    *before, last = [str(index + 1) for index in sorted(gone)]
    if not before:
        return f"{last} is taken away."
    return f"{', '.join(before)} and {last} are taken away."


def asked_again(view: AskAgainView) -> list[str]:
    """Return the question which name was meant."""
    names = ", ".join(view.candidates)
    return [f'"{view.response}" fits several: {names}. Which one? Nothing is counted yet.']


def revealed(view: RevealView) -> list[str]:
    """Return the answer to a flip question."""
    sources = (*_picture(view.image), *_sources(view.source, view.note))
    lines = [f"Answer: {ended(view.key)}", *view.lines, *sources]
    return [*lines, "Rate yourself: 1 not known, 2 hard, 3 good, 4 easy."]


def fed_back(view: FeedbackView, *, is_terminal: bool) -> list[str]:
    """Return feedback as lines; the last says what is saved, and on a terminal what can be done."""
    given_up = view.outcome is Outcome.WRONG and not view.response
    flip = view.question.form is Form.FLIP
    verdict = "Not known." if given_up and not flip else _VERDICTS[view.outcome]
    parts = [] if flip else [verdict]
    if view.outcome not in _PASS and not flip:
        parts.append(f"Right is {ended(_key(view))}")
    parts += view.lines
    if not (view.lines or view.parts or flip) and view.statement:
        parts.append(view.statement)
    told = [" ".join(parts)] if parts else []
    told += [f"  {line}" for line in _parts(view)]
    sources = [] if flip else [*_picture(view.image), *_sources(view.source, view.note)]
    advice = [view.advice] if view.advice else []
    return [*told, *sources, *advice, *_saved(view, is_terminal=is_terminal)]


def _parts(view: FeedbackView) -> list[str]:
    """Return each facet of a question that asks several with what belongs to it."""
    if view.question.form is not Form.MATCH:
        return [f"{part.key}: {part.text}" for part in view.parts]
    lines = []
    for number, (part, key) in enumerate(zip(view.parts, view.keys, strict=True), 1):
        given = f", not {part.given}: wrong." if part.given else ": not known."
        verdict = ": right." if part.score == 1 else given
        lines.append(f"{number}{letter(key)} {part.key}{verdict}")
    return lines


def held_back(view: FeedbackView, rating: Rating) -> str:
    """Return why a bare digit does not change a rating, or "" if it does."""
    if rating not in view.held:
        return ""
    if view.may_override:
        judged = f"That was judged wrong: {OVERRIDE} if you were right,"
    else:
        judged = "That was not known:"
    return f"{judged} :{int(rating)} to rate it so all the same."


def asked_when(forecasts: Sequence[Forecast]) -> list[str]:
    """Return when each rating would bring a question back, in a line; none in a quiz."""
    ratings = ", ".join(
        f"{int(forecast.rating)} {forecast.rating.name.capitalize()} {when(forecast.days)}"
        for forecast in forecasts
    )
    return [f"Asked again: {ratings}."] if ratings else []


def paused(view: PausedView) -> list[str]:
    """Return a pause as lines."""
    progress = view.progress
    box = f" of {progress.box_ms // 60_000}" if progress.box_ms else ""
    used = f"{progress.answered} answered, {progress.spent_ms // 60_000}{box} minutes used"
    return [f"Paused: {used}. No time is counted. {_joined(At.PAUSE, 'P', 'q')}."]


def summed_up(view: SummaryView) -> list[str]:
    """Return the end of a sitting in two lines, and one for each question that keeps failing."""
    counts = [
        (view.right, "right"),
        (view.slips, "with a slip"),
        (view.partly, "partly right"),
        (view.wrong, "wrong"),
    ]
    told = ", ".join(f"{count} {word}" for count, word in counts if count)
    answers = f"{_counted(view.answered, 'answer')} in {_time(view.ms)}, all saved"
    first = f"{_ENDS[view.reason]} {answers}{': ' + told if told else ''}."
    known = f"Known {view.known:.0f} of {view.facets} ({round(view.gained) or 0:+d})."
    later = "Nothing more to ask."
    if view.next_days is not None:
        minutes = max(1, round(view.next_minutes))
        later = f"Next {when(view.next_days)}, about {_counted(minutes, 'minute')}."
    failing = (f"Fails again and again, you may suspend it: {stem}" for stem in view.stubborn)
    return [first, f"{known} {later}", *failing]


def on_offer(view: SummaryView) -> list[str]:
    """Return what a terminal says after the end: what was mixed up, missed, and can be done."""
    pairs = [f"Mixed up: {p.one} / {p.other}, {_times(p.times)}." for p in view.mixed_up]
    missed = [f"Missed: {each.stem} {ended(each.key)}" for each in view.missed[-_MOST_MISSED:]]
    more = len(view.missed) - len(missed)
    missed += [f"And {more} more."] if more else []
    ways = [hint("Enter", place=At.END)]
    if view.retry:
        ways.append(hint("r", f"{view.retry} missed again", place=At.END))
    if view.may_more:
        ways.append(hint("m", place=At.END))
    if view.contrast:
        ways.append(hint("c", f"contrast {' / '.join(view.contrast)}", place=At.END))
    if view.may_undo:
        ways.append(hint("u", place=At.END))
    return [*pairs, *missed, f"{', '.join(ways)}."]


def _times(times: int) -> str:
    return "twice" if times == 2 else f"{times} times"


def marked(view: MarkView) -> list[str]:
    """Return the end of a quiz in one line."""
    if not view.asked:
        return ["No question was answered."]
    open_ = view.asked - len(view.answers)
    rest = f" Not answered: {open_}." if open_ else ""
    return [
        f"Mark: {view.right:g} of {view.asked}, {100 * view.mark:.0f} %.{rest} Seed {view.seed}."
    ]


def when(days: int) -> str:
    """Return in words when something is asked again.

    >>> [when(days) for days in (0, 1, 6)]
    ['today', 'tomorrow', 'in 6 days']
    """
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def _saved(view: FeedbackView, *, is_terminal: bool) -> list[str]:
    if view.rating is None:
        return [f"{hint('Enter')}."] if is_terminal else []
    saved = _saved_as(view, view.rating)
    if not is_terminal:
        return [saved]
    right = [hint(OVERRIDE)] if view.may_override else []
    change = [*right, ":1-:4 change"] if view.held else [hint("1-4", "change"), *right]
    return [f"{saved} {', '.join((hint('Enter'), *change, hint('u'), hint('e')))}."]


def _joined(place: At, *presses: str) -> str:
    return ", ".join(hint(press, place=place) for press in presses)


def _saved_as(view: FeedbackView, rating: Rating) -> str:
    """Return what is saved: of several facets the rating of each, in their order."""
    if not view.parts:
        return f"Saved as {rating.name.capitalize()}, {_due(view.forecasts, rating)}."
    ratings = (part.rating.name.capitalize() for part in view.parts if part.rating)
    return f"Saved as {', '.join(ratings)}."


def _due(forecasts: Sequence[Forecast], rating: int) -> str:
    return next(when(forecast.days) for forecast in forecasts if forecast.rating == rating)


def _key(view: FeedbackView) -> str:
    if view.question.form is Form.MATCH:
        return " ".join(f"{number}{letter(key)}" for number, key in enumerate(view.keys, 1))
    numbers = [str(key + 1) for key in view.keys]
    if not numbers:
        return view.key
    if view.parts:
        return " ".join(numbers)
    return f"{' '.join(numbers)}, {view.key}"


def _picture(image: Image | None) -> list[str]:
    return [f"Picture: {image.alt}"] if image and image.alt.strip() else []


def _sources(source: str, note: str) -> list[str]:
    lines = [f"Source: {ended(source)}"] if source else []
    return [*lines, f"Note: {ended(note)}"] if note else lines


def ended(text: str) -> str:
    """Return a text with a mark at its end."""
    return text if text.endswith((".", "?", "!")) else text + "."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _time(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
