"""What is handed out: the wheel and what it is made of, the pins, an install without a network."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "data" / "wheel.txt"
PINS = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHECKOUT = (ROOT / ".git").exists()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of the working tree."""
    return built("wheel", tmp_path_factory.mktemp("wheel"))


def built(target: str, folder: Path) -> Path:
    """Build without a network, in a process of its own: hatchling looks at the working folder."""
    backend = f"import hatchling.build as b; print(b.build_{target}({str(folder)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", backend], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.split()[-1]


def test_the_wheel_holds_these_files(wheel: Path, request: pytest.FixtureRequest) -> None:
    with ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if ".dist-info/" not in name)
    found = "".join(f"{name}\n" for name in names)
    if request.config.getoption("--golden"):
        LIST.write_text(found, encoding="utf-8")
    assert found == LIST.read_text(encoding="utf-8")


def test_the_wheel_holds_every_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        data = next(name for name in names if name.endswith("METADATA"))
        text = archive.read(data).decode()
    for place in PROJECT["license-files"]:
        assert any(name.endswith(f"licenses/{place}") for name in names), place
    assert f"License-Expression: {PROJECT['license']}" in text


def test_the_wheel_holds_the_decks_as_they_are_written(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = {
            name.removeprefix("quizkit/_decks/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("quizkit/_decks/")
        }
    folder = ROOT / "decks"
    beside = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert inside == beside


def test_an_editable_install_copies_no_deck(tmp_path: Path) -> None:
    with ZipFile(built("editable", tmp_path)) as archive:
        names = archive.namelist()
        places = [archive.read(name).decode().strip() for name in names if name.endswith(".pth")]
    assert [name for name in names if "deck" in name and ".dist-info/" not in name] == []
    assert places == [str(ROOT)]


def test_what_was_installed_without_a_network_works(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    libraries = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    pip = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "-q"]
    into = ["--python", str(python), "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, *into, str(wheel)], check=True)
    # what quizkit needs is borrowed from here, but not quizkit: a path in a .pth reads no .pth
    Path(libraries, "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")

    def typed(*command: str) -> str:
        environment = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
            "HOME": str(tmp_path),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import quizkit.decks.library as l; print(l.bundled())"
    assert typed(str(python), "-c", where).strip() == str(Path(libraries, "quizkit", "_decks"))
    assert PROJECT["version"] in typed(str(scripts / "quizkit"), "--version")
    told = typed(str(scripts / "quizkit"), "decks")
    for deck in ("countries", "elements", "spaced-learning", "vietnam-us"):
        assert deck in told
    asked = typed(str(scripts / "quizkit"), "preview", "vietnam-us", "-n", "3", "--seed", "7")
    assert asked.count("?") >= 2


def pinned(name: str) -> dict[str, list[Requirement]]:
    """Return a file's requirements by name; a package may have one for each platform."""
    text = (PINS / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[Requirement]] = {}
    for line in text.replace("\\\n", " ").splitlines():
        assert "--hash=sha256:" in line, line
        wanted = Requirement(line.split(" --hash")[0].strip())
        found.setdefault(canonical(wanted.name), []).append(wanted)
    return found


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


EXTRAS = PROJECT["optional-dependencies"]
USERS = [each for name, wanted in EXTRAS.items() if name != "dev" for each in wanted]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("base", PROJECT["dependencies"]),
        ("extras", [*PROJECT["dependencies"], *USERS]),
        ("dev", [*PROJECT["dependencies"], *EXTRAS["dev"]]),
    ],
)
def test_the_pins_are_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    pins = pinned(name)
    for line in wanted:
        need = Requirement(line)
        for pin in pins[canonical(need.name)]:
            (exact,) = pin.specifier
            assert exact.operator == "=="
            assert need.specifier.contains(exact.version), (line, str(pin))


def test_the_pins_name_no_address() -> None:
    for path in PINS.glob("*.txt"):
        assert re.findall(r"https?:|file:|--(?:index|find|extra)", path.read_text("utf-8")) == []


def test_every_extra_is_among_what_the_tests_need() -> None:
    dev = {canonical(Requirement(line).name) for line in EXTRAS["dev"]}
    assert {canonical(Requirement(line).name) for line in USERS} - dev == {"pillow"}


def test_the_version_is_said_once() -> None:
    told = (ROOT / "quizkit" / "cli" / "version.txt").read_text(encoding="utf-8")
    assert PROJECT["version"] in told
