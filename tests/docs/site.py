"""The documentation, built as whoever reads it gets it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMAND = (sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-j", "2")
"""A warning is an error, and a name that leads nowhere is a warning."""
LONGEST = 270
"""Seconds after which a build is given up; a machine that does nothing else needs a tenth."""


def build(out: Path) -> str:
    """Build the site into a folder and return what was wrong, or ""."""
    for name in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(name)
    done = subprocess.run(
        [*COMMAND, "-b", "html", str(DOCS), str(out)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        timeout=LONGEST,
        check=False,
    )
    return done.stderr[-4000:] if done.returncode else ""
