"""Programs of others that read what quizkit writes: where they are, or why a test is skipped.

`.ci/consumers DIR` installs them; CONSUMERS_DIR names the folder with their npm packages.
"""

import importlib
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest


def module(name: str) -> ModuleType:
    """Return a Python package."""
    try:
        return importlib.import_module(name)
    except ImportError:
        pytest.skip(f"the Python package {name} is not installed (.ci/consumers)")


def program(name: str) -> str:
    """Return the path of a program."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"the program {name} is not installed (.ci/consumers)")
    return found


def npm(name: str) -> Path:
    """Return the folder of an npm package."""
    folder = Path(os.environ.get("CONSUMERS_DIR", "consumers"), "node_modules", name)
    if not folder.is_dir():
        pytest.skip(f"the npm package {name} is not installed (.ci/consumers)")
    return folder.resolve()


def run(*command: str, stdin: bytes = b"", timeout: int = 120, cwd: Path | None = None) -> bytes:
    """Return what a program prints; it must end well."""
    done = subprocess.run(
        command, input=stdin, capture_output=True, timeout=timeout, cwd=cwd, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    return done.stdout
