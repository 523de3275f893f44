"""Languages of a deck for which there are no word lists, and the rules that then cannot look."""

from collections.abc import Collection
from typing import Final

from quizkit.checks.context import PROFILES, wordings
from quizkit.checks.rules import RULES
from quizkit.checks.words import lexis
from quizkit.model import Deck

WORDED: Final = frozenset(
    {
        "QK402", "QK403", "QK404", "QK405", "QK406", "QK407", "QK409", "QK411", "QK412", "QK413",
        "QK414", "QK415", "QK504", "QK506", "QK509", "QK516",
    }
)  # fmt: skip
"""Rules that find nothing without the words of the language."""


def wordless(deck: Deck) -> tuple[str, ...]:
    """Return the languages in which a deck asks, and for which there are no word lists.

    The deck's own language comes first, the others by their tags.
    """
    kinds = (kind for kind in deck.kinds.values() if not kind.builtin)
    others = {each.language for kind in kinds for each in wordings(kind)}
    tags = (deck.language, *sorted(others - {deck.language}))
    return tuple(tag for tag in tags if lexis(tag) is None)


def could_not_look(
    languages: Collection[str],
    profile: str,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> str:
    """Return in words which rules could not look for want of word lists, or "" if all could.

    Args:
        languages: What `wordless` returned.
        profile: How strict the check was.
        select: Codes or families that were wanted; all where empty.
        ignore: Codes or families that were not.

    >>> could_not_look(["fr"], "practice")
    'no word lists for fr: QK405, QK412 could not look'
    >>> could_not_look([], "practice")
    ''
    """
    strict = PROFILES.index(profile)
    codes = sorted(
        rule.CODE
        for rule in RULES
        if rule.CODE in WORDED
        and PROFILES.index(rule.PROFILE) <= strict
        and (not select or rule.CODE.startswith(tuple(select)))
        and not rule.CODE.startswith(tuple(ignore) or ("-",))
    )
    if not languages or not codes:
        return ""
    return f"no word lists for {', '.join(languages)}: {', '.join(codes)} could not look"
