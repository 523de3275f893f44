"""Real notebooks in a real browser: servers on this machine only, and whoever sits before them."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from urllib.request import urlopen

import quizkit as qk
from tests.consumers import module, program

ROOT = Path(__file__).parents[2]
LOCAL = ("127.0.0.1", "localhost")
RIVERS = (
    ("Danube", "Vienna"),
    ("Seine", "Paris"),
    ("Tiber", "Rome"),
    ("Vistula", "Warsaw"),
    ("Vltava", "Prague"),
    ("Tagus", "Lisbon"),
    ("Spree", "Berlin"),
)
"""River and its capital; the note of each fact is told with the answer only."""

DECK = """\
quizkit: 1
deck: rivers
title: Rivers of Europe
language: en
kinds:
  flow:
    roles:
      river: {is: text, one: yes, ask: "Which river flows through {city}?"}
      city: {is: text, one: yes}
facts:
  flow:
""" + "".join(
    f"    - {{id: r{n}, river: {river}, city: {city}, note: Told-after-{river}}}\n"
    for n, (river, city) in enumerate(RIVERS)
)


def written(folder: Path) -> Path:
    """Write the deck and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rivers.yaml").write_text(DECK, encoding="utf-8")
    return folder


def river_of(stem: str) -> str:
    """Return the right answer to a question on the screen."""
    return next(river for river, city in RIVERS if city in stem)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(command: Sequence[str], folder: Path, *, home: Path, ready: str) -> Iterator[None]:
    """Run a server until the end, and end it whatever happens.

    Args:
        command: A module of Python with its arguments.
        folder: Where it runs.
        home: Folder for all that it keeps.
        ready: Address that answers once it is up.
    """
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder,
            env=_environment(home),
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        try:
            _wait(ready, process)
            yield
        except BaseException:
            print((home / "server.log").read_text(errors="replace")[-3000:])
            raise
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _environment(home: Path) -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    folders = {
        name: str(home / name.lower())
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    }
    jupyter = {f"JUPYTER_{n}_DIR": str(home / n.lower()) for n in ("CONFIG", "DATA", "RUNTIME")}
    return {**kept, **folders, **jupyter, "HOME": str(home), "PYTHONPATH": str(ROOT)}


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until:
        assert process.poll() is None, "the server has ended"
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    message = f"no answer from {address}"
    raise AssertionError(message)


def token() -> str:
    """Return a word that opens a server."""
    return secrets.token_hex(16)


class Seat:
    """A page of a browser: what it asked for, what it was sent, and the widget in it.

    Args:
        context: The browser's context.
        address: What is opened.
    """

    def __init__(self, context: Any, address: str) -> None:
        self.page = context.new_page()
        self.requests: list[str] = []
        self.frames: list[bytes] = []
        self.sent: list[bytes] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.set_default_timeout(45_000)
        self.page.goto(address)
        self.widget = self.page.locator(".quizkit-widget").first

    def _listen(self, found: Any) -> None:
        self.requests.append(found.url)
        found.on("framesent", lambda frame: self.sent.append(_bytes(frame)))
        found.on("framereceived", lambda frame: self.frames.append(_bytes(frame)))

    @property
    def strangers(self) -> list[str]:
        """Addresses asked that are not on this machine."""
        return [
            url
            for url in self.requests
            if not url.startswith(("data:", "blob:", "about:"))
            and urlparse(url).hostname not in LOCAL
        ]

    def stem(self, *, before: str = "") -> str:
        """Return the question that waits, once it is another."""
        self.widget.locator("legend").wait_for()
        until, text = time.monotonic() + 30, ""
        while time.monotonic() < until:
            text = self.widget.evaluate(
                "node => node.querySelector('form .actions') ? "
                "node.querySelector('legend').textContent : ''"
            )
            if text not in ("", before):
                return str(text)
            time.sleep(0.05)
        message = f"no question but {text!r}"
        raise AssertionError(message)

    def options(self) -> list[str]:
        """Return the options of the question."""
        return self.widget.locator(".option .text").all_inner_texts()

    def verdict(self) -> str:
        """Return what the feedback says first."""
        found = self.widget.locator("[role=status] .verdict")
        found.wait_for()
        return found.inner_text()

    def number(self, stem: str, *, right: bool) -> int:
        """Return the number of a right or wrong option, from 1."""
        river = river_of(stem)
        return next(n for n, text in enumerate(self.options(), 1) if (text == river) is right)

    def told(self, text: str) -> bool:
        """Return whether the browser has a text, or ever was sent it."""
        inside = text in self.page.content() or text in self.widget.inner_html()
        return inside or any(text.encode() in frame for frame in self.frames)

    def press(self, *presses: str) -> None:
        """Press, one after the other, slowly enough not to be a double press."""
        for each in presses:
            self.page.wait_for_timeout(350)
            self.page.keyboard.press(each)


def _bytes(frame: Any) -> bytes:
    data = getattr(frame, "payload", frame)
    return data.encode() if isinstance(data, str) else bytes(data)


@contextmanager
def chromium(**more: Any) -> Iterator[Any]:
    """Return a browser's context, or skip the test."""
    api = module("playwright.sync_api")
    path = program("chromium")
    with api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser.new_context(viewport={"width": 1100, "height": 900}, **more)
        finally:
            browser.close()


def five_answers(seat: Seat) -> list[str]:
    """Answer five questions: wrong by the mouse, then right, by presses too; return the stems."""
    stems: list[str] = []
    for at in range(5):
        stem = seat.stem(before=stems[-1] if stems else "")
        secret = f"Told-after-{river_of(stem)}"
        is_first = stem not in stems
        assert not (is_first and seat.told(secret)), "the key is there before the answer"
        number = seat.number(stem, right=at > 0)
        if at < 2:
            seat.page.wait_for_timeout(350)
            seat.widget.locator("button.option").nth(number - 1).click()
        else:
            seat.press(str(number))
        assert re.search("Right" if at else "Not right", seat.verdict())
        assert seat.told(secret)
        stems.append(stem)
        if at == 4:
            break
        if at < 2:
            seat.widget.get_by_role("button", name="Continue").click()
        else:
            seat.press("Enter")
    return stems


def reviews(log: Path) -> int:
    """Return how many answers are in a log."""
    with qk.open_log(log) as found:
        return len(found.to_dicts())
