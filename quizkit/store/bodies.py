"""What the body of each kind of event holds, as data.

A rule takes a value and says whether it stands. All members of a body are required and no others
are allowed in version 1; a body outside its table is kept by the store but not applied.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

Rule = Callable[[Any], bool]

_ID: Final = re.compile(r"[0-9a-f]{64}")
_DECK: Final = "[a-z0-9][a-z0-9-]{0,63}"
_FACET: Final = re.compile(_DECK + r"/.+#[^#]+", re.DOTALL)
_FACT: Final = re.compile(_DECK + r"/.+", re.DOTALL)
_KEY: Final = re.compile(r"[0-9a-f]{16}")
_REVIEW_MEMBERS: Final = 13
_MAX_NAME: Final = 200
_MAX_STEM: Final = 1_000
_MAX_OPTION: Final = 200


class Body(NamedTuple):
    """The members of one kind's body, and a rule for all of them together.

    Attributes:
        members: Name to rule.
        whole: The rule for all together.
        usual: A faster rule that only bodies keep which keep all the others.
    """

    members: Mapping[str, Rule]
    whole: Rule = lambda _: True
    usual: Rule = lambda _: False

    def fault(self, body: Mapping[str, Any]) -> str:
        """Return what is wrong with a body, or ""."""
        if self.usual(body):
            return ""
        if body.keys() != self.members.keys():
            odd = min(body.keys() ^ self.members.keys())
            return f"body: {odd} is {'not known' if odd in body else 'missing'}"
        for name, rule in self.members.items():
            if not rule(body[name]):
                return f"body: {name} is outside its range"
        return "" if self.whole(body) else "body: its members contradict each other"


def whole_number(low: int, high: int) -> Rule:
    """Return the rule for integers from low to high, both included.

    >>> whole_number(1, 4)(4), whole_number(0, 1)(True)
    (True, False)
    """
    return lambda value: type(value) is int and low <= value <= high


def text(limit: int, *, least: int = 0) -> Rule:
    """Return the rule for texts of least to limit characters."""
    return lambda value: isinstance(value, str) and least <= len(value) <= limit


def matching(pattern: re.Pattern[str], *, limit: int = _MAX_NAME) -> Rule:
    """Return the rule for texts that a pattern matches as a whole, up to limit characters."""

    def rule(value: Any) -> bool:
        return isinstance(value, str) and len(value) <= limit and bool(pattern.fullmatch(value))

    return rule


def several(rule: Rule, *, most: int, least: int = 0) -> Rule:
    """Return the rule for lists of least to most members that each keep a rule."""

    def whole(value: Any) -> bool:
        return isinstance(value, list) and least <= len(value) <= most and all(map(rule, value))

    return whole


def either(*rules: Rule) -> Rule:
    """Return the rule that one of several rules is kept."""
    return lambda value: any(rule(value) for rule in rules)


def one_of(*values: object) -> Rule:
    """Return the rule for a few fixed texts or None."""
    return lambda value: (value is None or isinstance(value, str)) and value in values


def cut(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body whose stem and options are no longer than an event may hold.

    >>> cut("flag", {"stem": "x" * 2000})["stem"][-2:]
    'x…'
    """
    shorter = dict(body)
    if kind in {"review", "flag"} and isinstance(body.get("stem"), str):
        shorter["stem"] = _shorten(body["stem"], limit=_MAX_STEM)
    if kind == "review" and isinstance(body.get("options"), list | tuple):
        shorter["options"] = [
            _shorten(option, limit=_MAX_OPTION) if isinstance(option, str) else option
            for option in body["options"]
        ]
    return shorter


def _shorten(words: str, *, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1] + "…"


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _ascending(body: Mapping[str, Any]) -> bool:
    return all(left < right for left, right in pairwise(body["targets"]))


def _same_sort(body: Mapping[str, Any]) -> bool:
    return bool(_FACET.fullmatch(body["old"])) == bool(_FACET.fullmatch(body["new"]))


