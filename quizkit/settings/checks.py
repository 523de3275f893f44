"""Thresholds of checks as settings: `check.QK410.words`, in a file `[check.QK410] words = 25`.

What can be set is what the pages of the rules list. They are read only once somebody sets one.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from quizkit.errors import SettingsError
from quizkit.settings import table
from quizkit.settings.table import Setting

_NAME: Final = re.compile(r"check\.([^.]+)\.([^.]+)")
_VARIABLE: Final = re.compile(r"QUIZKIT_CHECK_(QK\d+)_([A-Z]+)")


def known(name: str) -> Setting:
    """Return a setting by its dotted name, a check's threshold too.

    Raises:
        SettingsError: If there is none; the nearest one is named.

    >>> known("check.QK410.words").default
    25
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return table.known(name)
    from quizkit.checks.thresholds import threshold  # noqa: PLC0415  # hundred rules, rarely set

    try:
        found = threshold(match[1], match[2])
    except ValueError as error:
        raise SettingsError(str(error)) from error

    def read(raw: object, _folder: Path) -> float:
        return found.read(raw)

    return Setting(name, found.default, read, f"{found.help[0].upper()}{found.help[1:]}.")


def flat(code: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table of a check with dotted names."""
    return {f"check.{code}.{name}": value for name, value in values.items()}


def from_variables(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the thresholds that the environment sets, by dotted name.

    >>> from_variables({"QUIZKIT_CHECK_QK410_WORDS": "30", "QUIZKIT_CHECK_STRICT": "yes"})
    {'check.QK410.words': '30'}
    """
    found = ((_VARIABLE.fullmatch(name), value) for name, value in environ.items())
    return {f"check.{m[1]}.{m[2].lower()}": value for m, value in found if m and value}


def by_code(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return thresholds by code and name, as the checks take them.

    >>> by_code({"minutes": 10, "check.QK410.words": 30})
    {'QK410': {'words': 30}}
    """
    found: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        match = _NAME.fullmatch(name)
        if match:
            found.setdefault(match[1], {})[match[2]] = value
    return found
