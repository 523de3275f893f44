"""What people do that YAML cannot read: each is looked for in a line, with what they meant.

A suspect says where something seems wrong and how the line would read without it. Whether that
was it, `causes` tries: the first suspect whose line can be read is the one that is named.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.checks.mend import typed


class Suspect(NamedTuple):
    """A guess at what is wrong with a line.

    Attributes:
        column: Where it seems wrong [from 1].
        what: The cause, as the end of a sentence.
        label: What the mark under the place says.
        help: What to do.
        lines: How lines read without the fault, by their number [from 1].
        is_whole: They are what should stand there; else something has to be filled in.
    """

    column: int
    what: str
    label: str
    help: str
    lines: dict[int, str]
    is_whole: bool = True


class Sight(NamedTuple):
    """A line under suspicion.

    Attributes:
        lines: All lines of the file.
        number: The line's number [from 1].
        fields: Names of fields that stand elsewhere in the file.
    """

    lines: Sequence[str]
    number: int
    fields: frozenset[str]

    @property
    def text(self) -> str:
        """The line."""
        return self.lines[self.number - 1]

    def one(self, column: int, said: tuple[str, str, str], text: str) -> Suspect:
        """Return a suspect that changes this line alone; `said` is cause, label and help."""
        return Suspect(column, *said, {self.number: text})


_ENTRY: Final = re.compile(r"( *(?:- +)?)(.*)")
_VALUE: Final = re.compile(r"(?:^ *(?:- +)?|[{,] *)([^\W\d_][\w ]*?): +")
_INNER: Final = re.compile(r", *([^\W\d_][\w ]*?): ")
_QUOTES: Final = re.compile("[“”„‟″]")
_SINGLES: Final = re.compile("[‘’‚‛′]")


def tab(sight: Sight) -> Iterator[Suspect]:
    """Suspect tabs before the text."""
    found = re.match(r"[ \t]*(?:-[ \t]+)?", sight.text)
    before = found[0] if found else ""
    if "\t" not in before:
        return
    above = _indent(sight.lines[sight.number - 2]) if sight.number > 1 else 0
    said = ("a tab stands before the text", "I read blanks only", "use blanks in place of the tab")
    column, rest = before.index("\t") + 1, sight.text[len(before) :]
    for width in (2, 4, 8):
        yield sight.one(column, said, before.expandtabs(width) + rest)
    for wanted in (above, above + 2, above + 4):
        dash = "- " if "-" in before else ""
        yield sight.one(column, said, " " * wanted + dash + rest)


def curly_quotes(sight: Sight) -> Iterator[Suspect]:
    """Suspect the quotation marks of a word processor around a value."""
    text = sight.text
    for marks, straight in ((_QUOTES, '"'), (_SINGLES, "'")):
        found = marks.search(text)
        if found and len(marks.findall(text)) > 1:
            said = (
                f"`{found[0]}` is no quotation mark that I read",
                "a curly one",
                "type straight quotation marks, and turn `smart quotes` off in the editor",
            )
            yield sight.one(found.start() + 1, said, marks.sub(straight, text))


def dash_without_blank(sight: Sight) -> Iterator[Suspect]:
    """Suspect a dash right before the text."""
    found = re.match(r" *-(?=[^\s-])", sight.text)
    if found:
        said = ("a blank is missing after the dash", "right after this", "write `- ` before each")
        yield sight.one(found.end(), said, f"{found[0]} {sight.text[found.end() :]}")


def parentheses(sight: Sight) -> Iterator[Suspect]:
    """Suspect round brackets around a fact."""
    found = re.match(r"( *(?:- +|[\w ]+: +))\((.*:.*)\)( *)$", sight.text)
    if found:
        said = ("round brackets stand where braces are wanted", "this one", "write { and }")
        yield sight.one(found.end(1) + 1, said, f"{found[1]}{{{found[2]}}}{found[3]}")


def colon_without_blank(sight: Sight) -> Iterator[Suspect]:
    """Suspect a colon right before its value."""
    found = re.match(r"( *(?:- +)?[^\W\d_][\w ]*:)([^\s/].*)$", sight.text)
    if found:
        fixed = f"{found[1]} {found[2]}"
        said = ("a blank is missing after the colon", "right after this", f"write {fixed.strip()}")
        yield sight.one(found.end(1), said, fixed)


def equals_sign(sight: Sight) -> Iterator[Suspect]:
    """Suspect an equals sign in place of a colon."""
    found = re.match(r"( *(?:- +)?[^\W\d_][\w ]*?) *=+>? *(.+)$", sight.text)
    if found:
        fixed = f"{found[1]}: {found[2]}"
        said = ("a colon is wanted, not `=`", "this sign", f"write {fixed.strip()}")
        yield sight.one(sight.text.index("=") + 1, said, fixed)


def semicolon(sight: Sight) -> Iterator[Suspect]:
    """Suspect semicolons between the fields of a one-line map."""
    fixed = re.sub(r";(?= *[\w ]+: )", ",", sight.text)
    if fixed != sight.text:
        said = ("a comma is wanted, not `;`", "this sign", "put commas between the fields")
        yield sight.one(sight.text.index(";") + 1, said, fixed)


def comma_missing(sight: Sight) -> Iterator[Suspect]:
    """Suspect that a comma is missing before the name of a field."""
    for found in re.finditer(r"(?<=[\w\"'\])}]) +([^\W\d_]\w*(?: \w+)?): ", sight.text):
        word = found[1] if found[1] in sight.fields else found[1].rpartition(" ")[2]
        begin = found.end(1) - len(word)
        if word in sight.fields:
            head = sight.text[:begin].rstrip()
            said = (f"a comma is missing before `{word}`", "here", "put a comma between two fields")
            yield sight.one(begin + 1, said, f"{head}, {sight.text[begin:]}")


def colon_in_text(sight: Sight) -> Iterator[Suspect]:
    """Suspect a colon inside a text without quotation marks."""
    for begin, end, field in values(sight):
        value = sight.text[begin:end]
        colon = value.find(": ")
        if colon < 0 and value.endswith(":"):
            colon = len(value) - 1
        if colon >= 0 and value[0] not in "\"'{[|>":
            said = (
                "the text has a colon in it",
                "I read this colon as the end of a field's name",
                f"put the text in quotes:  {field}: {shown(value)}",
            )
            yield sight.one(begin + colon + 1, said, quoted(sight.text, begin, end))


def braces_in_text(sight: Sight) -> Iterator[Suspect]:
    """Suspect braces or brackets inside a text without quotation marks."""
    for begin, end, field in values(sight):
        value = sight.text[begin:end]
        found = re.search(r"[\[\]{}]", value)
        if found and value[0] not in "\"'|>":
            sign = f"`{found[0]}`"
            what = (
                f"the text has a {sign} in it"
                if found.start()
                else f"a text cannot begin with {sign}"
            )
            said = (what, "here", f"put it in quotes:  {field}: {shown(value)}")
            yield sight.one(begin + found.start() + 1, said, quoted(sight.text, begin, end))


def sign_before_text(sight: Sight) -> Iterator[Suspect]:
    """Suspect a sign at a text's start that means something to YAML."""
    starts = [(begin, end) for begin, end, _ in values(sight)]
    entry = _ENTRY.fullmatch(sight.text)
    if entry and entry[1].endswith("- "):
        starts.append((len(entry[1]), len(sight.text.rstrip())))
    for begin, end in starts:
        sign = sight.text[begin:end][:1]
        if sign and sign in "@%`*&!|>?":
            value = sight.text[begin:end]
            what = f"a text cannot begin with `{sign}`"
            said = (what, "here", f"put the text in quotes: {shown(value)}")
            yield sight.one(begin + 1, said, quoted(sight.text, begin, end))


