"""QK138 article twice or missing

What it finds
    "the {role}" in a wording, while some of the role's names bring their own article (`the: yes`)
    and others have none; `the: yes` on a name that begins with an article; a name with a capital
    letter and without `the: yes` whose spelling with "the" stands in its `aka`. Only in languages
    with an article.
Why it matters
    The question reads "in the Vietnam", or "in Netherlands". The article belongs to the name, and
    quizkit prints it in questions only. House rule.
A bad deck
    names:
      Netherlands: {is: country, the: yes}
    kinds:
      trip:
        says: "{who} went to the {to}."    # here
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: country
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}
        - {id: bcd2, who: Bao Tran, to: Netherlands}
A good deck
    names:
      Netherlands: {is: country, the: yes}
    kinds:
      trip:
        says: "{who} went to {to}."
        roles:
          who: {is: person, ask: "Who went to {to}?"}
          to: country
    facts:
      trip:
        - {id: bcd1, who: Ann Walsh, to: Peru}
        - {id: bcd2, who: Bao Tran, to: Netherlands}
Fix
    Unsafe: takes "the" out of the wording, or writes `the: yes` for the name.
Options
    none
"""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, wordings
from quizkit.checks.mend import inserted
from quizkit.checks.naming import named_in
from quizkit.checks.retouch import reworded, stretch
from quizkit.model import Edit, Fix, Kind, Location, Name, Note, Problem, Severity, Template
from quizkit.text import fold

CODE = "QK138"
SEVERITY = Severity.WARNING
PROFILE = "class"
FIX = "unsafe"

_AFTER: Final = r"(?=\s*(?:$|[.,;:?!)\]\[])|\s+(?:{})\b)"
_SMALL: Final = (
    "in|on|at|of|to|by|for|from|with|and|or|as|is|was|were|are|did|do|does|has|had|have|before"
    "|after|during|since|until|under|over|into|through|when|where|that|which|who|can|will"
    "|took|led|went|came|began|ended|became|won|lost|made|met|signed|held|lies|lay|stands|stood"
)
"""Words after which a phrase has ended: "the {to} in 1993", but "the {to} delegation"."""

_OPEN: Final = re.compile(r" *:\s*\{")


def find(context: Context) -> Iterator[Finding]:
    """Yield wordings and names whose articles do not go together."""
    words = context.deck.words.get(context.deck.language)
    if words is None or not words.the:
        return
    for kind in context.own_kinds:
        yield from _in_wordings(context, kind, words.the)
    supplied: set[str] | None = None
    for name in context.deck.names.values():
        if name.declared:
            problem = _of_name(context, name, words.the, words.articles)
            if problem is not None and not name.article:
                supplied = _supplied(context, words.the) if supplied is None else supplied
                problem = None if name.name in supplied else problem
            if problem is not None:
                yield context.on_name(problem, name)


def _in_wordings(context: Context, kind: Kind, the: str) -> Iterator[Finding]:
    mixed: dict[str, tuple[str, str]] = {}
    for role in kind.roles:
        names = _names(context, kind, role)
        bringing = next((name.name for name in names if name.article), "")
        without = next((name.name for name in names if not name.article), "")
        if bringing and without:
            mixed[role] = (bringing, without)
    for asked, template in _templates(kind, context.deck.language) if mixed else ():
        for role, (bringing, without) in mixed.items():
            found = _article(the, role).search(template.text)
            if found and role != asked:
                span = (found.start(), found.start() + len(the) + 1)
                problem = _twice(context, template, span, (bringing, without))
                yield context.on_kind(problem, kind, role=asked)


def _supplied(context: Context, the: str) -> set[str]:
    """Return the names before which some wording writes the article itself."""
    found: set[str] = set()
    for kind in context.own_kinds:
        texts = [text.text.lower() for _, text in _templates(kind, context.deck.language)]
        for role in kind.roles:
            if any(f"{the} {{{role.lower()}}}" in text for text in texts):
                found.update(name.name for name in _names(context, kind, role))
    return found


def _names(context: Context, kind: Kind, role: str) -> list[Name]:
    """Return the names that facts of a kind give in a role, each once."""
    values = (fact.values.get(role) for fact in context.by_kind.get(kind.name, ()))
    found = {name: None for value in values if value is not None for name in named_in(value)}
    return [context.deck.names[name] for name in found if name in context.deck.names]


def _templates(kind: Kind, language: str) -> Iterator[tuple[str, Template]]:
    """Yield the wordings in the deck's own language, with the role that each asks for."""
    if language in kind.called:
        yield "", kind.called[language]
    yield from (("", text) for text in kind.says.get(language, ()))
    yield from ((w.role.name, w.template) for w in wordings(kind) if w.language == language)


def _article(the: str, role: str) -> re.Pattern[str]:
    end = _AFTER.format(_SMALL)
    return re.compile(rf"(?<!\w){re.escape(the)} \{{{re.escape(role)}\}}{end}", re.IGNORECASE)


def _twice(
    context: Context, template: Template, span: tuple[int, int], names: tuple[str, str]
) -> Problem:
    edit = reworded(context, template, begin=span[0], end=span[1], text="")
    article = template.text[slice(*span)].strip()
    bringing, without = names
    return Problem(
        CODE,
        SEVERITY,
        f"this wording prints `{article}` before names that have none",
        template.at,
        label=f"it would read `{article} {without}`",
        notes=(
            Note("known", f"`{bringing}` has `the: yes` and brings its own"),
            Note("help", f"take `{article}` out of the wording"),
        ),
        fix=_fix(f"take `{article}` out", edit),
    )


def _of_name(context: Context, name: Name, the: str, articles: tuple[str, ...]) -> Problem | None:
    first, _, rest = fold(name.name).partition(" ")
    if name.article and rest and first in articles:
        told = f"`{name.name}` has an article twice"
        help_ = "take `the: yes` away, or the article out of the name"
        return Problem(CODE, SEVERITY, told, name.at, notes=(Note("help", help_),))
    spelled = {fold(text, accents=True) for text in name.aka}
    own = fold(name.name, accents=True)
    if name.article or not name.name[:1].isupper() or f"{the} {own}" not in spelled:
        return None
    edit = _marking(context, name.at)
    return Problem(
        CODE,
        SEVERITY,
        f"questions print `{name.name}` without `{the}`",
        name.at,
        label=f"`{the} {name.name}` is right as an answer only",
        notes=(Note("help", "write `the: yes` beside the name"),),
        fix=_fix("write `the: yes`", edit),
    )


def _marking(context: Context, at: Location) -> Edit | None:
    """Return the edit that writes `the: yes` into a name's one-line map."""
    behind = at._replace(column=at.column + at.width, width=1_000)
    opened = _OPEN.match(stretch(context, behind))
    if opened is None:
        return None
    return inserted(behind._replace(column=behind.column + opened.end()), "the: yes, ")


def _fix(title: str, edit: Edit | None) -> Fix | None:
    return Fix("unsafe", title, (edit,)) if edit else None
