"""Reads a paper's page as a browser would, without one: what stands in each question."""

from html.parser import HTMLParser
from typing import Any, NamedTuple

from quizkit.formats.paper.nouns import Paper, Variant


class Seen(NamedTuple):
    """A question as it is printed."""

    number: str
    stem: str
    prompts: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    boxes: int
    lines: int


class Sheet(HTMLParser):
    """A page, read once.

    Attributes:
        tags: Every tag with its attributes.
        texts: What stands in each element, by the first of its classes or its tag.
        seen: The questions.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.seen: list[dict[str, Any]] = []
        self._open: list[list[str]] = []
        self._list = ""
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        classes = (found.get("class") or "").split() or [tag]
        if tag in ("meta", "img", "br"):
            return
        self._open.append([*classes])
        self.texts.setdefault(classes[0], []).append("")
        if "question" in classes:
            self.seen.append({"prompts": [], "options": [], "boxes": 0, "lines": 0})
        if classes[0] in ("options", "prompts"):
            self._list = classes[0]
        if tag == "li":
            self.seen[-1][self._list].append(["", ""])
        if self.seen and classes[0] in ("box", "wide-box"):
            self.seen[-1]["boxes"] += 1
        if self.seen and classes[0] == "line":
            self.seen[-1]["lines"] += 1

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        inner = self._open[-1]
        self.texts[inner[0]][-1] += data
        if not self.seen:
            return
        last = self.seen[-1]
        if inner[0] == "mark":
            last[self._list][-1][0] += data
        elif inner[0] == "told" and self._list and ["li"] in self._open:
            last[self._list][-1][1] += data
        elif inner[0] in ("number", "stem"):
            last[inner[0]] = last.get(inner[0], "") + data

    @property
    def questions(self) -> list[Seen]:
        """The questions in their order."""
        return [
            Seen(
                each["number"],
                each["stem"].strip(),
                tuple(map(tuple, each["prompts"])),
                tuple(map(tuple, each["options"])),
                each["boxes"],
                each["lines"],
            )
            for each in self.seen
        ]


def wanted(paper: Paper, variant: Variant) -> list[tuple[Any, ...]]:
    """Return what each question of a variant must show: number, stem, prompts, options."""
    return [
        (
            f"{place.number}.",
            paper.tasks[place.task].question.stem.strip(),
            tuple(
                (str(at), text)
                for at, text in enumerate(paper.tasks[place.task].question.prompts, 1)
            ),
            tuple(zip(place.letters, place.options, strict=True)),
        )
        for place in variant.places
    ]