def quotes_in_quotes(sight: Sight) -> Iterator[Suspect]:
    """Suspect quotation marks inside a text in quotation marks of the same kind."""
    for begin, end, _ in values(sight):
        value = sight.text[begin:end]
        sign = value[0]
        if sign in "\"'" and len(value) > 2 and value[-1] == sign and sign in value[1:-1]:
            inner = value[1:-1]
            other = "'" if sign == '"' else '"'
            new = f"{other}{inner}{other}" if other not in inner else _escaped(inner, sign)
            what = "the text has an apostrophe" if sign == "'" else "the text has quotation marks"
            said = (f"{what} of its own", "I read this as its end", f"write {cut(new)}")
            column = begin + 2 + inner.index(sign)
            yield sight.one(column, said, sight.text[:begin] + new + sight.text[end:])


def backslash(sight: Sight) -> Iterator[Suspect]:
    r"""Suspect a backslash in double quotation marks, where `\n` and the like mean something."""
    for begin, end, _ in values(sight):
        value = sight.text[begin:end]
        if value[0] == '"' and value[-1] == '"' and "\\" in value:
            new = "'" + value[1:-1].replace("'", "''") + "'"
            said = (
                "a backslash means something in these quotes",
                "this one",
                f"write {cut(new)}",
            )
            yield sight.one(
                begin + value.index("\\") + 1, said, sight.text[:begin] + new + sight.text[end:]
            )


def open_quote(sight: Sight) -> Iterator[Suspect]:
    """Suspect a quotation mark that is not closed on its line."""
    text = sight.text.rstrip()
    for sign in "\"'":
        found = re.search(rf"(?:: +|[\[{{,] *|- +|^ *){sign}(?=[^{sign}]*$)", text)
        if found is None:
            continue
        said = (
            "a quotation mark is not closed",
            "it opens here",
            "close it, or put a text that has quotation marks in the other kind",
        )
        tail = re.search(r"[\]}]+ *$", text)
        if tail:
            yield sight.one(found.end(), said, text[: tail.start()] + sign + text[tail.start() :])
        yield sight.one(found.end(), said, text + sign)


