"""A fact's picture: always in words, and as a picture where the terminal can show it.

The extra `images` (textual-image) draws. Its modules ask the terminal what it can while they are
imported, which waits for an answer and may swallow the first press; they ask only where standard
output is a terminal. So they are imported while it seems to be none, and what the terminal can is
told by its environment instead: kitty's protocol, sixels, else half cells in 24-bit colour.
"""

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizkit.decks.paths import PathFault
from quizkit.decks.pictures import picture_at
from quizkit.tui.text import joined, shown

if TYPE_CHECKING:
    from quizkit.tui.app import QuizkitApp

EXTRA: Final = "images"
_MOST: Final = (1024, 768)
"""Largest picture that is handed to the screen [pixels]; larger ones are made smaller."""
_LARGER: Final = 3
"""How many times larger than it is a picture is shown at most."""
_CELL: Final = (10, 20)
"""Width and height of a cell where nobody knows [pixels]."""
_WAYS: Final = {"kitty": "TGPImage", "sixel": "SixelImage", "halfcell": "HalfcellImage"}
_SIXELS: Final = ("foot", "mlterm", "contour", "yaft")


def installed() -> bool:
    """Return whether the extra is there."""
    return find_spec("textual_image") is not None


def way(environ: Mapping[str, str]) -> str:
    """Return how a terminal shows pictures: kitty, sixel, halfcell, or "" for not at all.

    It is never asked: an answer that does not come would cost the start of the program.

    >>> way({"TERM": "xterm-kitty"}), way({"COLORTERM": "truecolor"}), way({"TERM": "vt100"})
    ('kitty', 'halfcell', '')
    """
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    is_inside = bool(environ.get("TMUX") or environ.get("STY")) or term.startswith(("tmux", "scr"))
    if environ.get("NO_COLOR") or term == "dumb":
        return ""
    if not is_inside:
        if environ.get("KITTY_WINDOW_ID") or "kitty" in term or "ghostty" in term:
            return "kitty"
        if program == "WezTerm" or environ.get("WT_SESSION") or term.startswith(_SIXELS):
            return "sixel"
    return "halfcell" if environ.get("COLORTERM") in ("truecolor", "24bit") else ""


def told(environ: Mapping[str, str]) -> str:
    """Return a sentence about what becomes of pictures here."""
    if not installed():
        return f"Pictures are told in words; to see them: pip install 'quizkit[{EXTRA}]'."
    if not way(environ):
        return "Pictures are told in words: this terminal shows none."
    return "Pictures are shown, and told in words."


def caption(alt: str, credit: str) -> Content:
    """Return a picture in words.

    >>> caption("a map of the Mekong", "NASA").plain
    'Picture: a map of the Mekong (NASA)'
    """
    words = joined("Picture: ", shown(alt or "not described"))
    return joined(words, " (", shown(credit), ")") if credit else words


class FactPicture(Vertical):
    """A picture with its words beneath; at most a third of the screen's height.

    Args:
        path: Its file, or "" to tell it in words alone.
        alt: What it shows.
        credit: Whose it is.
    """

    DEFAULT_CSS = """
    FactPicture { height: auto; }
    FactPicture Static { height: auto; color: $text-muted; }
    """

    def __init__(self, path: str, alt: str, credit: str) -> None:
        super().__init__()
        self._path = path
        self._words = caption(alt, credit)
        self._pixels = (0, 0)
        self._cells = (0, 0)
        self._drawn: Widget | None = None

    def compose(self) -> ComposeResult:
        """Yield the words; the picture comes when it is read."""
        yield Static(self._words)

    def on_mount(self) -> None:
        """Read the picture where it can be shown."""
        app = cast("QuizkitApp", self.app)  # a widget cannot name its app's type
        name = "" if app.no_color else way(app.desk.environ)
        if self._path and name and installed():
            self.run_worker(self._fetch(name), group="picture")

    async def _fetch(self, name: str) -> None:
        path = Path(self._path)
        backend = cast("QuizkitApp", self.app).backend  # as above
        pixels, draw = await backend.call(lambda: (decoded(path), drawer(name)))
        if pixels is None or not self.is_attached:
            return
        self._pixels = pixels.size
        self._drawn = draw(pixels)
        self._fit()
        await self.mount(self._drawn, before=0)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._fit())

    def _fit(self) -> None:
        """Give the picture its cells; where the screen changed, new ones."""
        if self._drawn is None or not self.content_size.width:
            return
        room = (self.content_size.width, max(self.app.size.height // 3, 1))
        wanted = cells(self._pixels, room, cell())
        if wanted != self._cells:
            self._cells = wanted
            self._drawn.styles.width, self._drawn.styles.height = wanted


def cells(size: tuple[int, int], room: tuple[int, int], cell: tuple[int, int]) -> tuple[int, int]:
    """Return how many cells a picture takes, with its proportions kept.

    Args:
        size: Its width and height [pixels].
        room: Columns and rows there are [cells].
        cell: Width and height of a cell [pixels].

    >>> cells((400, 200), (76, 8), (10, 20))
    (32, 8)
    """
    wide, high = size[0] / cell[0], size[1] / cell[1]
    scale = min(room[0] / wide, room[1] / high, _LARGER)
    return max(1, round(wide * scale)), max(1, round(high * scale))


def decoded(path: Path) -> Any:
    """Return a picture's pixels, made small enough for a screen; None if it is not fit.

    It runs in the backend. Only the decoder for the type that the header names is used.
    """
    try:
        found = picture_at(path)
    except PathFault:
        return None
    from PIL import Image

    try:
        with Image.open(found.path, formats=[found.format]) as image:
            image.thumbnail(_MOST)
            return image.convert("RGBA" if "A" in image.getbands() else "RGB")
    except Exception:  # a damaged file makes a decoder raise anything
        return None


@cache
def drawer(name: str) -> Callable[[Any], Widget]:
    """Return what makes a widget that draws pixels in a way: kitty, sixel or halfcell."""
    with _unasked():
        module = import_module("textual_image.widget")
    found: Callable[[Any], Widget] = getattr(module, _WAYS[name])
    return found


@contextmanager
def _unasked() -> Iterator[None]:
    """Let nothing ask the terminal inside the block; the size of its cells is told instead."""
    names = ("TEXTUAL_CELL_WIDTH", "TEXTUAL_CELL_HEIGHT")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(zip(names, map(str, cell()), strict=True))
    standard = sys.__stdout__
    sys.__stdout__ = io.StringIO()  # type: ignore[misc,assignment]  # no terminal, for a moment
    try:
        yield
    finally:
        sys.__stdout__ = standard  # type: ignore[misc]  # as before
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@cache
def cell() -> tuple[int, int]:
    """Return a cell's width and height [pixels] as the system tells them, without asking."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import fcntl
        import struct
        import termios

        answer = fcntl.ioctl(cast("TextIO", sys.__stderr__), termios.TIOCGWINSZ, bytes(8))
        rows, columns, wide, high = struct.unpack("HHHH", answer)
        if wide >= columns > 0 and high >= rows > 0:
            return wide // columns, high // rows
    return _CELL
