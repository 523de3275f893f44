"""A kind for the columns of a sheet: roles, and a wording for each column that is asked."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from quizkit.decks import builtin
from quizkit.formats.sheets.cells import Value
from quizkit.formats.starting.columns import NAMES, Column
from quizkit.formats.starting.forms import Form, is_of_people, is_plural, plural, verbal
from quizkit.formats.starting.words import Aspect

_KEYED: Final[Mapping[str, Mapping[str, str]]] = {
    "event": {"en": "{when} did {k} take place?", "vi": "{k} diễn ra vào {when}?"},
    "battle": {"en": "{when} was {k} fought?", "vi": "{k} diễn ra vào {when}?"},
    "work": {"en": "{when} did {k} appear?", "vi": "{k} ra đời vào {when}?"},
    "discovery": {"en": "{when} was {k} made?", "vi": "{k} được tìm ra vào {when}?"},
    "organisation": {"en": "{when} was {k} founded?", "vi": "{k} được thành lập vào {when}?"},
}
"""How a plain year or date is asked of what the rows are about."""

_WHERE: Final[Mapping[str, Mapping[str, str]]] = {
    "event": {"en": "Where did {k} take place?", "vi": "{k} diễn ra ở đâu?"},
    "battle": {"en": "Where was {k} fought?", "vi": "{k} diễn ra ở đâu?"},
    "person": {"en": "From which <c> did {k} come?", "vi": "{k} là người <c> nào?"},
}

_PLAIN: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "date": "{when} was the <c> of {k}?",
        "number": "What is the <c> of {k}?",
        "person": "Who is the <c> of {k}?",
        "enum": "To which <c> does {k} belong?",
        "": "What is the <c> of {k}?",
    },
    "vi": {
        "date": "<c> của {k} là {when}?",
        "number": "<c> của {k} là bao nhiêu?",
        "person": "Ai là <c> của {k}?",
        "enum": "{k} thuộc <c> nào?",
        "": "<c> của {k} là gì?",
    },
}
_SAYS: Final = {"en": "The <c> of {k} is {c}.", "vi": "<c> của {k} là {c}."}
_LISTED: Final = {
    "en": ("What are the {count} <cs> of {k}?", "Name the {count} <cs> of {k}."),
    "vi": ("{k} có {count} <c> nào?", "Hãy kể tên {count} <c> của {k}."),
}
_NAMELESS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"date": "{when} was {k}?", "": "Which <c> belongs to {k}?"},
    "vi": {"date": "{k} diễn ra vào {when}?", "": "<c> nào đi với {k}?"},
}
"""How a column without a header is asked, until its author finds words."""

_JOINED: Final = {
    "en": ((r" (?:for|from|with|to|of|in|at|on)$", "What is {k} <c>?", "{k} is <c> {c}."),),
    "vi": (
        (r" (?:từ|ở|tại)$", "{k} <c> đâu?", "{k} <c> {c}."),
        (r" (?:bằng|vào|cho)$", "{k} <c> gì?", "{k} <c> {c}."),
        (r" bởi$", "{k} <c> ai?", "{k} <c> {c}."),
    ),
}
"""Headers that end in a preposition, as "made of": how they are asked and told."""

_COUNTED: Final = "How many <c> does {k} have?"

_IN_VIETNAMESE: Final[Mapping[str, str]] = {
    "English": "tiếng Anh", "Vietnamese": "tiếng Việt", "French": "tiếng Pháp",
    "German": "tiếng Đức", "Spanish": "tiếng Tây Ban Nha", "Chinese": "tiếng Trung",
    "Japanese": "tiếng Nhật", "Korean": "tiếng Hàn", "Russian": "tiếng Nga",
    "Italian": "tiếng Ý", "Latin": "tiếng La-tinh",
}  # fmt: skip

_UNASKED: Final = frozenset(("flag",))


def kind_name(key: Column, language: str) -> str:
    """Return what the rows are, as the name of a kind: never that of a built-in one."""
    if key.language:
        return {"en": "vocabulary", "vi": "từ vựng"}[language]
    name = key.role
    if name in builtin.names():
        return {"en": f"my {name}", "vi": f"{name} của tôi"}[language]
    return name


def own_kind(
    key: Column, others: Sequence[Column], apart: Sequence[Column], language: str
) -> dict[str, Value]:
    """Return a kind that asks for each column of the rows.

    Args:
        key: The column that tells what a row is about.
        others: The other columns.
        apart: Those of them that are needed to tell rows apart, besides the key.
        language: `en` or `vi`.
    """
    roles: dict[str, Value] = {key.role: _key(key, others, apart, language)}
    says: list[Value] = []
    for column in others:
        is_apart = any(one is column for one in apart)
        role, told = _role(column, key, apart, language, is_apart=is_apart)
        roles[column.role] = role
        # A statement that can leave its date out names what is put in order of time: it goes first.
        told = told.replace(f" {{on {column.role}}}", f"[! {{on {column.role}}}]")
        if told:
            says = [told, *says] if "[! {on" in told else [*says, told]
    kind: dict[str, Value] = {}
    if says:
        kind["says"] = says if len(says) > 1 else says[0]
    return {**kind, "roles": roles}


def _key(key: Column, others: Sequence[Column], apart: Sequence[Column], language: str) -> Value:
    """Return the role of the key; it is asked by columns where no two rows have the same."""
    if apart:
        return _is(key)
    back: list[Value] = [
        text for one in others if one.is_unique and (text := _back(one, key, language))
    ]
    if not back:
        return _is(key)
    return {"is": _is(key), "one": "yes", "ask": back if len(back) > 1 else back[0]}


def _back(column: Column, key: Column, language: str) -> str:
    if column.language and key.language:
        return _translated(key, column, language)
    text = column.aspect.back.get(language, "") if column.aspect else ""
    return _filled(text, column, key, language)


def _role(
    column: Column, key: Column, hints: Sequence[Column], language: str, *, is_apart: bool
) -> tuple[Value, str]:
    """Return a role with its wording, and its statement."""
    if column.type in _UNASKED:
        return "text", ""
    if is_apart:
        return _is(column), ""
    role: dict[str, Value] = {"is": _is(column)}
    if column.type == "list":
        asked = _listed(column, key, language)
        role |= {"of": "name", "one": "yes", "ask all": [_hinted(one, hints) for one in asked]}
    elif column.type == "steps":
        form = _several(column, language)
        text = form.ask if form else _PLAIN[language][""]
        role |= {"ask": _hinted(_filled(text, column, key, language), hints)}
    else:
        role |= {"one": "yes", "ask": _hinted(_ask(column, key, language), hints)}
    if hints:
        role.pop("one", None)
    return role, _hinted(_says(column, key, language), hints)


def _listed(column: Column, key: Column, language: str) -> list[str]:
    """Return how all members of a list are asked for."""
    noun = _plural(_called(column, language))
    first, second = _LISTED[language]
    if language == "en" and is_of_people(noun):
        first = "Who are the {count} <cs> of {k}?"
    return [_filled(text, column, key, language) for text in (first, second)]


def _ask(column: Column, key: Column, language: str) -> str:
    if column.language and key.language:
        return _translated(column, key, language)
    return _filled(_template(column, key, language), column, key, language)


def _template(column: Column, key: Column, language: str) -> str:
    aspect = column.aspect
    name = aspect.name if aspect else ""
    kept = {"year": _KEYED, "location": _WHERE}.get(name, {}).get(key.is_about, {})
    if name == "country" and key.type == "person":
        kept = _WHERE["person"]
    if kept:
        return kept[language]
    if aspect is not None and language in aspect.ask and _fits(aspect, column):
        return aspect.ask[language]
    form = _verbal(column, language)
    if form is not None:
        return form.ask
    joined = next((ask for end, ask, _ in _JOINED[language] if re.search(end, column.role)), "")
    if joined and column.type not in ("date", "number"):
        return joined
    if language == "en" and column.type == "number" and _is_counted(column):
        return _COUNTED
    several = _several(column, language)
    if several is not None:
        return several.ask
    plain = _PLAIN[language] if column.header else _NAMELESS[language]
    return plain.get(column.type, plain[""])


def _verbal(column: Column, language: str) -> Form | None:
    return verbal(column.role, column.type) if language == "en" and column.header else None


def _several(column: Column, language: str) -> Form | None:
    """Return how a column of names or texts is asked whose header is in the plural, or None."""
    told = column.header and column.type not in ("date", "number", "list")
    return plural(_called(column, language)) if told and language == "en" else None


def _fits(aspect: Aspect, column: Column) -> bool:
    """Return whether the wording of an aspect fits what the cells are."""
    if aspect.type == "date" or column.type == "date":
        return aspect.type == column.type
    return aspect.type in ("", column.type) or aspect.type in NAMES


def _is_counted(column: Column) -> bool:
    """Return whether a column counts things: moons, islands."""
    plural = re.search(r"[a-z]{3}s$", column.role) and not column.role.endswith("ss")
    whole = all(re.fullmatch(r"[\d,. ]+", str(value)) for value in column.values if value)
    return bool(plural) and whole and " of " not in column.role


def _says(column: Column, key: Column, language: str) -> str:
    aspect = column.aspect
    if column.type in ("list", "steps") or (column.language and key.language):
        return ""
    if aspect is not None and language in aspect.says and _fits(aspect, column):
        return _filled(aspect.says[language], column, key, language)
    form = _verbal(column, language)
    if form is not None:
        return _filled(form.says, column, key, language)
    if column.type == "date":
        text = {"en": "The <c> of {k} was {on c}.", "vi": "<c> của {k} là {c}."}[language]
        return _filled(text, column, key, language)
    joined = next((says for end, _, says in _JOINED[language] if re.search(end, column.role)), "")
    several = None if joined else _several(column, language)
    text = joined or (several.says if several else _SAYS[language])
    return _filled(text, column, key, language)


def _translated(column: Column, key: Column, language: str) -> str:
    """Return how a word is asked in another language."""
    if language == "vi":
        return f"“{{{key.role}}}” trong {_IN_VIETNAMESE[column.language]} là gì?"
    return f"What is “{{{key.role}}}” in {column.language}?"


def _called(column: Column, language: str) -> str:
    """Return what a column is called in the deck's language, if its header speaks another."""
    headers = column.aspect.headers if column.aspect else ()
    if language == "vi" and column.role.isascii():
        return next((one for one in headers if not one.isascii()), column.role)
    if language == "en" and not column.role.isascii():
        return next((one for one in headers if one.isascii()), column.role)
    return column.role