def open_bracket(sight: Sight) -> Iterator[Suspect]:
    """Suspect a brace or bracket that is not closed on its line."""
    opened: list[int] = []
    text = sight.text.rstrip()
    plain = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", lambda found: "x" * len(found[0]), text)
    for index, sign in enumerate(plain):
        if sign in "{[":
            opened.append(index)
        elif sign in "}]" and opened:
            opened.pop()
    if opened:
        first = text[opened[0]]
        word, closing = ("brace", "}") if first == "{" else ("bracket", "]")
        said = (
            f"this {word} is left open",
            "it opens here",
            f"close `{first}` with `{closing}`",
        )
        ends = "".join("}" if text[index] == "{" else "]" for index in reversed(opened))
        yield sight.one(opened[0] + 1, said, text + ends)


def dash_missing(sight: Sight) -> Iterator[Suspect]:
    """Suspect that the dashes before the members of a list are missing."""
    text = sight.text
    indent = _indent(text)
    changed = {sight.number: _dashed(text)}
    is_listed = text[indent : indent + 1] in ("{", "[")
    for number in range(sight.number - 1, max(0, sight.number - 30), -1):
        above = sight.lines[number - 1]
        if not above.strip() or _indent(above) > indent:
            continue
        is_listed = is_listed or above.startswith("- ", indent)
        if _indent(above) < indent or above[indent : indent + 1] not in ("{", "["):
            break
        changed[number] = _dashed(above)
    if is_listed and not text.startswith("- ", indent):
        said = ("a dash is missing before this", "here", "begin each member of a list with `- `")
        yield Suspect(indent + 1, *said, changed)


def colon_missing(sight: Sight) -> Iterator[Suspect]:
    """Suspect a field's name without a colon."""
    found = re.fullmatch(r"( *(?:- +)?)([^\W\d_][\w ]*)", sight.text.rstrip())
    if found:
        name = found[2].partition(" ")[0] if found[2] not in sight.fields else found[2]
        said = ("a colon is missing", "after this field's name", f"write {name}: ...")
        yield Suspect(found.start(2) + 1, *said, {sight.number: f"{found[0]}: x"}, is_whole=False)


def indentation(sight: Sight) -> Iterator[Suspect]:
    """Suspect the blanks before the text."""
    own = _indent(sight.text)
    for wanted, number in _indents(sight):
        if wanted != own:
            many = "1 blank" if abs(own - wanted) == 1 else f"{abs(own - wanted)} blanks"
            said = (
                f"it stands {many} too far to the {'right' if own > wanted else 'left'}",
                "I did not expect this here",
                f"line it up with line {number}: {wanted or 'no'} blanks before the text",
            )
            yield sight.one(own + 1, said, " " * wanted + sight.text[own:])


def _indents(sight: Sight) -> Iterator[tuple[int, int]]:
    """Yield how far lines above stand in, the nearest first, each once."""
    seen = set()
    for number in range(sight.number - 1, max(0, sight.number - 30), -1):
        text = sight.lines[number - 1]
        if text.strip() and not text.lstrip().startswith("#") and _indent(text) not in seen:
            seen.add(_indent(text))
            yield _indent(text), number


def values(sight: Sight) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and field's name of each value that may be a text on a line.

    None of them holds a field that is known.
    """
    text = sight.text
    in_flow = bool(re.match(r" *(?:- +|[^\W\d_][\w ]*: +)*\{", text))
    stop = len(text.rstrip())
    stop -= in_flow and text[:stop].endswith("}")
    found = list(_VALUE.finditer(text, 0, stop))
    for place, field in enumerate(found):
        begin = field.end()
        later = found[place + 1].start() if place + 1 < len(found) and in_flow else stop
        ends = {later, stop}
        for end in sorted(ends):
            while end > begin and text[end - 1] in " ,":
                end -= 1  # noqa: PLW2901
            held = _INNER.findall(text, begin, end)
            if end > begin and sight.fields.isdisjoint(held):
                yield begin, end, field[1]


def quoted(text: str, begin: int, end: int) -> str:
    """Return a line with a stretch of it in quotation marks."""
    return text[:begin] + _in_quotes(text[begin:end]) + text[end:]


def _in_quotes(value: str) -> str:
    found = typed(value)
    return found if found[0] in "\"'" else f'"{value}"'


def _escaped(inner: str, sign: str) -> str:
    doubled = inner.replace("'", "''")
    escaped = inner.replace("\\", "\\\\").replace('"', '\\"')
    return f"'{doubled}'" if sign == "'" else f'"{escaped}"'


def _dashed(text: str) -> str:
    indent = _indent(text)
    return f"{text[:indent]}- {text[indent:]}"


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def shown(value: str) -> str:
    """Return a text in quotation marks, cut where it is long."""
    return cut(_in_quotes(value))


def cut(text: str) -> str:
    """Return what is to be typed, short enough for a line of help."""
    return text if len(text) <= 66 else f"{text[:64]}…{text[-1]}"


SUSPECTS: Final[tuple[Callable[[Sight], Iterator[Suspect]], ...]] = (
    tab, curly_quotes, dash_without_blank, parentheses, equals_sign, semicolon, backslash,
    quotes_in_quotes, open_quote, open_bracket, comma_missing, colon_in_text, braces_in_text,
    sign_before_text, colon_without_blank, dash_missing, indentation, colon_missing,
)  # fmt: skip
"""The suspects, the surest first."""
