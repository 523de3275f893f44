"""No widget takes a text that could act: each is a constant, or made by `shown` and its like."""

import ast
from collections.abc import Iterator
from pathlib import Path

import quizkit.tui

ROOT = Path(quizkit.tui.__file__).parent
SINKS = {"Static", "Label", "Option", "Content", "styled", "update"}
"""What paints a text, its first argument."""

ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "placeholder"}
"""What paints what is assigned to it."""

MAKERS = {"shown", "verbatim", "visible", "joined", "len"}
"""What makes a text fit to be painted, or asks only how long it is."""

OUTSIDE = {
    *("title", "deck", "stem", "options", "prompts", "response", "key", "lines", "statement"),
    *("source", "note", "why", "says", "quote", "publisher", "place", "url", "alt", "credit"),
    *("role", "value", "fact", "kind", "message", "tags", "path", "advice", "hint", "before"),
    *("sentence", "fault", "error", "missed", "one", "other", "answer", "titles", "value", "help"),
}
"""Fields of what comes to the screens from decks, logs, files and errors."""

OWN = {"self", "entry"}
"""What has fields of those names that are the program's own words."""

REVIEWED = {
    "screens/explain.py: heading",
    "widgets/factlines.py: text",
    "widgets/options.py: words",
    "widgets/matching.py: letter(at)",
    "widgets/previewbox.py: told",
    "widgets/previewbox.py: word",
}
"""Words of the program's own that stand beside such fields, looked at one by one."""

_SPEAKERS = {"str", "repr", "fspath"}


def is_fit(node: ast.AST, scope: ast.AST | None = None, seen: frozenset[str] = frozenset()) -> bool:
    """Return whether nothing from outside goes into a text but through what makes it fit."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in MAKERS:
            return True
        case ast.Call(func=ast.Name(id=name)) if name in _SPEAKERS:
            return False
        case ast.Attribute(attr=name, value=value):
            return ast.unparse(value) in OWN or name not in OUTSIDE
        case ast.Call(func=ast.Name(), args=args) | ast.Call(func=ast.Attribute(), args=args):
            return all(is_fit(each, scope, seen) for each in args)
        case ast.Compare():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return is_fit(body, scope, seen) and is_fit(orelse, scope, seen)
        case ast.Name(id=name) if scope is not None and name not in seen:
            return all(is_fit(each, scope, seen | {name}) for each in given(name, scope))
        case ast.FormattedValue(value=value, format_spec=ast.JoinedStr(values=[*_, last])):
            number = isinstance(last, ast.Constant) and str(last.value).endswith(tuple("df%,g"))
            return number or is_fit(value, scope, seen)
    return all(is_fit(each, scope, seen) for each in ast.iter_child_nodes(node))


def given(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """Yield what a name of a function is given."""
    for each in ast.walk(scope):
        if isinstance(each, ast.Assign) and any(
            isinstance(to, ast.Name) and to.id == name for to in each.targets
        ):
            yield each.value
        elif isinstance(each, ast.For | ast.comprehension) and name in {
            to.id for to in ast.walk(each.target) if isinstance(to, ast.Name)
        }:
            yield each.iter


def faults(source: str) -> Iterator[tuple[int, str]]:
    """Yield each line that hands a widget a text which is neither, with what it is."""
    tree = ast.parse(source)
    scopes: dict[ast.AST, ast.AST] = {}
    for scope in ast.walk(tree):
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            scopes |= dict.fromkeys(ast.walk(scope), scope)
    for node in ast.walk(tree):
        for text in painted(node):
            if not is_fit(text, scopes.get(node)):
                yield text.lineno, ast.unparse(text)
        if isinstance(node, ast.Call) and not keeps_from_markup(node):
            yield node.lineno, ast.unparse(node)


def painted(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the texts that a node has painted."""
    if isinstance(node, ast.Assign):
        is_painted = any(getattr(to, "attr", "") in ATTRIBUTES for to in node.targets)
        yield from [node.value] if is_painted else []
    elif isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        yield from node.args[:1] if name in SINKS else []
        yield from node.args if name == "add_row" else []
        yield from (each.value for each in node.keywords if each.arg in ATTRIBUTES)


def keeps_from_markup(node: ast.Call) -> bool:
    """Return whether a call asks for no markup; what takes it by itself has to be told."""
    asked = [each.value for each in node.keywords if each.arg == "markup"]
    if getattr(node.func, "attr", "") == "notify" and not asked:
        return False
    return all(isinstance(each, ast.Constant) and each.value is False for each in asked)


def test_no_widget_takes_a_bare_text():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted(ROOT.rglob("*.py"))
        for line, text in faults(path.read_text(encoding="utf-8"))
        if f"{path.relative_to(ROOT).as_posix()}: {text}" not in REVIEWED
    ]
    assert not found, "\n".join(found)


def test_a_bare_text_is_found():
    for bad in (
        "Static(f'{deck.title}')",
        "Content(view.stem)",
        "Content.styled(row.says, 'bold')",
        "self.query_one(Static).update('by ' + source.publisher)",
        "box.border_title = deck.title",
        "Static(shown(x), markup=True)",
        "def f():\n  told = str(error)\n  return Content(told)",
        "def f():\n  for line in view.lines:\n    yield Content(line)",
        "Option(f'{fact.kind}')",
        "table.add_row(shown(x), view.note)",
        "self.notify(text)",
        "Input(placeholder=deck.title)",
    ):
        assert list(faults(bad)), bad
    for good in ("Static(shown(deck.title))", "Content('a' + b)", "Content(f'{len(deck.lines)}')"):
        assert not list(faults(good)), good