def _is_usual_review(body: Mapping[str, Any]) -> bool:
    """Return whether a body is surely that of a review: a log has hardly anything else."""
    try:
        return (
            len(body) == _REVIEW_MEMBERS
            and (body["sitting"] is None or _is_id(body["sitting"]))
            and _is_short(body["facet"], _MAX_NAME)
            and _FACET.fullmatch(body["facet"]) is not None
            and _is_short(body["form"], 20)
            and body["form"] != ""
            and _is_short(body["seed"], 300)
            and _is_short(body["stem"], _MAX_STEM)
            and _are_options(body["options"])
            and _is_response(body["response"])
            and type(body["score"]) is int
            and 0 <= body["score"] <= 1_000_000
            and type(body["rating"]) is int
            and 1 <= body["rating"] <= 4
            and body["override"] is None
            and type(body["ms"]) is int
            and 0 <= body["ms"] <= 3_600_000
            and type(body["hints"]) is int
            and 0 <= body["hints"] <= 9
            and _is_short(body["key"], 16)
            and _KEY.fullmatch(body["key"]) is not None
        )
    except KeyError:
        return False


def _is_short(value: Any, limit: int) -> bool:
    return type(value) is str and len(value) <= limit


def _is_id(value: Any) -> bool:
    return type(value) is str and _ID.fullmatch(value) is not None


def _are_options(value: Any) -> bool:
    if type(value) is not list or len(value) > 20:
        return False
    return not [each for each in value if type(each) is not str or len(each) > _MAX_OPTION]


def _is_response(value: Any) -> bool:
    if type(value) is not list:
        return value is None or _is_short(value, 500)
    if len(value) > 20:
        return False
    return not [each for each in value if type(each) is not int or not 0 <= each <= 19]


def _in_order(body: Mapping[str, Any]) -> bool:
    return bool(body["from"] <= body["to"])


_nothing: Final = one_of(None)
_event_id: Final = matching(_ID)
_facet: Final = matching(_FACET)
_fact: Final = matching(_FACT)
_deck: Final = matching(re.compile(_DECK))
_seq: Final = whole_number(1, 2**53)

BODIES: Final[Mapping[str, Body]] = {
    "sitting": Body(
        {"decks": several(_deck, most=50), "minutes": whole_number(0, 1440), "form": text(20)}
    ),
    "review": Body(
        {
            "sitting": either(_event_id, _nothing),
            "facet": _facet,
            "form": text(20, least=1),
            "seed": text(300),
            "stem": text(_MAX_STEM),
            "options": several(text(_MAX_OPTION), most=20),
            "response": either(text(500), several(whole_number(0, 19), most=20), _nothing),
            "score": whole_number(0, 1_000_000),
            "rating": whole_number(1, 4),
            "override": one_of(None, "grade", "rating"),
            "ms": whole_number(0, 3_600_000),
            "hints": whole_number(0, 9),
            "key": matching(_KEY),
        },
        usual=_is_usual_review,
    ),
    "flag": Body({"facet": _facet, "stem": text(_MAX_STEM), "reason": text(500)}),
    "undo": Body({"targets": several(_event_id, most=50, least=1)}, _ascending),
    "suspend": Body({"facet": _fact}),
    "resume": Body({"facet": _fact}),
    "reset": Body({"facet": _fact}),
    "rename": Body({"old": _fact, "new": _fact}, _same_sort),
    "exam": Body(
        {
            "deck": either(_deck, one_of("")),
            "tags": several(text(64), most=20),
            "date": either(_is_date, _nothing),
            "minutes": whole_number(1, 1440),
        }
    ),
    "params": Body(
        {
            "model": one_of("fsrs-6"),
            "weights": several(whole_number(-(2**53), 2**53), most=21, least=21),
            "retention": either(whole_number(700_000, 990_000), _nothing),
        }
    ),
    "clock_fix": Body(
        {
            "device": matching(re.compile(r"[0-9a-f]{32}")),
            "from": _seq,
            "to": _seq,
            "delta": whole_number(-4 * 10**12, 4 * 10**12),
        },
        _in_order,
    ),
}
"""Kind to what its body holds."""
