"""Decks written untidily: random indentation, brackets, quotes, blank lines, comments.

A comment says what it belongs to, so that a test can tell whether it still stands there.
"""

from random import Random

import yaml

TEXTS = (
    "Hanoi", "no", "12:30", "0755", "a: b", "x # y", "it's", 'say "x"', "Huế", "Hue\u0302",
    "[a", "- b", "0.40", "0.74", "{who} came", "a, b", "key:", "...", "-5", "? x", "C:\\x", "~",
    "United States of America", "https://example.org/a", "what? yes", "tab\there", " padded ",
    "two\nlines", "a\n\nb\n", "`x`", "@x", "100 %", "‘quoted’", "đất", "日本", "'", '"', "\\",
)  # fmt: skip
FIELDS = ("source", "id", "note", "wrong", "tags", "who", "to", "date", "ok", "title", "facts")
HEAD = ("facts", "cards", "kinds", "names", "sources", "title", "about", "language", "deck")


class Messy:
    """Writes one untidy file of a deck.

    Args:
        seed: Same seed, same file.
    """

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.count = 0
        self.lines: list[str] = []

    def file(self) -> str:
        rng = self.rng
        if rng.random() < 0.3:
            self.lines += ["# top of the file", *([""] if rng.random() < 0.5 else [])]
        names = rng.sample(HEAD, rng.randint(1, 5))
        self._map(0, 0, names)
        end = rng.choice(("\n", "\r\n"))
        text = end.join(self.lines) + rng.choice(("", end, end * 3))
        return rng.choice(("", "\ufeff")) + text

    def _name(self) -> str:
        self.count += 1
        return f"n{self.count}"

    def _between(self, indent: int, name: str, *, is_first: bool) -> None:
        rng = self.rng
        if not is_first and rng.random() < 0.2:
            self.lines += [""] * rng.randint(1, 3)
        if len(self.lines) != 1 and self.lines and rng.random() < 0.15:
            blanks = " " * (indent if not is_first or rng.random() < 0.5 else 0)
            self.lines.append(f"{blanks}# before {name}:")
            if rng.random() < 0.2 and (indent or not is_first):
                self.lines.append("")

    def _map(self, indent: int, depth: int, names: list[str], first: str | None = None) -> None:
        """Write fields; `first` is what stands before the first one on its line."""
        for place, field in enumerate(names):
            name = f"{field} {self._name()}" if depth or self.rng.random() < 0.2 else field
            if first is None or place:
                self._between(indent, name, is_first=place == 0)
            begin = first if first is not None and not place else " " * indent
            self._value(f"{begin}{name}:", name, indent, depth)

    def _list(self, indent: int, depth: int, first: str | None = None) -> None:
        for place in range(self.rng.randint(1, 4)):
            begin = first if first is not None and not place else " " * indent
            if self.rng.random() < 0.6 and depth < 4:
                pad = self.rng.randint(1, 3)
                names = self.rng.sample(FIELDS, self.rng.randint(1, 4))
                self._map(indent + 1 + pad, depth + 1, names, begin + "-" + " " * pad)
            else:
                self.lines.append(f"{begin}- {self._scalar(flow=False)}{self._end('')}")

    def _value(self, begin: str, name: str, indent: int, depth: int) -> None:
        rng = self.rng
        shape = rng.random()
        step = rng.randint(1, 4)
        if depth < 4 and shape < 0.25:
            self.lines.append(begin + self._end(name))
            self._map(indent + step, depth + 1, rng.sample(FIELDS, rng.randint(1, 4)))
        elif depth < 4 and shape < 0.4:
            self.lines.append(begin + self._end(name))
            self._list(indent + rng.choice((0, step)), depth + 1)
        elif shape < 0.5:
            self._block(begin, name, indent + step)
        elif shape < 0.75:
            flow = self._flow(depth)
            if rng.random() < 0.3:
                flow = flow.replace(", ", ",\n" + " " * (indent + rng.randint(1, 6)))
            self.lines += f"{begin} {flow}{self._end(name)}".split("\n")
        else:
            gap = " " * rng.choice((1, 1, 1, 4))
            self.lines.append(f"{begin}{gap}{self._scalar(flow=False)}{self._end(name)}")

    def _block(self, begin: str, name: str, indent: int) -> None:
        rng = self.rng
        style = rng.choice("|>") + rng.choice(("", "-", "+"))
        self.lines.append(f"{begin} {style}{self._end(name)}")
        for _ in range(rng.randint(1, 3)):
            self.lines.append(" " * indent + rng.choice(("some text", "# no comment", "a | b")))
            self.lines += [""] if rng.random() < 0.2 else []

    def _flow(self, depth: int) -> str:
        rng = self.rng
        if rng.random() < 0.5:
            count = rng.randint(0, 3)
            fields = rng.sample(FIELDS, count)
            inner = [f"{field}: {self._inner(depth)}" for field in fields]
            return "{" + ", ".join(inner) + "}"
        return "[" + ", ".join(self._inner(depth) for _ in range(rng.randint(0, 4))) + "]"

    def _inner(self, depth: int) -> str:
        if depth < 4 and self.rng.random() < 0.2:
            return self._flow(depth + 1)
        return self._scalar(flow=True)

    def _scalar(self, *, flow: bool) -> str:
        text = self.rng.choice(TEXTS)
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        double = '"' + escaped.replace("\t", "\\t") + '"'
        style = self.rng.random()
        plain = f"[{text}]" if flow else text
        wanted = [text] if flow else text
        if style < 0.5 and "\n" not in text:
            try:
                if yaml.load(plain, yaml.BaseLoader) == wanted:
                    return text
            except yaml.YAMLError:
                return double
        if style < 0.7 and "\n" not in text and "\t" not in text:
            return "'" + text.replace("'", "''") + "'"
        return double

    def _end(self, name: str) -> str:
        if not name or self.rng.random() < 0.8:
            return ""
        return " " * self.rng.choice((1, 3, 12)) + f"# at {name}:"
