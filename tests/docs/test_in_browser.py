"""The documentation in a browser: nothing is asked of another host, and everybody can read it."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.consumers import module, npm, program
from tests.docs.site import build

pytestmark = [pytest.mark.consumer, pytest.mark.timeout(290)]

PAGES = (
    "index.html",
    "tutorials/first-deck.html",
    "reference/cli/export.html",
    "reference/checks/index.html",
    "reference/checks/QK301.html",
    "reference/presses/index.html",
    "reference/api/Deck.html",
    "reference/kinds/visit.html",
)
READ = ("index.html", "reference/checks/QK301.html", "reference/api/Deck.html")
"""Pages that axe-core looks at."""
WIDTHS = (1280, 360)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where the built site is served."""
    program("chromium")
    out: Path = tmp_path_factory.mktemp("site")
    build(out)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Reader:
    """A browser before the site, and all that it asked for.

    Args:
        context: The browser's window.
        address: Where the site is.
    """

    def __init__(self, context: Any, address: str) -> None:
        self.address = address
        self.page = context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.outside.append(url)

    def open(self, name: str) -> None:
        """Open a page and wait until it is whole."""
        self.page.goto(self.address + name, wait_until="load")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Return a browser."""
    api = module("playwright.sync_api")
    with api.sync_playwright() as started:
        found = started.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def reader(chromium: Any, address: str) -> Iterator[Reader]:
    """Return a reader whose every request is watched."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Reader(context, address)
    context.close()


def test_nothing_is_asked_of_another_host_on_any_kind_of_page(reader):
    for name in PAGES:
        reader.open(name)
        assert reader.page.title().endswith("quizkit 0.1.0")
    assert (reader.outside, reader.errors) == ([], [])


def test_a_code_is_found_by_searching(reader):
    reader.open("index.html")
    reader.page.fill("form.sidebar-search-container input[name=q]", "QK301")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_selector("#search-results ul.search li a")
    links = reader.page.eval_on_selector_all(
        "#search-results ul.search li a", "all => all.map(each => each.getAttribute('href'))"
    )
    assert any("reference/checks/QK301.html" in link for link in links)
    assert (reader.outside, reader.errors) == ([], [])


def test_it_is_dark_for_who_likes_it_dark_and_for_who_presses(chromium, address):
    grounds = {}
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme)
        reader = Reader(context, address)
        reader.open("index.html")
        grounds[scheme] = _ground(reader.page)
        if scheme == "light":
            while reader.page.get_attribute("body", "data-theme") != "dark":
                reader.page.click(".theme-toggle:visible")
            assert _ground(reader.page) != grounds["light"]
        assert reader.outside == []
        context.close()
    assert grounds["light"] != grounds["dark"]


def _ground(page: Any) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(chromium, address, width):
    context = chromium.new_context(viewport={"width": width, "height": 740})
    reader = Reader(context, address)
    for name in PAGES:
        reader.open(name)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", READ)
def test_axe_finds_nothing_serious(chromium, address, name, scheme):
    axe = npm("axe-core") / "axe.min.js"
    context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce")
    reader = Reader(context, address)
    reader.open(name)
    reader.page.add_script_tag(content=axe.read_text(encoding="utf-8"))
    found = reader.page.evaluate("axe.run()")
    grave = [
        (each["id"], each["impact"], [node["target"] for node in each["nodes"]][:5])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert grave == []
    context.close()