def _filled(text: str, column: Column, key: Column, language: str) -> str:
    """Return a wording with the names of the roles, and what the columns are called."""
    made = text.replace("{k}", f"{{{key.role}}}").replace("{c}", f"{{{column.role}}}")
    made = made.replace("{on c}", f"{{on {column.role}}}")
    noun = _called(column, language)
    made = made.replace("<cs>", _plural(noun)).replace("<c>", noun)
    made = made.replace("<k>", _called(key, language))
    return made[:1].upper() + made[1:] if not made.startswith("{") else made


def _plural(noun: str) -> str:
    """Return an English noun in the plural.

    >>> _plural("language"), _plural("country"), _plural("parties")
    ('languages', 'countries', 'parties')
    """
    if noun.endswith("s") or is_plural(noun):
        return noun
    return re.sub(r"(?<=[^aeiou])y$", "ie", noun) + "s"


def _hinted(text: str, hints: Sequence[Column]) -> str:
    """Return a wording with optional parts that tell rows apart, before its final mark."""
    if not text or not hints:
        return text
    parts = "".join(
        f"[ {{on {one.role}}}]" if one.type == "date" else f"[ ({{{one.role}}})]"
        for one in hints
        if one.type not in ("list", "steps")
    )
    return text[:-1] + parts + text[-1]


def _is(column: Column) -> Value:
    """Return what stands behind `is:`."""
    if column.type == "enum":
        return list(column.members)
    return {"flag": "text"}.get(column.type, column.type)
