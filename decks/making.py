"""What the scripts of the decks share: names and sheets as text, and wrong answers in balance."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from io import StringIO
from typing import Final

RING: Final = 3
"""An option is offered to so many neighbours on either side."""

CHOICES: Final = 3
"""Answers that one balanced question offers."""

Row = dict[str, str]


def plain(text: str) -> str:
    """Return a text in small letters, without marks."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def split(text: str) -> set[str]:
    """Return the words of a text, in small letters and without marks."""
    return set(plain(text).replace("-", " ").replace("'", " ").split())


def given_away(one: str, other: str) -> bool:
    """Return whether one name tells the other: a common word, or a common beginning."""
    common = split(one) & split(other)
    return any(len(word) > 3 for word in common) or plain(one)[:5] == plain(other)[:5]


def ring(items: Sequence[str]) -> dict[str, list[str]]:
    """Return for each item its neighbours in a ring, so that all are offered equally often."""
    steps = [step for step in range(-RING, RING + 1) if step]
    return {
        item: [items[(place + step) % len(items)] for step in steps]
        for place, item in enumerate(items)
    }


def balanced(
    answers: Mapping[str, str], avoid: Callable[[str], Collection[str]]
) -> dict[str, list[str]]:
    """Return two wrong answers for each subject, so that no answer is right more often than others.

    Subjects are taken in threes with different answers, the most frequent answers first; each of
    the three is asked with the answers of all.

    Args:
        answers: Subject to right answer.
        avoid: Returns the answers that are no good options for a subject.
    """
    often = Counter(answers.values())
    waiting: dict[str, list[str]] = {}
    for subject, answer in answers.items():
        waiting.setdefault(answer, []).append(subject)
    found: dict[str, list[str]] = {}
    while waiting:
        order = sorted(waiting, key=lambda answer: (-len(waiting[answer]), answer))
        taken: dict[str, str] = {}
        for answer in [*order, *(one for one, _ in often.most_common() if one not in order)]:
            subject = next(
                (
                    one
                    for one in waiting.get(answer, [""])
                    if taken.keys().isdisjoint(avoid(one))
                    and not any(answer in avoid(other) for other in taken.values())
                ),
                None,
            )
            if subject is not None and len(taken) < CHOICES:
                taken[answer] = subject
        for answer, subject in taken.items():
            if subject:
                found[subject] = [other for other in taken if other != answer]
                waiting[answer].remove(subject)
                if not waiting[answer]:
                    del waiting[answer]
    return found


def flow(options: Mapping[str, Iterable[str]]) -> str:
    """Return `{role: [value, value]}` for a cell."""
    parts = []
    for role, values in options.items():
        quoted = (f'"{v}"' if set(v) & set(",.#:") else v for v in values)
        parts.append(f"{role}: [{', '.join(quoted)}]")
    return "{" + ", ".join(parts) + "}"


def listing(names: Iterable[str]) -> str:
    """Return names as a list, or ""."""
    return f"[{', '.join(map(quoted, names))}]" if names else ""


def quoted(text: str) -> str:
    """Return a text as YAML takes it inside braces."""
    return f'"{text}"' if set(text) & set(",:#[]{}") else text


def declared(kind: str, also: Iterable[str], vietnamese: str, never: Iterable[str] = ()) -> Row:
    """Return what stands behind a name."""
    row = {"is": kind, "aka": listing(also), "not": listing(never), "vi": quoted(vietnamese)}
    return {field: text for field, text in row.items() if text}


def sheet(rows: Sequence[Row]) -> str:
    """Return rows as CSV."""
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def name_file(sections: Mapping[str, Mapping[str, Row]]) -> str:
    """Return the text of names.yaml."""
    lines = ["# Written by make.py; hand-written parts are in hand.yaml.", "names:"]
    for title, names in sections.items():
        lines.append(f"  # {title}")
        for name, fields in names.items():
            inner = ", ".join(f"{field}: {text}" for field, text in fields.items())
            lines.append(f"  {quoted(name)}: {{{inner}}}")
    return "\n".join(lines) + "\n"
