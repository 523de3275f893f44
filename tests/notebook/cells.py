"""Cells run by a real IPython in a process of its own, with what each shows."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

_PROGRAM = """
import contextlib, io, json, sys
from traitlets.config import Config
from IPython.core.interactiveshell import InteractiveShell

settings = Config()
settings.HistoryManager.enabled = False
shell = InteractiveShell.instance(config=settings)
shell.colors = "nocolor"
shown = []
for cell in json.load(sys.stdin):
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        done = shell.run_cell(cell)
    bundle = {}
    if done.success and done.result is not None:
        bundle, _ = shell.display_formatter.format(done.result)
    shown.append([heard.getvalue(), {kind: str(what) for kind, what in bundle.items()}])
print(json.dumps(shown))
"""


class Shown(NamedTuple):
    """What a cell showed: what was printed, and its value by type."""

    printed: str
    bundle: dict[str, str]


def run(cells: Sequence[str], folder: Path) -> list[Shown]:
    """Return what each cell shows.

    Args:
        cells: Their code.
        folder: Where IPython may write, and where the cells run.
    """
    pytest.importorskip("IPython")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input=json.dumps(cells),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=folder,
        env={**os.environ, "IPYTHONDIR": str(folder / "ipython"), "PYTHONUTF8": "1"},
    )
    return [Shown(*each) for each in json.loads(done.stdout)]
