"""YAML by events: texts stay as typed, everything has its place, what is refused is said."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks import events, parser
from quizkit.decks.events import MAX_DEPTH, read
from quizkit.decks.tree import Items, Map, Scalar, plain
from tests.decks.reading import found, problems


def codes(text: str) -> list[str]:
    return [f"{p.code} {p.at.line}:{p.at.column}" for p in read(text.encode(), "d").problems]


def test_scalars_stay_what_the_author_typed() -> None:
    root = read(b"a: no\nb: 12:30\nc: 007\nd: 1.10\ne: 1992-11-18\nf: ~\ng: '1'", "d").root
    assert root is not None
    expected = {"a": "no", "b": "12:30", "c": "007", "d": "1.10", "e": "1992-11-18", "f": "~"}
    assert plain(root) == {**expected, "g": "1"}


def test_every_value_has_its_place() -> None:
    text = 'names:\n  Hà Nội: {is: city, aka: ["Ha Noi", x]}\n  b: |\n    one\n    two\n'
    root = read(text.encode(), "d").root
    assert root is not None
    names = root.fields["names"]
    assert isinstance(names, Map)
    assert names.key("Hà Nội")[:2] == (2, 3)
    hanoi = names.fields["Hà Nội"]
    assert isinstance(hanoi, Map)
    assert (hanoi.line, hanoi.column, hanoi.width) == (2, 11, 30)
    assert hanoi.fields["is"] == Scalar("city", 2, 16, 4)
    aka = hanoi.fields["aka"]
    assert isinstance(aka, Items)
    assert aka.items[0] == Scalar("Ha Noi", 2, 28, 8, '"')
    assert names.fields["b"] == Scalar("one\ntwo\n", 3, 6, 1, "|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x b", ["QK008 1:4"]),
        ("a: *x", ["QK008 1:4"]),
        ("a: !!python/object/apply:os.system [x]", ["QK008 1:4"]),
        ("<<: {a: b}", ["QK008 1:1"]),
        ("a: b\n---\nc: d", ["QK008 2:1"]),
        ("%YAML 1.1\n---\na: b", ["QK008 1:1"]),
        ("a: b\nc: d\na: e", ["QK003 3:1"]),
        ("a:\nb: c", ["QK005 1:1"]),
        ("a: {b: c, d}", ["QK005 1:11"]),
        ("a: ''", ["QK005 1:1"]),
        ("a: [b, '']", ["QK005 1:8"]),
        ("a:\n  - b\n  -\n", ["QK005 3:4"]),
        ("? [a]\n: b", ["QK006 1:3"]),
        ("- a", ["QK006 1:1"]),
        ("just a text", ["QK006 1:1"]),
        ('a: "x\\e]52;y"', ["QK802 1:4"]),
        ("a: x\u202ey", ["QK802 1:5"]),
        ("a: x\rb: y", ["QK802 1:5"]),
        ("a: e\u0301", ["QK807 1:4"]),
        ("a: [" + "x, " * 30000 + "]", []),
        ("a: " + "x" * 65536, []),
        ("a: " + "x" * 65537, ["QK014 1:4"]),
        ("a: " + "[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1), []),
        ("a: " + "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH, ["QK014 1:67"]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_refused_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_problems_of_a_file_come_at_once() -> None:
    text = "deck: x\ndeck: y\nfacts:\ncards: &a\n  - b\nabout: *a\n"
    assert codes(text) == ["QK003 2:1", "QK005 3:1", "QK008 4:8", "QK008 6:8"]


def test_a_field_given_twice_shows_both_lines() -> None:
    problem = read(b"a: b\nc: d\na: e", "d").problems[0]
    assert [(related.at.line, related.at.column) for related in problem.related] == [(1, 1)]


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MAX_VALUES", 100)
    assert codes("a: [" + "x," * 97 + "]") == []
    assert codes("a: [" + "x," * 98 + "]") == ["QK014 1:199"]
    assert codes("a:\n" + "- {b: c}\n" * 32) == []
    assert codes("a:\n" + "- {b: c}\n" * 33) == ["QK014 34:4"]


def test_accents_are_composed_and_said() -> None:
    tree = read("a: Ha\u0300 No\u0323\u0302i\nb: Huế".encode(), "d")
    assert plain(tree.root) == {"a": "Hà Nội", "b": "Huế"} if tree.root else False
    assert [p.code for p in tree.problems] == ["QK807"]


def test_the_pure_parser_gives_the_same_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizkit.decks.slow import PythonParser

    text = b"a: {b: c, d: ['e', f]}\ng: |\n  x\n  y\nh:\n- i\n- j: k\n"
    fast = read(text, "d")
    monkeypatch.setattr(parser, "Parser", PythonParser)
    assert read(text, "d") == fast


# A text that libyaml and a person read alike; the property below breaks it in many ways.
WORDS = [
    "a",
    "who",
    "John Kerry",
    "1992-11-18",
    "x:y",
    "http://a/b",
    "don't",
    'say "x"',
    "Huế",
    "-1",
    "q?",
    "a#b",
    "a #b",
    "'q'",
    '"q"',
    "[a, b]",
    "[a,b]",
    "[ a ]",
    "[]",
    "[a: b]",
    "...",
    "{c: d}",
    "~",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "a: b",
    "a:",
    ":a",
    "?",
    "a\tb",
    "",
    " ",
    "a ",
    "@x",
    "`x",
    "%x",
    "=",
    "\ufffe",
    "\u2003",
    "1,5",
    "a, b",
    "<<",
    "other",
    "x" * 70,
]
WORD = st.sampled_from(WORDS)
KEYS = st.one_of(st.sampled_from(["who", "to", "dont ask", "é", "id", "a-b", "k_1"]), WORD)
FIELD = st.tuples(KEYS, st.sampled_from([": ", ": ", ": ", ":", ":  ", " : "]), WORD).map("".join)
FIELDS = st.lists(FIELD, min_size=0, max_size=4)
JOINED = st.tuples(FIELDS, st.sampled_from([", ", ", ", ",", " , ", ",  "])).map(
    lambda drawn: drawn[1].join(drawn[0])
)
BRACES = [
    "- {%s}",
    "- {%s}",
    "- {%s}",
    "-  {%s}",
    "- {%s} ",
    "- {%s",
    "- {%s}}",
    "- {%s} # c",
    "- {%s},",
    "- { %s }",
    "- - {%s}",
    "k: {%s}",
    "- k: {%s}",
    "- &a {%s}",
]
ROW = st.tuples(st.sampled_from(BRACES), JOINED).map(
    lambda drawn: drawn[0] % drawn[1].replace("%", "")
)
LINE = st.tuples(
    st.sampled_from(["", "  ", "    ", "      "]),
    st.one_of(
        ROW,
        ROW,
        ROW,
        st.sampled_from(
            [
                "k:",
                "- k:",
                "k: |",
                "k: >",
                "k: 'a",
                "b'",
                "# c",
                "",
                "k: [",
                "]",
                "text",
                "- text",
                "k: text",
                'k: "',
                '"',
                "---",
                "? k",
                ": v",
                "-",
                "- |",
                "- {",
                "}",
                "...",
            ]
        ),
    ),
).map("".join)
TEXTS = st.lists(LINE, max_size=12).map("\n".join)


@pytest.mark.property
@given(TEXTS)
def test_the_shortcut_changes_nothing(text: str) -> None:
    data = text.encode()
    assert read(data, "d") == read(data, "d", use_shortcut=False)


GOOD = st.sampled_from(
    ["a", "John Kerry", "1992-11-18", "x:y", "don't", "Huế", "[a, b]", "[a]", "Who? He ?", "b?c",
     '"a, b: #c"', r'"one\ntwo \"\t\\"', "'it''s'", '" é"', "'[a]'", '"{b}"', "''''"]
)  # fmt: skip
GOOD_ROW = st.lists(
    st.tuples(st.sampled_from(["who", "to", "dont ask", "é", "id"]), GOOD),
    min_size=1,
    max_size=4,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: "- {" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}")


@pytest.mark.property
@given(st.lists(GOOD_ROW, min_size=1, max_size=8), st.integers(0, 6), st.booleans())
def test_the_shortcut_takes_what_it_can(rows: list[str], indent: int, comments: bool) -> None:
    end = "  # c\n" if comments else "\n"
    text = "k:\n" + "".join(" " * indent + row + end for row in rows)
    slow = read(text.encode(), "d", use_shortcut=False)
    fast = read(text.encode(), "d")
    assert fast == slow
    assert slow.problems == ()


@pytest.mark.parametrize("braces", sorted(set(BRACES)))
@pytest.mark.parametrize(
    "place", ["x: %s", "x: y, %s: z", "x: [%s]", "x: [a, %s]", "%s", "x%sy: z"]
)
def test_the_shortcut_leaves_what_is_odd(place: str, braces: str) -> None:
    for word in WORDS:
        row = braces.replace("%s", place.replace("%s", word))
        data = f"k:\n  - {{a: b}}\n  {row}\n  - {{c: d, e: [f]}}\n".encode()
        assert read(data, "d") == read(data, "d", use_shortcut=False)


def test_rows_of_different_depth_stay_apart() -> None:
    data = b"- k:\n  - {a: b}\n  - {c: d}\n- {e: f}\n- {g: h}\n"
    tree = read(b"k:\n" + data, "d")
    assert tree == read(b"k:\n" + data, "d", use_shortcut=False)
    assert tree.root is not None
    rows = [{"a": "b"}, {"c": "d"}]
    assert plain(tree.root) == {"k": [{"k": rows}, {"e": "f"}, {"g": "h"}]}


@pytest.mark.property
@given(TEXTS)
def test_what_is_read_is_what_yaml_says(text: str) -> None:
    tree = read(text.encode(), "d")
    if tree.root is not None and not tree.problems:
        assert plain(tree.root) == yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.property
@given(TEXTS)
def test_a_scalar_stands_where_its_place_says(text: str) -> None:
    tree = read(text.encode(), "d")

    def look(node: Scalar | Items | Map) -> None:
        if isinstance(node, Scalar):
            if not node.style and "\n" not in node.text and "  " not in node.text:
                line = tree.lines[node.line - 1][node.column - 1 :]
                assert re.sub(r"\s.*", "", line).startswith(node.text.split()[0][:1])
            return
        for inner in node.items if isinstance(node, Items) else node.fields.values():
            look(inner)

    if tree.root is not None:
        look(tree.root)


def test_a_list_of_rows_in_a_text_is_text() -> None:
    tree = read(b"note: |\n  - {a: b}\n  - {c: d}\nk:\n  - {a: b}\n", "d")
    assert tree.root is not None
    assert plain(tree.root) == {"note": "- {a: b}\n- {c: d}\n", "k": [{"a": "b"}]}


def test_an_empty_file_is_no_deck() -> None:
    assert found(b"") == ["QK009 1:1"]
    assert found(b"# only a comment\n") == ["QK009 1:1"]


def test_the_hint_for_a_comma_in_a_map() -> None:
    assert (
        "a comma ends a value" in problems("sources: {a: {title: Rivers, lakes}}")[0].notes[0].text
    )
