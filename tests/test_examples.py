"""Every script and notebook of examples/ runs, and says what it is for."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
HEAVY = "cluster_on_one_machine.py"
RUN = [
    pytest.param(
        path,
        id=path.name,
        marks=(pytest.mark.slow, pytest.mark.fault) if path.name == HEAVY else (),
    )
    for path in SCRIPTS
]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("path", RUN)
def test_the_script_runs(path: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "-W", "error", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") >= 2


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_the_script_says_how_it_is_run(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert f"python examples/{path.name}" in said


@pytest.mark.timeout(240)
def test_every_notebook_runs_from_its_first_cell_to_its_last(tmp_path: Path) -> None:
    copies = [tmp_path / path.name for path in NOTEBOOKS]
    for path, copy in zip(NOTEBOOKS, copies, strict=True):
        copy.write_bytes(path.read_bytes())
    for extra in EXAMPLES.glob("*.csv"):
        (tmp_path / extra.name).write_bytes(extra.read_bytes())
    options = ("-q", "--nbmake", "--nbmake-timeout=100", "-p", "no:cacheprovider", "-p", "no:xdist")
    done = run(tmp_path, "-m", "pytest", *options, *map(str, copies))
    assert done.returncode == 0, done.stdout[-4000:]
    assert f"{len(NOTEBOOKS)} passed" in done.stdout


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_is_as_its_author_wrote_it(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in whole["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]] == []
    assert whole["cells"][0]["source"][0].startswith("# ")
    assert len(code) >= 4


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with this quizkit."""
    root = str(EXAMPLES.parent)
    paths = os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths, "PYTEST_ADDOPTS": ""},
    )
