"""A real browser for the page: Debian's chromium, driven by its own protocol, without a network."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quizkit.formats.page.writing import part
from quizkit.formats.posed import Posed
from quizkit.model import Form
from tests.consumers import module, program

JUDGING = ("fold.js", "judge.js")
SIZES = {"desktop": (1280, 800), "phone": (320, 568)}


@contextmanager
def browser() -> Iterator[Any]:
    """Return chromium, or skip the test."""
    api = module("playwright.sync_api")
    path = program("chromium")
    with api.sync_playwright() as started:
        found = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


class Visit:
    """A page that was opened from a file, and all that it asked for or complained of.

    Args:
        browser: The browser.
        path: The file.
        size: "desktop" or "phone".
        dark: The learner likes it dark.
    """

    def __init__(
        self, browser: Any, path: Path, size: str = "desktop", dark: bool = False, **more: Any
    ) -> None:
        width, height = SIZES[size]
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **more,
        )
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda line: self.complaints.append(line.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(path.as_uri())

    def press(self, *presses: str) -> None:
        """Press some keys, one after the other."""
        for each in presses:
            self.page.keyboard.press(each)

    @property
    def shown(self) -> tuple[str, ...] | None:
        """Form, stem and sentences of the question that waits for an answer, or None."""
        found = self.page.evaluate(
            "() => { const card = document.querySelector('form.card');"
            " if (!card || card.querySelector('.feedback')) return null;"
            " const texts = [...card.querySelectorAll('h2, .prompt .text, .row .text')];"
            " return [card.classList[1], ...texts.map((each) => each.textContent)]; }"
        )
        return found and tuple(found)

    @property
    def verdict(self) -> str:
        """The class of the heading of the feedback."""
        return self.page.locator(".verdict").get_attribute("class").partition(" ")[2]

    @property
    def is_too_wide(self) -> bool:
        """The page scrolls sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )

    def answer(self, posed: Posed, raw: str) -> None:
        """Answer the question on the screen by the keyboard, as quizkit would be told it."""
        match posed.form:
            case Form.CHOICE | Form.TRUE_FALSE:
                self.press(raw)
            case Form.SELECT:
                self.press(*raw.split(), "Enter")
            case Form.TYPED | Form.CLOZE:
                self._type(raw)
            case Form.ORDER:
                self._order([int(number) - 1 for number in raw.split()])
            case Form.MATCH:
                self.press(*raw.split())
                self.page.locator("form h2").focus()
                self.press("Enter")
            case Form.FLIP:
                self.press("Enter", raw)

    def _type(self, raw: str) -> None:
        fields = self.page.locator("input[type=text]").count()
        texts = raw.split("; ") if fields > 1 else [raw]
        for at, text in enumerate(texts):
            if at:
                self.press("Tab")
            self.page.keyboard.insert_text(text)
        self.press("Enter")

    def _order(self, wanted: Sequence[int]) -> None:
        now = list(range(len(wanted)))
        for place, option in enumerate(wanted):
            at = now.index(option)
            self.press(str(at + 1), *["ArrowUp"] * (at - place))
            now.insert(place, now.pop(at))
        self.tab_to("button[type=submit]")
        self.press("Enter")

    def tab_to(self, selector: str) -> None:
        """Press Tab until an element has the focus."""
        for _ in range(60):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.press("Tab")
        message = f"{selector} cannot be reached with Tab"
        raise AssertionError(message)

    def lines(self) -> list[dict[str, Any]]:
        """Return the results as they are saved, line by line."""
        return [json.loads(line) for line in self.saved().splitlines()]

    def saved(self) -> str:
        """Return the file of results."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("button", name="Save as a file").click()
        return Path(coming.value.path()).read_text("utf-8")

    def close(self) -> None:
        """Leave the page."""
        self.context.close()


def key_of(posed: Posed) -> tuple[str, ...]:
    """Return by what a question on the screen is known (`Visit.shown`)."""
    question = posed.question
    rows = question.options if posed.form is Form.ORDER else question.prompts
    return posed.form.value, question.stem, *rows


def judging() -> str:
    """Return the script that folds and judges, to be run in an empty page."""
    return "\n".join(map(part, JUDGING))
