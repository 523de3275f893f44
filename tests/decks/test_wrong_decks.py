"""What people type who have never seen the format: the first problem says what to type."""

import pytest

from quizkit.checks.run import arrange
from quizkit.decks.edits import applied
from quizkit.decks.files import Reading, read_deck
from quizkit.model import Problem, Severity

HEAD = """quizkit: 1
deck: rivers
title: Rivers
language: en
"""
KINDS = """kinds:
  river:
    called: "the river {name}"
    says: "{it} flows into {sea}[ and was mapped {on date}]."
    roles:
      name: name
      sea: {is: place, ask: "Into which sea does {it} flow?"}
      date: {is: date, ask: "{when} was {it} mapped?"}
"""
FACTS = """facts:
  river:
    - {name: Mekong, sea: East Sea, date: 1992-11-18}
    - {name: Red River, sea: Gulf of Tonkin, date: 1993-10}
"""
DECK = HEAD + KINDS + FACTS

# What was changed in the deck: a text and what stands in its place, or what follows the head
# (BODY) or the kinds (FACTS), or ALL; then the first problem, and how the first help begins.
WRONG: list[tuple[str, str, str, str]] = [
    # type for is
    (
        "sea: {is: place",
        "sea: {type: place",
        "QK004 11:13 do not know the field `type`",
        "did you mean `is`?",
    ),
    # in date for on date
    (
        "{on date}",
        "{in date}",
        "QK120 8:50 do not know what `{in date}` stands for",
        "did you mean `{on date}`?",
    ),
    # at date
    (
        "{on date}",
        "{date on}",
        "QK120 8:50 do not know what `{date on}` stands for",
        "did you mean `{on date}`?",
    ),
    # question and answer
    (
        "BODY",
        'cards:\n  - {question: "What is deep?", answer: the sea}\n',
        "QK004 6:6 do not know the field `question`",
        "did you mean `q`?",
    ),
    # front and back
    (
        "BODY",
        "cards:\n  - front: What is deep?\n    back: the sea\n",
        "QK004 6:5 do not know the field `front`",
        "did you mean `q`?",
    ),
    # fact for facts
    ("facts:\n", "fact:\n", "QK004 13:1 do not know the field `fact`", "did you mean `facts`?"),
    # tab
    (
        "    - {name: Mekong",
        "\t- {name: Mekong",
        "QK001 15:1 cannot read line 15: a tab stands before the text",
        "use blanks in place of the tab",
    ),
    # tab in block
    (
        "BODY",
        "cards:\n  - q: What is deep?\n\ta: the sea\n",
        "QK001 7:1 cannot read line 7: a tab stands before the text",
        "use blanks in place of the tab",
    ),
    # date day first
    (
        "1992-11-18",
        "18/11/1992",
        "QK011 15:43 cannot read the date `18/11/1992`",
        "write `1992-11-18`, if that is meant",
    ),
    # date in words
    (
        "1992-11-18",
        "18 November 1992",
        "QK011 15:43 cannot read the date `18 November 1992`",
        "write `1992-11-18`, if that is meant",
    ),
    # date span
    (
        "1992-11-18",
        "1992-1995",
        "QK011 15:43 cannot read the date `1992-1995`",
        "at some time within these years is `1992/1995`; a span is two ro",
    ),
    # smart quotes
    (
        "BODY",
        "cards:\n  - q: “What is deep: the sea?”\n    a: “yes”\n",
        "QK001 6:8 cannot read line 6: `“` is no quotation mark that I read",
        "type straight quotation marks, and turn `smart quotes` off in th",
    ),
    # smart quotes wording
    (
        'ask: "Into which sea does {it} flow?"',
        "ask: “Into which sea does {it} flow?”",
        "QK001 11:29 cannot read line 11: `“` is no quotation mark that I read",
        "type straight quotation marks, and turn `smart quotes` off in th",
    ),
    # no blank after colon
    (
        "title: Rivers",
        "title:Rivers",
        "QK001 3:6 cannot read line 3: a blank is missing after the colon",
        "write title: Rivers",
    ),
    # no blank after colon in fact
    (
        "{name: Mekong,",
        "{name:Mekong,",
        "QK005 15:8 cannot use `name:Mekong`: it has no value",
        "a blank comes after a colon:  name: Mekong",
    ),
    # open brace
    (
        "date: 1992-11-18}",
        "date: 1992-11-18",
        "QK001 15:7 cannot read line 15: this brace is left open",
        "close `{` with `}`",
    ),
    # open quote
    (
        'flow?"}',
        "flow?}",
        "QK001 11:29 cannot read line 11: a quotation mark is not closed",
        "close it, or put a text that has quotation marks in the other ki",
    ),
    # no header
    (
        "quizkit: 1\ndeck: rivers\ntitle: Rivers\nlanguage: en\n",
        "",
        "QK009 1:1 this file does not say `quizkit: 1`",
        "begin the file with `quizkit: 1`, `deck: my-deck`, `title: ...` ",
    ),
    # only facts no quizkit
    (
        "quizkit: 1\n",
        "",
        "QK009 1:1 this file does not say `quizkit: 1`",
        "begin the file with `quizkit: 1`, as the first line",
    ),
    # other case
    ("name: Mekong", "Name: Mekong", "QK004 15:8 river has no role `Name`", "did you mean `name`?"),
    # other case kind
    (
        "facts:\n  river:",
        "facts:\n  River:",
        "QK104 14:3 do not know the kind `River`",
        "did you mean `river`?",
    ),
    # other case section
    ("facts:\n", "Facts:\n", "QK004 13:1 do not know the field `Facts`", "did you mean `facts`?"),
    # other case placeholder
    (
        "does {it} flow",
        "does {It} flow",
        "QK120 11:50 do not know what `{It}` stands for",
        "did you mean `{it}`?",
    ),
    # case role placeholder
    (
        'called: "the river {name}"',
        'called: "the river {Name}"',
        "QK120 7:24 do not know what `{Name}` stands for",
        "did you mean `{name}`?",
    ),
    # colon in text
    (
        "BODY",
        "cards:\n  - q: Which is right: one or two?\n    a: one\n",
        "QK001 6:22 cannot read line 6: the text has a colon in it",
        'put the text in quotes:  q: "Which is right: one or two?"',
    ),
    # colon in flow text
    (
        "BODY",
        "cards:\n  - {q: Which is right: one or two?, a: one}\n",
        "QK001 6:23 cannot read line 6: the text has a colon in it",
        'put the text in quotes:  q: "Which is right: one or two?"',
    ),
    # comma in flow text
    (
        "BODY",
        "cards:\n  - {q: Well, which one?, a: one}\n",
        "QK005 6:15 cannot use `which one?`: it has no value",
        "a comma ends a value inside { }: put a text that has commas in q",
    ),
    # no dash
    (
        "FACTS",
        "facts:\n  river:\n    {name: Mekong, sea: East Sea}\n",
        "QK006 15:5 a fact stands where a list of facts is wanted",
        "put `- ` before it, or `facts:` and a list of facts",
    ),
    # no dash two
    (
        "FACTS",
        "facts:\n  river:\n    {name: Mekong, sea: East Sea}\n    {name: Po, sea: Adria}\n",
        "QK001 16:5 cannot read line 16: a dash is missing before this",
        "begin each member of a list with `- `",
    ),
    # facts without kind
    (
        "FACTS",
        "facts:\n  - {name: Mekong, sea: East Sea}\n",
        "QK006 14:3 `facts` needs kinds",
        "write the kind first: `visit:`",
    ),
    # dash without blank
    (
        "    - {name: Mekong",
        "    -{name: Mekong",
        "QK001 15:5 cannot read line 15: a blank is missing after the dash",
        "write `- ` before each",
    ),
    # wrong indent
    (
        "      sea: {is",
        "     sea: {is",
        "QK001 11:6 cannot read line 11: it stands 1 blank too far to the left",
        "line it up with line 10: 6 blanks before the text",
    ),
    # deeper
    (
        "deck: rivers",
        "  deck: rivers",
        "QK001 2:3 cannot read line 2: it stands 2 blanks too far to the right",
        "line it up with line 1: no blanks before the text",
    ),
    # equals
    (
        "title: Rivers",
        "title = Rivers",
        "QK001 3:7 cannot read line 3: a colon is wanted, not `=`",
        "write title: Rivers",
    ),
    # a colon and nothing after it
    (
        "sea: East Sea, date",
        "sea:, date",
        "QK001 15:25 cannot read line 15: `sea` has no value",
        "write a value after `sea: `, or take it out with its comma",
    ),
    # an equals sign in a fact
    (
        "sea: East Sea, date",
        "sea = East Sea, date",
        "QK005 15:22 cannot use `sea = East Sea`: it has no value",
        "a colon is wanted, not `=`:  sea: East Sea",
    ),
    # a comma in a number
    (
        "sea: East Sea, date",
        "sea: 3,530 km, date",
        "QK005 15:29 cannot use `530 km`: it has no value",
        "a comma ends a value inside { }: write a number without commas",
    ),
    # a kind in the plural
    (
        "FACTS",
        "facts:\n  rivers:\n    - {name: Mekong, sea: East Sea}\n",
        "QK104 14:3 do not know the kind `rivers`",
        "did you mean `river`?",
    ),
    (
        "FACTS",
        "facts:\n  discoveries:\n    - {what: Titan, by: Christiaan Huygens}\n",
        "QK104 14:3 do not know the kind `discoveries`",
        "did you mean `discovery`?",
    ),
    # {it} without called
    (
        '    called: "the river {name}"\n',
        "",
        "QK122 7:12 cannot print `{it}`: the kind river has no `called`",
        'give the kind a line such as  called: "the river[ of {name}]"',
    ),
    # a kind beside `facts:`
    (
        "facts:\n  river:",
        "facts:\n  discovery: []\nriver:",
        "QK004 15:1 do not know the field `river`",
        "a kind stands under `facts:`: put 2 blanks before it",
    ),
    (
        "FACTS",
        "visit:\n  - {who: Barack Obama, to: Hanoi, date: 2016}\n",
        "QK004 13:1 do not know the field `visit`",
        "a kind stands under `facts:`: put `facts:` in a line above it, and 2 blanks before it",
    ),
    # wrong options without their role
    (
        "sea: East Sea, date: 1992-11-18",
        "sea: East Sea, wrong: [Baltic Sea, Red Sea]",
        "QK006 15:44 `wrong` needs a map of roles",
        "write the role before it:  wrong: {sea: ..}",
    ),
    # two commas
    (
        "sea: East Sea, date",
        "sea: East Sea,, date",
        "QK001 15:35 cannot read line 15: two commas stand side by side",
        "take one of them out",
    ),
    # a number sign in a text
    (
        "sea: East Sea, date",
        "sea: East Sea #1, date",
        "QK001 15:36 cannot read line 15: what follows this `#` is a comment",
        'put the text in quotes:  sea: "East Sea #1"',
    ),
    # a quotation mark at the end only
    (
        'ask: "Into which sea does {it} flow?"',
        'ask: Into which sea does {it} flow?"',
        "QK001 11:59 cannot read line 11: a quotation mark has no partner",
        'put one before the text as well:  ask: "Into which sea does {it} flow?"',
    ),
    # quotation marks around the first words
    (
        "title: Rivers",
        'title: "Rivers" and seas',
        "QK001 3:15 cannot read line 3: the text goes on after its quotation marks",
        """put all of it in quotes:  title: '"Rivers" and seas'""",
    ),
    (
        "sea: East Sea, date",
        "sea: 'East' Sea, date",
        "QK001 15:32 cannot read line 15: the text goes on after its quotation marks",
        """put all of it in quotes:  sea: "'East' Sea\"""",
    ),
    # a dash before a text
    (
        "title: Rivers",
        "title: - Rivers",
        "QK001 3:8 cannot read line 3: a text cannot begin with `- `",
        'put it in quotes:  title: "- Rivers"',
    ),
    # blanks in place of the dash
    (
        "    - {name: Red River",
        "      {name: Red River",
        "QK001 16:5 cannot read line 16: a dash is missing before this",
        "begin each member of a list with `- `",
    ),
    # semicolon
    (
        "{name: Mekong, sea",
        "{name: Mekong; sea",
        "QK001 15:20 cannot read line 15: a comma is wanted, not `;`",
        "put commas between the fields",
    ),
    # missing comma
    (
        "{name: Mekong, sea",
        "{name: Mekong sea",
        "QK001 15:21 cannot read line 15: a comma is missing before `sea`",
        "put a comma between two fields",
    ),
    # parentheses
    (
        "{name: Mekong, sea: East Sea, date: 1992-11-18}",
        "(name: Mekong, sea: East Sea, date: 1992-11-18)",
        "QK001 15:7 cannot read line 15: round brackets stand where braces are wanted",
        "write { and }",
    ),
    # double braces
    (
        "does {it} flow",
        "does {{it}} flow",
        "QK121 11:50 cannot read this wording: a brace `{` has no partner",
        "one brace on each side is enough: {it}",
    ),
    # wording without quotes
    (
        'ask: "Into which sea does {it} flow?"',
        "ask: Into which sea does {it} flow?",
        "QK001 11:49 cannot read line 11: the text has a `{` in it",
        'put it in quotes:  ask: "Into which sea does {it} flow?"',
    ),
    # wording without quotes begins
    (
        'called: "the river {name}"',
        "called: {name} the river",
        "QK001 7:13 cannot read line 7: a text cannot begin with `{`",
        'put it in quotes:  called: "{name} the river"',
    ),
    # deck name with blanks
    (
        "deck: rivers",
        "deck: My Rivers",
        "QK006 2:7 `deck` cannot be written like this",
        "write `deck: my-rivers`",
    ),
    # language name
    (
        "language: en",
        "language: English",
        "QK006 4:11 `language` cannot be written like this",
        "write `language: en`",
    ),
    # quizkit v
    (
        "quizkit: 1",
        "quizkit: 1.0",
        "QK009 1:10 `quizkit` says no version that I know",
        "this program reads `quizkit: 1`",
    ),
    # string version
    (
        "quizkit: 1",
        "quizkit: 2",
        "QK009 1:10 this deck needs a newer quizkit",
        "this program reads `quizkit: 1`",
    ),
    # number with comma
    (
        "BODY",
        "facts:\n  measure:\n    - {measure: length, of: Mekong, value: 4,350 km}\n",
        "QK004 7:8 measure has no role `measure`",
        "",
    ),
    # unknown source
    (
        "date: 1992-11-18}",
        "date: 1992-11-18, source: atlas p. 3}",
        "QK116 15:63 do not know the source `atlas`",
        "declare it:  sources: {atlas: {title: ...}}",
    ),
    # sources list
    (
        "kinds:",
        "sources:\n  - atlas\nkinds:",
        "QK006 6:3 `sources` needs a map of fields here",
        "write a map, each source with its title:  atlas: {title: An atla",
    ),
    # table with commas
    (
        "FACTS",
        "facts:\n  river:\n    table: |\n      name, sea\n      Mekong, East Sea\n",
        "QK017 16:7 do not know the column `name, sea`",
        "put a bar between the cells of each row:  name | sea",
    ),
    # table no bar sign
    (
        "FACTS",
        "facts:\n  river:\n    table:\n      name | sea\n      Mekong | East Sea\n",
        "QK006 16:7 the lines of this table run together",
        "write `table: |`: the bar keeps each line a line of its own",
    ),
    # table short row
    (
        "FACTS",
        "facts:\n  river:\n    table: |\n      name | sea | date\n      Mekong | East Sea\n",
        "QK010 17:7 this row has 2 cells, and the header has 3",
        "a cell may be empty, but its bar or comma must be there",
    ),
    # cloze one bracket
    (
        "BODY",
        "cards:\n  - cloze: The sea is [deep].\n",
        "QK140 6:12 this cloze hides nothing: it has no `[[ ]]`",
        "write The sea is [[deep]].",
    ),
    # cloze braces
    (
        "BODY",
        "cards:\n  - cloze: The sea is {{deep}}.\n",
        "QK140 6:12 this cloze hides nothing: it has no `[[ ]]`",
        "write The sea is [[deep]].",
    ),
    # roles as list
    (
        "    roles:\n      name: name\n      sea: {is",
        "    roles:\n      - name: name\n      - sea: {is",
        "QK001 12:7 cannot read line 12: a dash is missing before this",
        "begin each member of a list with `- `",
    ),
    # answer missing
    (
        "BODY",
        'cards:\n  - {q: "What is deep?"}\n',
        "QK140 6:5 this card has no answer",
        'add the answer as  a: "..."',
    ),
    # empty value
    (
        "sea: East Sea, date",
        "sea: , date",
        "QK005 15:22 cannot use `sea`: it has no value",
        "write a value after `sea:`, or take it out with its comma",
    ),
    # fact twice role
    (
        "sea: East Sea, date",
        "sea: East Sea, sea: Red Sea, date",
        "QK003 15:37 cannot take `sea` twice in one map",
        "delete one of them, or give both values as a list",
    ),
    # document marks
    (
        "date: 1993-10}\n",
        "date: 1993-10}\n---\n",
        "QK008 17:1 cannot take a second document after `---`",
        "delete the line, or put what follows into a file of its own",
    ),
    # percent
    (
        "title: Rivers",
        "title: %Rivers",
        "QK001 3:8 cannot read line 3: a text cannot begin with `%`",
        'put the text in quotes: "%Rivers"',
    ),
    # star
    (
        "title: Rivers",
        "title: *Rivers*",
        "QK001 3:8 cannot read line 3: a text cannot begin with `*`",
        'put the text in quotes: "*Rivers*"',
    ),
    # quote in quote
    (
        "title: Rivers",
        'title: "The "big" rivers"',
        "QK001 3:13 cannot read line 3: the text has quotation marks of its own",
        "write 'The \"big\" rivers'",
    ),
    # apostrophe
    (
        "title: Rivers",
        "title: 'It's rivers'",
        "QK001 3:11 cannot read line 3: the text has an apostrophe of its own",
        'write "It\'s rivers"',
    ),
    # windows path
    (
        "title: Rivers",
        'title: "C:\\new\\dir"',
        "QK001 3:11 cannot read line 3: a backslash means something in these quotes",
        "write 'C:\\new\\dir'",
    ),
    # plain text
    (
        "ALL",
        "Here are my questions\n1. What is deep? The sea\n",
        "QK006 1:1 cannot use this file: it is not a map of fields",
        "a deck begins with `quizkit: 1`",
    ),
    # name is list
    (
        "kinds:",
        "names:\n  - Hue\nkinds:",
        "QK006 6:3 `names` needs a map of fields here",
        "write a map, each name with what it is:  Hue: {is: city}",
    ),
    # name type
    (
        "kinds:",
        "names:\n  Hue: {is: town}\nkinds:",
        "QK004 6:13 do not know the type `town` of a name",
        "did you mean `city`?",
    ),
    # alias
    (
        "kinds:",
        "names:\n  Hue: {is: city, alias: [Huế]}\nkinds:",
        "QK004 6:19 do not know the field `alias`",
        "did you mean `aka`?",
    ),
    # dont_ask
    (
        "date: 1992-11-18}",
        "date: 1992-11-18, dont_ask: [sea]}",
        "QK004 15:55 river has no role `dont_ask`",
        "did you mean `dont ask`?",
    ),
    # don't ask
    (
        "date: 1992-11-18}",
        "date: 1992-11-18, don't ask: [sea]}",
        "QK004 15:55 river has no role `don't ask`",
        "did you mean `dont ask`?",
    ),
    # explanation
    (
        "date: 1992-11-18}",
        "date: 1992-11-18, explanation: it is long}",
        "QK004 15:55 river has no role `explanation`",
        "did you mean `note`?",
    ),
]


