"""What options are sorted by: the time of a date, a number, the number that a text begins with."""

from typing import Final

from quizkit.model import Date, Number, Text, Value
from quizkit.questions.material import Material
from quizkit.values.numbers import NumberFault, one_of_unit, read_number

LONGEST: Final = 40
"""A longer text is no number with its unit [characters]."""

_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})


def sized(material: Material, value: Value) -> tuple[str, float] | None:
    """Return what a value can be sorted among, and its size there; None if it has none.

    Dates, numbers, and texts that read as a number with the same unit, or as an ordinal: "6",
    "56 days", "20th".

    Args:
        material: The question, in whose language texts are read.
        value: An option.
    """
    match value:
        case Date():
            return "date", value.first
        case Number():
            return "number", float(value.value)
        case Text():
            return _figure(material, material.show(value))
        case _:
            return None


def _figure(material: Material, text: str) -> tuple[str, float] | None:
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    try:
        number = read_number(text, material.words)
    except NumberFault:
        return None
    unit = "th" if number.unit in _ORDINALS else one_of_unit(number.unit)
    return f"text {unit}", float(number.value)
