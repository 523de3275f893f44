"""Two versions of a deck compared: what `quizkit diff` prints."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from quizkit.checks.frames import as_json as plain
from quizkit.cli.frame import Cli
from quizkit.cli.library import askers
from quizkit.cli.out import Styled
from quizkit.cli.report import print_problems
from quizkit.practice.versions import CHANGES, Difference, Versions, compare

_STYLES: Final = {"added": "green", "removed": "red", "refused": "red"}
_ROOM: Final = max(map(len, CHANGES.values()))


def show(cli: Cli, old: str, new: str, *, as_json: bool) -> bool:
    """Print what changed, and return whether anything did.

    Args:
        cli: The frame.
        old: The older version: a deck's name, file or folder.
        new: The newer one.
        as_json: As one object.

    Raises:
        DeckError: If one of them is missing or cannot be used.
    """
    pair = [askers(cli, [name])[0] for name in (old, new)]
    found = compare(*pair)
    if as_json:
        cli.out.json(_document(found))
    else:
        _print(cli, found, (pair[0].deck.id, pair[1].deck.id))
    return bool(found.differences or found.renamed)


def _print(cli: Cli, found: Versions, decks: tuple[str, str]) -> None:
    if found.renamed:
        cli.out.data(f"The deck's id changed from {decks[0]} to {decks[1]}: learners begin anew.")
        cli.out.data("")
    for each in found.differences:
        head = f"{CHANGES[each.change]:<{_ROOM}}"
        style = _STYLES.get(each.change, "")
        name = "#".join(filter(None, (each.fact, each.role)))
        cli.out.data(Styled(head, style) if style else head, f"  {name}")
        for line in _lines(each):
            cli.out.data(f"    {line}")
    if found.problems:
        cli.out.data("")
        print_problems(found.problems, cli.out.data)
    cli.out.tell(_summary(found))


def _lines(each: Difference) -> Iterator[str]:
    if each.old and each.new:
        yield f"- {each.old}"
        yield f"+ {each.new}"
    elif each.old or each.new:
        yield each.old or each.new
    if each.facets and each.change in ("value", "answer"):
        yield "what is known of it is weakened"


def _summary(found: Versions) -> str:
    counts = Counter(each.change for each in found.differences)
    facts = (("added", "new"), ("removed", "gone"))
    told = [f"{_number(counts[name], 'fact')} {word}" for name, word in facts if counts[name]]
    if not found.differences:
        return f"nothing that learners would notice; {_number(found.kept, 'question')} as before"
    histories = [f"{_number(found.kept, 'memory', 'memories')} kept"]
    histories += [f"{found.weakened} weakened"] if found.weakened else []
    histories += [f"{found.lost} asked no more"] if found.lost else []
    return "; ".join(filter(None, (", ".join(told), ", ".join(histories))))


def _number(count: int, noun: str, nouns: str = "") -> str:
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def _document(found: Versions) -> dict[str, object]:
    return {
        "v": 1,
        "changes": [each._asdict() for each in found.differences],
        "kept": found.kept,
        "weakened": found.weakened,
        "lost": found.lost,
        "renamed": found.renamed,
        "problems": [plain(problem) for problem in found.problems],
    }
