"""What the scripts of the decks share: names and sheets as text, and wrong answers in balance."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from io import StringIO
from typing import Final

CHOICES: Final = 3
"""Answers that one question offers."""

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


def threes(items: Sequence[str]) -> dict[str, list[str]]:
    """Return two others for each item, so that three items are always offered together.

    Each stands in three questions, and each is right in one of them: neither how often an option
    is seen nor its place among the others tells anything. A rest of one or two joins the last
    three, where each is asked with the two that follow it.

    Args:
        items: At least three; those that make good options for each other side by side.
    """
    found = {}
    for first in range(0, max(1, len(items) // CHOICES) * CHOICES, CHOICES):
        rest = len(items) - first
        group = items[first:] if rest < 2 * CHOICES else items[first : first + CHOICES]
        for place, item in enumerate(group):
            found[item] = [group[(place + step) % len(group)] for step in (1, 2)]
    return found


def balanced(
    answers: Mapping[str, str], avoid: Callable[[str], Collection[str]]
) -> dict[str, list[str]]:
    """Return two wrong answers for each subject, so that no answer is right more often than others.

    Subjects are taken in threes with different answers, the most frequent answers first; each of
    the three is asked with the answers of all.

    Args:
        answers: Subject to right answer; no subject is "".
        avoid: Returns the answers that are no good options for a subject; none for "".
    """
    often = Counter(answers.values())
    waiting: dict[str, list[str]] = {}
    for subject, answer in answers.items():
        waiting.setdefault(answer, []).append(subject)
    found: dict[str, list[str]] = {}
    while waiting:
        order = sorted(waiting, key=lambda answer: (-len(waiting[answer]), answer))
        order += [answer for answer, _ in often.most_common() if answer not in waiting]
        taken: dict[str, str] = {}
        for answer in order:
            if len(taken) < CHOICES:
                taken |= fitting(answer, waiting.get(answer, [""]), taken, avoid)
        for answer, subject in taken.items():
            if subject:
                found[subject] = [other for other in taken if other != answer]
                waiting[answer].remove(subject)
                if not waiting[answer]:
                    del waiting[answer]
    return found


def fitting(
    answer: str,
    subjects: Sequence[str],
    taken: Mapping[str, str],
    avoid: Callable[[str], Collection[str]],
) -> dict[str, str]:
    """Return an answer with the first of its subjects that can be asked beside those taken."""
    if any(answer in avoid(other) for other in taken.values()):
        return {}
    subject = next((one for one in subjects if taken.keys().isdisjoint(avoid(one))), None)
    return {} if subject is None else {answer: subject}


def flow(options: Mapping[str, Iterable[str]]) -> str:
    """Return `{role: [value, value]}` for a cell."""
    parts = []
    for role, values in options.items():
        quoted = (f'"{v}"' if set(v) & set(",.#:") else v for v in values)
        parts.append(f"{role}: [{', '.join(quoted)}]")
    return "{" + ", ".join(parts) + "}"


def listing(names: Sequence[str]) -> str:
    """Return names as a list, or ""."""
    return f"[{', '.join(map(quoted, names))}]" if names else ""


def quoted(text: str) -> str:
    """Return a text as YAML takes it inside braces."""
    return f'"{text}"' if set(text) & set(",:#[]{}") else text


def declared(kind: str, also: Sequence[str], vietnamese: str, never: Sequence[str] = ()) -> Row:
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
