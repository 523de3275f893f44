"""Registries as they were before, and packages that bring something by entry point."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from quizkit.checks import own
from quizkit.formats import formatlist as formats
from quizkit.practice import extensions
from quizkit.questions import formlist as forms

_KNOWN = (forms.OWN, own.OWN, formats.OWN)
_INSTALLED = (extensions.FORMS, extensions.CHECKS, formats.INSTALLED)


@pytest.fixture(autouse=True)
def registries() -> Iterator[None]:
    """Forget after each test what it registered, installed and imported."""
    before, modules, path = [dict(known) for known in _KNOWN], set(sys.modules), sys.path[:]
    for installed in _INSTALLED:
        installed.forget()
    yield
    for known, entries in zip(_KNOWN, before, strict=True):
        known.clear()
        known.update(entries)
    for installed in _INSTALLED:
        installed.forget()
    for name in set(sys.modules) - modules:
        if name.startswith(("plugged", "quizkit_letters")):
            del sys.modules[name]
    sys.path[:] = path


def install(
    folder: Path, points: Mapping[str, str], sources: Mapping[str, str], *, name: str = "qk-plugged"
) -> Path:
    """Put a package into a folder, as an installer does.

    Args:
        folder: Where packages are.
        points: What it brings, such as {"quizkit.forms anagram": "plugged:Anagram"}.
        sources: Text of its modules by name; each name begins with "plugged".
        name: Its name.
    """
    about = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    groups: dict[str, list[str]] = {}
    for key, value in points.items():
        group, _, called = key.partition(" ")
        groups.setdefault(group, []).append(f"{called} = {value}")
    text = "".join(f"[{group}]\n" + "\n".join(lines) + "\n" for group, lines in groups.items())
    (about / "entry_points.txt").write_text(text)
    for module, source in sources.items():
        (folder / f"{module}.py").write_text(source)
    return folder
