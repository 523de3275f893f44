"""Equal seeds give equal bytes: on every Python, whatever its hashes, and from one day to the next.

An interpreter takes part if it can import what the package needs. More can be named in
`TEST_PYTHONS`, with the system's path separator between them.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/data/same_bytes.json"
VERSIONS = ("3.11", "3.12", "3.13")
NAMED = os.environ.get("TEST_PYTHONS", "")
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
"""Read before the tests get a home of their own."""


def interpreters(version: str) -> Iterator[str]:
    """Yield programs that may be this Python."""
    if sys.version.startswith(f"{version}."):
        yield sys.executable
    yield from (path for path in NAMED.split(os.pathsep) if path)
    found = shutil.which(f"python{version}")
    if found:
        yield found
    yield from (str(path / "bin/python") for path in sorted(PYENV.glob(f"{version}.*")))


def usable(version: str) -> str | None:
    """Return a program that is this Python and has what the package needs, or None."""
    code = "import sys, yaml, pydantic, rapidfuzz; print('%d.%d' % sys.version_info[:2])"
    for program in interpreters(version):
        try:
            done = subprocess.run(
                [program, "-c", code], capture_output=True, text=True, check=False, timeout=30
            )
        except OSError:
            continue
        if done.returncode == 0 and done.stdout.strip() == version:
            return program
    return None


def digests(program: str, hash_seed: str) -> dict[str, str]:
    done = subprocess.run(
        [program, "-m", "tests.questions.same_bytes"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    return digests(sys.executable, "0")


@pytest.mark.timeout(600)
def test_seeds_mean_what_they_meant(here: dict[str, str], request: pytest.FixtureRequest):
    pinned = {name: here[name] for name in ("made", "small")}
    if request.config.getoption("--golden"):
        GOLDEN.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
    assert pinned == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_makes_the_same_questions(version: str, here: dict[str, str]):
    program = usable(version)
    if program is None:
        pytest.skip(f"no Python {version} here that can import yaml, pydantic and rapidfuzz")
    hash_seed = {"3.11": "1", "3.12": "22", "3.13": "333"}[version]
    assert digests(program, hash_seed) == here
