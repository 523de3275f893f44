"""Thresholds of rules: what a settings file may set under `[check.QK410]`.

They are read from the pages, so that what a page lists is what can be set, and nothing else.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from quizkit.checks.catalogue import by_code
from quizkit.text import nearest

_LINE: Final = re.compile(
    r"(?P<name>[a-z]+) = (?P<default>\d+(?:\.\d+)?)"
    r"(?: \[(?P<low>\d+(?:\.\d+)?)\.\.(?P<high>\d+(?:\.\d+)?)\])?: (?P<help>.+)"
)
_MOST: Final = 1_000_000


class Threshold(NamedTuple):
    """A number that a rule compares with.

    Attributes:
        code: The rule's code.
        name: Its name, as in `[check.QK410] words = 25`.
        default: Its value where nothing is set; what is set has the same type.
        low: The smallest value.
        high: The largest value.
        help: What it is, in words.
    """

    code: str
    name: str
    default: float
    low: float
    high: float
    help: str

    def read(self, raw: object) -> float:
        """Return a value as the rule needs it.

        Args:
            raw: What a file, a variable or a program gives.

        Raises:
            ValueError: With what was wanted.
        """
        whole = isinstance(self.default, int)
        text = "" if isinstance(raw, bool) else str(raw).strip()
        wanted = r"\d{1,9}" if whole else r"\d{1,9}(?:\.\d{1,9})?"
        if re.fullmatch(wanted, text, re.ASCII):
            value = int(text) if whole else float(text)
            if self.low <= value <= self.high:
                return value
        kind = "a whole number" if whole else "a number"
        message = f"{kind} from {self.low:g} to {self.high:g}"
        raise ValueError(message)


@cache
def thresholds() -> Mapping[str, Mapping[str, Threshold]]:
    """Return all thresholds by code and name; codes without any are left out.

    >>> thresholds()["QK410"]["words"].default
    25
    """
    found: dict[str, dict[str, Threshold]] = {}
    for code, page in by_code().items():
        for line in page.thresholds:
            each = _threshold(code, line)
            found.setdefault(code, {})[each.name] = each
    return found


def threshold(code: str, name: str) -> Threshold:
    """Return one threshold.

    Raises:
        ValueError: If there is none; the nearest code or name is said.
    """
    own = thresholds().get(code, {})
    if name in own:
        return own[name]
    if code not in by_code():
        near = nearest(code.upper(), thresholds())
        message = f'there is no check "{code}"' + (f'; did you mean "{near}"?' if near else "")
    elif not own:
        message = f"{code} has nothing that can be set"
    else:
        near = nearest(name, own) or ", ".join(own)
        message = f'{code} has no option "{name}"; did you mean "{near}"?'
    raise ValueError(message)


def read(raw: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
    """Return thresholds that a program gives, by code and name, each as its rule needs it.

    Raises:
        ValueError: If one is unknown, or its value is not as wanted.

    >>> read({"QK410": {"words": "30"}})
    {'QK410': {'words': 30}}
    """
    found: dict[str, dict[str, object]] = {}
    for code, values in raw.items():
        for name, value in values.items():
            try:
                found.setdefault(code, {})[name] = threshold(code, name).read(value)
            except ValueError as error:
                text = str(error)
                known = name in thresholds().get(code, {})
                message = f"{code} {name} is {value!r}, but should be {text}" if known else text
                raise ValueError(message) from error
    return found


def _threshold(code: str, line: str) -> Threshold:
    """Return what a line of a page says.

    Raises:
        ValueError: If it says it in another form.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"page: {code} should list options as `words = 25: ..`, not {line!r}")
    number = float if "." in match["default"] else int
    return Threshold(
        code,
        match["name"],
        number(match["default"]),
        float(match["low"] or 0),
        float(match["high"] or _MOST),
        match["help"],
    )
