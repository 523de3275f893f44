"""The house itself: what is documented, what is named, what must not be there."""

import ast
import importlib
import re
import subprocess
from pathlib import Path

import pytest

import quizkit

ROOT = Path(__file__).parents[1]
LONG = {
    "quizkit/model/deck.py": 430,  # every noun of a deck, each documented field by field
}
"""Modules over 400 lines, why, and how long they may be."""
MODULES = sorted((ROOT / "quizkit").rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_public_names_are_sorted_and_importable() -> None:
    assert list(quizkit.__all__) == sorted(quizkit.__all__)
    assert [name for name in quizkit.__all__ if not hasattr(quizkit, name)] == []
    assert set(quizkit.__all__) <= set(dir(quizkit))


def test_every_public_name_is_documented() -> None:
    assert [n for n in quizkit.__all__ if not (getattr(quizkit, n).__doc__ or "").strip()] == []


def test_every_all_is_importable() -> None:
    for path in MODULES:
        dotted = relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if not dotted.endswith("__main__"):
            module = importlib.import_module(dotted)
            names = list(getattr(module, "__all__", []))
            assert [name for name in names if not hasattr(module, name)] == [], dotted


def test_every_module_says_what_it_is() -> None:
    texts = {relative(path): path.read_text(encoding="utf-8") for path in MODULES}
    assert [path for path, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: n for path, n in lengths.items() if n > LONG.get(path, 400)} == {}


def test_every_top_level_module_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    found = {
        path.stem
        for path in (ROOT / "quizkit").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    missing = [name for name in sorted(found - {"__init__"}) if name not in text]
    assert missing == []


def test_the_readme_has_exactly_two_commands_for_the_set_up() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^\s*(pip install .*)$", text, flags=re.MULTILINE)
    assert found == [
        "pip install -e . && quizkit study vietnam-us",
        "pip install -e '.[dev]' && pytest",
    ]


def test_every_command_in_the_documents_exists() -> None:
    from quizkit.cli.main import COMMANDS

    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        used = set(re.findall(r"(?:`|[$] |&& )quizkit ([a-z]+)\b", text))
        assert used <= set(COMMANDS), name


def test_files_name_no_machine_and_no_missing_work() -> None:
    shown = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if shown.returncode:
        pytest.skip("not a checkout of git")
    words = re.compile(r"/(?:tmp|work|root|home)/(?!mai\b)[a-z]|\bTO" + r"DO\b|\bFIX" + r"ME\b")
    found = []
    for name in shown.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml"} and path.exists():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {match.group()}" for match in words.finditer(text)]
    assert found == []


def test_the_code_says_what_licence_covers_what() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in text
    assert "CC BY 4.0" in text


def test_the_check_of_everything_can_be_run_and_reads_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
    assert "README.md" in text
    for step in ('pytest --size ci -m "fault or property"', "ruff format --check", "ruff check"):
        assert f"\n{step}" in text
    assert text.index("\nmypy\n") < text.index("\nlint-imports\n")
