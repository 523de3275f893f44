"""Random decks as text, in every layout that the language has: what sheets must bring back."""

from hypothesis import strategies as st

from quizkit.checks.quoting import typed

HEAD = "quizkit: 1\ndeck: random\ntitle: Random\nlanguage: en\n"
KIND = """kinds:
  trip:
    says: "{who} went to {to}."
    roles:
      who: {is: text, ask: "Who went to {to}?"}
      to: {is: text, ask: "Where did {who} go?"}
      stops: {is: list, of: text}
      date: text
"""
SAYINGS = (
    *("Bo", "Bo, the Elder", "a: b", "no", "1992-11", "-5", "=1+1", "'tis", "@x", "%y", "# z"),
    *('say "so"', "it's", "đá ạ", "a \\ b", "[sic] so", "{odd}", "a | b", "x#y", "é", "- dash"),
)
NOTES = ("", "  # a remark", "   # another: with [brackets]")

sayings = st.sampled_from(SAYINGS)
ids = st.integers(0, 10**6).map(lambda n: f"f{n}")
remarks = st.sampled_from(NOTES)


def quoted(text: str, style: int) -> str:
    if style == 1:
        return "'" + text.replace("'", "''") + "'"
    if style == 2:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return typed(text)


styled = st.builds(quoted, sayings, st.integers(0, 2))
lists = st.lists(styled, min_size=1, max_size=3).map(lambda items: f"[{', '.join(items)}]")

rows = st.fixed_dictionaries(
    {"who": styled},
    optional={
        "to": styled,
        "stops": lists,
        "date": styled,
        "note": styled,
        "tags": st.sampled_from(("[a, b]", "a")),
        "wrong": lists.map(lambda items: f"{{to: {items}}}"),
    },
)


@st.composite
def one_line(draw: st.DrawFn, id_: str) -> str:
    row = draw(rows)
    fields = [f"id: {id_}"] if draw(st.booleans()) else []
    fields += [f"{name}: {value}" for name, value in row.items()]
    comma = draw(st.sampled_from((", ", ",  ", ",\n        ")))
    return f"- {{{comma.join(fields)}}}{draw(remarks)}"


@st.composite
def block(draw: st.DrawFn, id_: str) -> str:
    row = dict(draw(rows))
    lines = [f"id: {id_}"] if draw(st.booleans()) else []
    for name, value in row.items():
        if name == "stops" and draw(st.booleans()):
            lines.append(f"{name}:")
            lines += [f"  - {typed(each)}" for each in draw(st.lists(sayings, min_size=1))]
        elif name == "note" and draw(st.booleans()):
            lines += [f"{name}: |", "  first line", "  second line"]
        else:
            lines.append(f"{name}: {value}{draw(remarks)}")
    return "- " + "\n  ".join(lines)


def cell(text: str) -> str:
    return text.replace("|", "\\|")


@st.composite
def table(draw: st.DrawFn, first: int) -> str:
    names = draw(st.sampled_from((("who", "to"), ("id", "who", "to", "note"), ("to", "who"))))
    plain = sayings.filter(lambda text: text[0] not in "[{" and "\\" not in text)
    outer = draw(st.booleans())
    lines = [" | ".join(names)]
    for number in range(draw(st.integers(1, 3))):
        said = [f"t{first}{number}" if name == "id" else cell(draw(plain)) for name in names]
        lines.append(" | ".join(text.ljust(draw(st.integers(0, 12))) for text in said))
    if draw(st.booleans()):
        lines.insert(1, "|".join("----" for _ in names))
    return "\n".join(f"| {line} |" if outer else line for line in lines)


def indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))


@st.composite
def facts(draw: st.DrawFn) -> str:
    items = []
    for number in range(draw(st.integers(1, 4))):
        shape = draw(st.sampled_from((one_line, block, one_line, "group", "table")))
        if shape == "group":
            inner = draw(st.one_of(one_line(f"g{number}"), block(f"g{number}")))
            items.append(f"- tags: [x]\n  facts:\n{indented(inner, 4)}")
        elif shape == "table":
            items.append(f"- table: |\n{indented(draw(table(number)), 4)}")
        else:
            items.append(draw(shape(f"f{number}")))
        if draw(st.booleans()):
            items.append("# between them")
    return "facts:\n  trip:\n" + indented("\n".join(items), 4) + "\n"


ABOUT = """about:
  Vietnam: {capital: Hanoi, "population": {as of 2020: 97 million}}
  Laos:
    capital: Vientiane   # here
    longest river: {value: Mekong, note: shared}
    size:
      value: 236800 km2
"""
BESIDE = """sources:
  one: The first   # short
  two: {title: "The second", url: "https://example.org/a?b=c#d"}
names:
  Hanoi: city
  Mekong: {is: place, aka: [Cuu Long, "the Nine Dragons"]}
  "odd: name":
    is: person
    the: no
"""
CARDS = """cards:
  - {q: "Why?", a: Because, wrong: [a, b]}
  - id: c2
    cloze: "It ended in [[1994]]."   # a gap
"""


@st.composite
def deck_texts(draw: st.DrawFn) -> str:
    """A deck with facts in every layout, with comments, and sections in any order."""
    parts = [KIND, draw(facts())]
    parts += [part for part in (ABOUT, BESIDE, CARDS) if draw(st.booleans())]
    text = HEAD + "\n# a remark\n".join(draw(st.permutations(parts)))
    text += draw(st.sampled_from(("", "\n", "# the end\n")))
    text = text.rstrip("\n") if draw(st.booleans()) else text
    text = ("\ufeff" if draw(st.booleans()) else "") + text
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text
