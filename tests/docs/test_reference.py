"""The documentation as it is built: complete, strict, and without a word to another host."""

import html
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

import quizkit
from quizkit.checks.catalogue import pages as checks
from quizkit.cli.main import COMMANDS
from quizkit.decks import builtin, load
from quizkit.formats.formatlist import FORMATS
from quizkit.model import Severity
from quizkit.settings.lock import locked
from quizkit.settings.table import SETTINGS
from quizkit.store.bodies import BODIES
from quizkit.tui import keymap
from tests.docs.site import DOCS, ROOT, build

EXITS = ("0", "1", "2", "3", "4", "5", "70", "129", "130", "143")
pytestmark = pytest.mark.timeout(280)  # the build is done in the first test, on a busy machine


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of the built site, and what its build complained of.

    Workers share one build: whoever comes first makes it, the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    told = shared / "told.txt"
    with locked(told):
        if not told.exists():
            told.write_text(build(shared / "html"), encoding="utf-8")
    return shared / "html", told.read_text(encoding="utf-8")


@pytest.fixture
def site(built: tuple[Path, str]) -> Path:
    """Return the folder of the built site."""
    return built[0]


LOADS = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "link": "href", "use": "href",
}  # fmt: skip
"""Elements by which a browser loads something, and where they name it."""


