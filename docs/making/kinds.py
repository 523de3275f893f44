"""The kinds that ship: their roles, how they are asked, and questions of an example deck."""

import re
from pathlib import Path
from typing import Final

import quizkit as qk
from making.markdown import block, code, contents, page, plain, table
from quizkit.decks import builtin
from quizkit.model import Kind, Question, Role

_ROOT: Final = Path(qk.__file__).parents[1]
_FILES: Final = Path(qk.__file__).parent / "decks" / "kinds"
_EXAMPLES: Final = _ROOT / "examples" / "kinds"
_COLUMNS: Final = re.compile(r"\s{2,}")
_DRAWN: Final = 40
"""Questions drawn of an example, so that each role is among them."""
_LANGUAGES: Final = {"en": "English", "vi": "Vietnamese"}


def pages() -> dict[str, str]:
    """Return an index and a page a kind."""
    names = builtin.names()
    rows = [(f"[`{name}`]({name}.md)", plain(_says(name)), _roles_of(name)) for name in names]
    index = page(
        "Built-in kinds",
        f"{len(names)} classes of facts that every deck may use as they are, worded in English and "
        "Vietnamese. A deck that defines a kind of the same name replaces it whole.",
        table(("kind", "for", "roles"), rows),
        contents(names, hidden=True),
    )
    made = {f"reference/kinds/{name}": _page(builtin.kind(name)) for name in names}
    return {"reference/kinds/index": index, **made}


def _roles_of(name: str) -> str:
    return ", ".join(map(code, builtin.kind(name).roles))


def _source(name: str) -> str:
    return (_FILES / f"{name}.yaml").read_text(encoding="utf-8")


def _head(name: str) -> list[str]:
    """Return the lines of comment at the top of a kind's file."""
    lines = _source(name).split("\n")
    end = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    return [line[1:] for line in lines[:end]]


def _says(name: str) -> str:
    says = _head(name)[0].strip().removeprefix(f"{name}:").strip()
    return f"{says[:1].upper()}{says[1:]}"


def _told(kind: Kind) -> tuple[dict[str, str], list[str]]:
    """Return what the comment says of each role, and its sentences about the kind."""
    roles: dict[str, str] = {}
    sentences: list[str] = []
    last = ""
    for line in _head(kind.name)[1:]:
        cells = _COLUMNS.split(line.strip())
        if line.startswith("  ") and cells[0] in kind.roles:
            last = cells[0]
            type_ = kind.roles[last].type
            roles[last] = "; ".join(cell for cell in cells[1:] if cell != type_)
        elif line.startswith("  ") and last:
            roles[last] += f" {' '.join(cells)}"
        elif not line.strip().startswith("Example:"):
            sentences.append(line.strip())
    return roles, sentences


def _page(kind: Kind) -> str:
    roles, sentences = _told(kind)
    rows = [_role(role, roles.get(name, "")) for name, role in kind.roles.items()]
    example = (_EXAMPLES / f"{kind.name}.yaml").read_text(encoding="utf-8")
    return page(
        kind.name,
        plain(_says(kind.name)),
        plain(" ".join(sentences)),
        "## Roles",
        table(("role", "type", "what", "asked by"), rows),
        "## Questions",
        "Of the example below:",
        _questions(kind),
        "## Example",
        block(example, "yaml"),
        "## The kind itself",
        "As a deck would write it under `kinds:`.",
        block(_source(kind.name), "yaml"),
        anchor=f"kind-{kind.name}",
    )


def _role(role: Role, says: str) -> tuple[str, str, str, str]:
    asked = [field for field, wordings in role.wordings.items() if wordings]
    type_ = " | ".join(role.members) or (
        f"{role.type} of {role.of}" if _is_list(role) else role.type
    )
    return code(role.name), code(type_), plain(says), ", ".join(map(code, asked)) or "never asked"


def _is_list(role: Role) -> bool:
    return role.type in ("list", "steps")


def _questions(kind: Kind) -> str:
    """Return a question for each role and way of asking, in each language that ships."""
    deck = qk.load(_EXAMPLES / f"{kind.name}.yaml")
    rows = []
    for language, called in _LANGUAGES.items():
        drawn = deck.questions(_DRAWN, seed=1, language=language)
        seen: dict[tuple[str, str], Question] = {}
        for each in drawn:
            if each.plan.kind == kind.name and each.plan.language == language:
                seen.setdefault((each.plan.role, each.plan.way.value), each)
        rows += [
            (called, code(role), plain(each.stem), plain(each.answer))
            for (role, _), each in sorted(seen.items())
        ]
    if not rows:
        message = f"kind {kind.name}: its example asks nothing"
        raise ValueError(message)
    return table(("language", "role", "question", "answer"), rows)
