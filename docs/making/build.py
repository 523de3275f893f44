"""Writes the pages that are made from the code, before Sphinx looks for pages."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from pygments.lexers.special import TextLexer  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

from making import (
    api,
    checks,
    cli,
    deck,
    docstrings,
    formats,
    kinds,
    log,
    presses,
    project,
    settings,
    shards,
)

MAKERS: Final[tuple[Callable[[], dict[str, str]], ...]] = (
    cli.pages,
    deck.pages,
    kinds.pages,
    checks.pages,
    presses.pages,
    settings.pages,
    formats.pages,
    log.pages,
    shards.pages,
    api.pages,
    project.pages,
)
"""What makes pages: name of a page, without ending, to its Markdown."""
CROWDED: Final = "reference/checks/"
"""Pages that are too many for a sidebar; their index lists them."""
_SAME: Final[dict[int, str]] = {}
"""The sidebar of the crowded pages, by build: it is the same on all of them."""
PLAIN: Final = ("csv", "gift")
"""Languages of blocks that nothing colours."""
FOLDERS: Final = ("project", "reference/*")
"""Where only made pages are; what was made before and is no more goes."""


def made() -> dict[str, str]:
    """Return every page that is made from the code."""
    found: dict[str, str] = {}
    for maker in MAKERS:
        more = maker()
        if twice := found.keys() & more.keys():
            message = f"made twice: {', '.join(sorted(twice))}"
            raise ValueError(message)
        found |= more
    return found


def write(folder: Path) -> None:
    """Write the made pages; Sphinx reads again only those that changed."""
    pages = {folder / f"{name}.md": text for name, text in made().items()}
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            new = path.with_name(f"{path.name}.{os.getpid()}")  # another build may be reading
            new.write_text(text, encoding="utf-8")
            new.replace(path)
    for path in (old for place in FOLDERS for old in folder.glob(f"{place}/**/*.md")):
        if path not in pages:
            path.unlink(missing_ok=True)


def _branch(
    app: Sphinx, name: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Let the sidebar open only the branch that is read, and list no branch of many pages."""
    whole = context.get("toctree")
    if whole is None:
        return
    shown = {"collapse": True, "maxdepth": 2 if name.startswith(CROWDED) else -1}
    if name.startswith(CROWDED) and name != f"{CROWDED}index":
        same = _SAME.get(id(app)) or whole(includehidden=True, titles_only=True, **shown)
        _SAME[id(app)] = same
        context["toctree"] = lambda **_: same
    else:
        context["toctree"] = lambda **options: whole(**{**options, **shown})


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the pages as a build begins."""
    SearchEnglish.stem = cache(SearchEnglish.stem)  # type: ignore[method-assign]  # words recur
    for name in PLAIN:
        app.add_lexer(name, TextLexer)
    app.connect("builder-inited", lambda app: write(Path(app.srcdir)))
    app.connect("autodoc-process-docstring", docstrings.hide, priority=400)
    app.connect("autodoc-process-docstring", docstrings.show, priority=600)
    app.connect("doctree-read", api.link)
    app.connect("doctree-read", docstrings.plainer)
    app.connect("html-page-context", _branch, priority=400)  # before the theme looks at it
    return {"parallel_read_safe": True, "parallel_write_safe": True}