def deck(old: str, new: str) -> str:
    parts = {"ALL": "", "BODY": HEAD, "FACTS": HEAD + KINDS}
    if old in parts:
        return parts[old] + new
    assert old in DECK
    return DECK.replace(old, new, 1)


def told(text: str) -> tuple[Reading, tuple[Problem, ...]]:
    found = read_deck("d.yaml", opener=lambda _: text.encode())
    return found, arrange(found.problems)


def test_the_deck_itself_is_fine() -> None:
    assert told(DECK)[1] == ()


@pytest.mark.parametrize(("old", "new", "first", "tip"), WRONG)
def test_the_first_problem_says_what_is_wrong_and_what_to_type(
    old: str, new: str, first: str, tip: str
) -> None:
    _, problems = told(deck(old, new))
    problem = problems[0]
    assert f"{problem.code} {problem.at.line}:{problem.at.column} {problem.message}" == first
    helps = [note.text for note in problem.notes if note.kind == "help"]
    assert (helps or [""])[0].startswith(tip)
    assert tip or old == "BODY"
    assert len(problem.message) <= 72


@pytest.mark.parametrize(("old", "new"), [row[:2] for row in WRONG])
def test_a_fix_mends_its_problem_and_brings_no_other(old: str, new: str) -> None:
    found, problems = told(deck(old, new))
    fix = problems[0].fix
    if fix is None:
        return
    mended = applied(found.files, fix.edits)["d.yaml"].decode()
    after = told(mended)[1]
    assert problems[0].message not in [problem.message for problem in after]
    fatal = {problem.code for problem in after if problem.severity is Severity.FATAL}
    assert fatal <= {problem.code for problem in problems} | (
        {"QK006"} if "- name" in new else set()
    )