class Page(HTMLParser):
    """What a page links to, what it loads, its anchors and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.anchors.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADS and given.get(LOADS[tag]):
            self.loads.append(given[LOADS[tag]])
        self.loads += re.findall(r"url\(([^)]*)\)", given.get("style", ""))
        self.loads += [each.split()[0] for each in given.get("srcset", "").split(",") if each]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@cache
def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def text(site: Path, name: str) -> str:
    return read(site / "reference" / name).text


def codes(site: Path, name: str) -> set[str]:
    """Return what stands as code on a page, each piece whole."""
    found = (site / "reference" / name).read_text(encoding="utf-8")
    pieces = re.findall(r"<code[^>]*>(.*?)</code>", found, re.DOTALL)
    return {html.unescape(re.sub(r"<[^>]+>", "", piece)) for piece in pieces}


def every(site: Path) -> Iterator[Path]:
    return (path for path in site.rglob("*.html") if "_static" not in path.parts)


def making() -> None:
    """Let the modules be imported that make pages."""
    if str(DOCS) not in sys.path:
        sys.path.insert(0, str(DOCS))


def test_the_build_has_nothing_to_complain_of(built):
    assert built[1] == ""


def test_every_command_and_option_is_described(site):
    making()
    from making.cli import codes_of_exit
    from making.cli import every as commands

    found = commands()
    assert len(found) > len(COMMANDS)
    for each in found:
        name = each.words.split()[0] if each.words else "index"
        here = codes(site, f"cli/{name}.html")
        shown = text(site, f"cli/{name}.html")
        assert f"quizkit {each.words}".strip() in shown
        options = [name for p in each.command.params for name in p.opts if name.startswith("-")]
        assert set(options) <= here, each.words
    listed = {path.stem for path in (site / "reference/cli").glob("*.html")}
    assert listed == {*COMMANDS, "index", "exit-codes"}
    assert {code for code, _ in codes_of_exit()} <= codes(site, "cli/exit-codes.html")
    assert [code for code, _ in codes_of_exit()] == list(EXITS)


def test_every_check_has_a_page_of_its_own(site):
    listed = {path.stem for path in (site / "reference/checks").glob("QK*.html")}
    assert listed == {page.code for page in checks()}
    index = read(site / "reference/checks/index.html")
    for page in checks():
        shown = text(site, f"checks/{page.code}.html")
        assert " ".join(page.finds.replace("`", "").split()) in shown.replace("`", "")
        assert f"{page.code}.html" in {link.partition("#")[0] for link in index.links}
    assert str(len(checks())) in index.text
    assert len(Severity) == 4


def test_every_setting_and_threshold_is_described(site):
    here = codes(site, "settings/index.html")
    headings = read(site / "reference/settings/index.html").text
    for each in SETTINGS:
        assert each.variable in here
        assert each.help.replace("`", "") in headings
        assert each.variable in codes(site, "settings/environment.html")
    thresholds = sum(len(page.thresholds) for page in checks())
    rows = re.findall(r"<tr", (site / "reference/settings/index.html").read_text())
    assert len(rows) == thresholds + 1


def test_every_binding_is_described(site):
    assert keymap.known().keys() <= codes(site, "presses/index.html")


def test_every_format_is_described(site):
    assert FORMATS.keys() <= codes(site, "formats/index.html")
    assert {f"format-{name}" for name in FORMATS} <= read(
        site / "reference/formats/index.html"
    ).anchors


def test_every_kind_is_described_with_its_roles_and_questions(site):
    listed = {path.stem for path in (site / "reference/kinds").glob("*.html")}
    assert listed == {*builtin.names(), "index"}
    for name in builtin.names():
        assert builtin.kind(name).roles.keys() <= codes(site, f"kinds/{name}.html")
        cells = re.findall(
            r"<td><p>(\w+)</p></td>", (site / f"reference/kinds/{name}.html").read_text()
        )
        assert {"English", "Vietnamese"} <= set(cells)


def test_every_kind_of_event_is_described_with_its_members(site):
    here = codes(site, "log/index.html")
    assert {f"event-{name.replace('_', '-')}" for name in BODIES} <= read(
        site / "reference/log/index.html"
    ).anchors
    for body in BODIES.values():
        assert body.members.keys() <= here
    for path in ROOT.joinpath("quizkit").rglob("*.schema.json"):
        assert re.search(r'"\$id": "([^"]+)"', path.read_text())[1] in text(site, "log/json.html")


def test_every_field_of_the_deck_language_is_described(site):
    from quizkit.decks import schema
    from quizkit.decks.cards import CARD_FIELDS
    from quizkit.decks.groups import GROUP_FIELDS
    from quizkit.decks.kindmaker import FACT_FIELDS

    making()
    from making.deck import fields_of

    assert fields_of(schema.DeckIn).keys() <= codes(site, "deck/index.html")
    assert fields_of(schema.SourceIn).keys() <= codes(site, "deck/index.html")
    assert fields_of(schema.NameIn).keys() <= codes(site, "deck/index.html")
    assert fields_of(schema.RoleIn).keys() <= codes(site, "deck/kinds.html")
    assert fields_of(schema.KindIn).keys() <= codes(site, "deck/kinds.html")
    assert {*CARD_FIELDS, *GROUP_FIELDS, *FACT_FIELDS} <= codes(site, "deck/facts.html")
    assert fields_of(schema.WordsIn).keys() <= codes(site, "deck/words.html")


def test_the_decks_that_show_the_language_are_sound(tmp_path):
    making()
    from making.deck import EXAMPLE, FACTS

    path = tmp_path / "rivers.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    deck = load(path)
    assert (deck.problems, len(deck.facts), len(deck.cards)) == ((), 2, 1)
    path.write_text(FACTS, encoding="utf-8")
    deck = quizkit.load(path)
    assert not [each for each in deck.check() if each.severity is Severity.ERROR]
    assert len(deck.facets) > 8


def test_every_public_name_and_method_is_described(site):
    anchors: set[str] = set()
    for path in (site / "reference/api").glob("*.html"):
        anchors |= read(path).anchors
    for name in quizkit.__all__:
        assert f"quizkit.{name}" in anchors
        each = getattr(quizkit, name)
        if isinstance(each, type) and each.__module__.startswith("quizkit.api"):
            methods = [m for m in vars(each) if not m.startswith("_") and vars(each)[m].__doc__]
            assert {f"quizkit.{name}.{method}" for method in methods} <= anchors


def test_every_page_is_reached_from_the_first(site):
    first = site / "index.html"
    seen, left = {first}, [first]
    while left:
        path = left.pop()
        for link in read(path).links:
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            to = (path.parent / unquote(urldefrag(link).url)).resolve() if link[0] != "#" else path
            if to.suffix == ".html" and to not in seen and to.is_file():
                seen.add(to)
                left.append(to)
    made = {path.resolve() for path in every(site)}
    assert {path.name for path in made - seen} <= {"search.html"}  # its form leads there
    assert len(made) > len(checks()) + len(COMMANDS)


def test_every_link_inside_leads_somewhere(site):
    for path in every(site):
        for link in read(path).links:
            parts = urlsplit(link)
            if parts.scheme or not link:
                continue
            to = path if not parts.path else path.parent / unquote(parts.path)
            assert to.is_file(), f"{path.relative_to(site)}: {link}"
            if parts.fragment and to.suffix == ".html":
                anchors = read(to.resolve()).anchors
                assert unquote(parts.fragment) in anchors, f"{path.relative_to(site)}: {link}"


OUTSIDE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def test_no_page_loads_anything_from_another_host(site):
    for path in every(site):
        for load_ in read(path).loads:
            assert not OUTSIDE.match(load_.strip("'\" ")), f"{path.relative_to(site)}: {load_}"


def test_no_style_or_script_loads_anything_from_another_host(site):
    for path in site.rglob("*.css"):
        found = path.read_text(encoding="utf-8")
        asked = re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", found)
        assert not [each for pair in asked for each in pair if OUTSIDE.match(each)], path
    calls = re.compile(
        r"(?:fetch|import|importScripts|open|src\s*=|href\s*=)\s*\(?\s*['\"`]https?:"
    )
    for path in site.rglob("*.js"):
        assert not calls.search(path.read_text(encoding="utf-8")), path
    assert not [path for ending in ("woff", "woff2", "ttf") for path in site.rglob(f"*.{ending}")]


def test_links_to_other_hosts_are_few(site):
    hosts = {
        urlsplit(link).netloc for path in every(site) for link in read(path).links if "//" in link
    }
    assert len(hosts) <= 10, hosts
