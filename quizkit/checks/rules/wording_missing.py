"""QK130 wording missing in one of the deck's languages

What it finds
    A role or statement of one of the deck's own kinds that is worded in the deck's language, but
    not in another one of which the deck has wordings or names; once for a kind that has none.
Why it matters
    Asked in that language, these questions fall back to the deck's own, and the learner meets two
    languages in one sitting. House rule.
A bad deck
    names:
      Hanoi: {is: city, vi: Hà Nội}
      Red River: {is: place, vi: sông Hồng}
    kinds:
      town:
        roles:
          name: {is: city, ask: {en: "Which city lies on the {river}?", vi: "{river} chảy qua đâu?"}}
          river: {is: place, ask: "On which river does {name} lie?"}    # here
    facts:
      town:
        - {id: kd7w, name: Hanoi, river: Red River}
A good deck
    names:
      Hanoi: {is: city, vi: Hà Nội}
      Red River: {is: place, vi: sông Hồng}
    kinds:
      town:
        roles:
          name: {is: city, ask: {en: "Which city lies on the {river}?", vi: "{river} chảy qua đâu?"}}
          river: {is: place, ask: {en: "On which river does {name} lie?", vi: "{name} ở bên sông nào?"}}
    facts:
      town:
        - {id: kd7w, name: Hanoi, river: Red River}
Fix
    By hand: word it in that language as well, or accept it with `ok:`.
Options
    none
"""  # noqa: E501

from collections.abc import Iterator, Mapping

from quizkit.checks.context import Context, Finding
from quizkit.model import Kind, Location, Note, Problem, Severity, Template

CODE = "QK130"
SEVERITY = Severity.NOTE
PROFILE = "class"
FIX = "-"

_Texts = Mapping[str, tuple[Template, ...]]


def find(context: Context) -> Iterator[Finding]:
    """Yield what lacks a wording: a role once, and a kind once that has none in a language."""
    for language in sorted(_languages(context) - {context.deck.language}):
        for kind in context.own_kinds:
            for role, (thing, at) in _gaps(kind, context.deck.language, language).items():
                yield _missing(context, kind, role=role, thing=thing, at=at, language=language)


def _gaps(kind: Kind, own: str, language: str) -> dict[str, tuple[str, Location]]:
    """Return for each role ("" for the kind) what of it has no wording, and where it is worded."""
    worded = {at: texts[own][0].at for at, texts in _fields(kind).items() if own in texts}
    lacking = [at for at in worded if language not in _fields(kind)[at]]
    if lacking and len(lacking) == len(worded):
        return {"": (f"kind `{kind.name}`", worded[lacking[0]])}
    found: dict[str, tuple[str, Location]] = {}
    for role, field in lacking:
        found.setdefault(role, (f"`{field}` of `{role or kind.name}`", worded[role, field]))
    return found


def _languages(context: Context) -> set[str]:
    """Return the languages of which the deck's own kinds have wordings, or its names spellings."""
    deck = context.deck
    texts = [texts for kind in context.own_kinds for texts in _fields(kind).values()]
    spellings = [name.spellings for name in deck.names.values()]
    return {tag for each in (*texts, *spellings, *deck.glossary.values()) for tag in each}


def _fields(kind: Kind) -> dict[tuple[str, str], _Texts]:
    """Return role ("" for the kind) and field to its wordings by language, those there are."""
    found: dict[tuple[str, str], _Texts] = {
        ("", "says"): kind.says,
        ("", "ask how many"): kind.ask_how_many,
    }
    for role in kind.roles.values():
        found.update(((role.name, field), texts) for field, texts in role.wordings.items())
    return {at: texts for at, texts in found.items() if texts}


def _missing(
    context: Context, kind: Kind, *, role: str, thing: str, at: Location, language: str
) -> Finding:
    problem = Problem(
        CODE,
        SEVERITY,
        f"{thing} has no wording in `{language}`",
        at,
        label=f"asked in `{context.deck.language}` even where `{language}` is wanted",
        notes=(Note("help", f"word it in `{language}` as well: `{language}: ...`"),),
    )
    return context.on_kind(problem, kind, role=role)
