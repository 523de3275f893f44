"""What the fields of the deck language mean, in words; `making.deck` sees that none is missing."""

import inspect
import re
from typing import Final

from making.markdown import plain
from quizkit.model import Reading, Words

_ATTRIBUTE: Final = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)

HEAD: Final = {
    "quizkit": "Version of the deck language: 1. Marks a deck's first file.",
    "deck": "Stable id, at most 64 small letters, digits and hyphens. Never rename it: answers are "
    "kept under it.",
    "title": "For people.",
    "language": "Language tag of wordings and values, such as `en`.",
    "licence": "SPDX name, such as `CC-BY-4.0`.",
    "as of": "When facts that change were last true; a date.",
    "ok": "Problems accepted for the whole deck: code and reason.",
    "include": "More files of the deck, in its folder.",
    "sources": "Where facts come from: id and [source](#a-source).",
    "names": "Names that need more than themselves: spelling and [name](#a-name).",
    "kinds": "Kinds of one's own: name and [kind](kinds.md).",
    "words": "Words of a language: tag and [words](words.md).",
}
SECTIONS: Final = {
    "facts": "[Facts](facts.md) by kind.",
    "about": "Plain attributes: a thing, and what is true of it.",
    "cards": "Questions and texts with gaps written by hand.",
}
SHAPES: Final = {
    "facts": "map of kinds",
    "about": "map of things",
    "cards": "list of cards",
    "deck": "id",
    "language": "language tag",
    "as of": "date",
    "ok": "map of codes",
}
SOURCE: Final = {
    "title": "Its title.",
    "author": "Who wrote it.",
    "publisher": "Who published it.",
    "date": "When it was published.",
    "url": "Where it is on the web.",
    "accessed": "When it was read there.",
    "file": "A file in the deck's folder that holds its text: quotes are looked up in it.",
    "licence": "SPDX name of its licence.",
    "language": "Language tag of its text.",
    "note": "Anything else.",
    "according to": "Printed with every fact that cites it: whose statement it is.",
    "at the time of": "Printed with every fact that cites it: when that was so.",
}
NAME: Final = {
    "is": "Its [type](values.md#types-of-names); `name` where not given.",
    "aka": "Other spellings that are right answers.",
    "not": "Spellings that belong to something else: never right.",
    "in": "What it lies in or belongs to.",
    "the": "`the` is printed before it.",
    "ok": "Problems accepted for it: code and reason.",
}
KIND: Final = {
    "called": "What a fact of this kind is called: the phrase that `{it}` prints.",
    "says": "A fact as a statement: for gaps, for true or false, and after an answer.",
    "ask how many": "Asks for the number of facts in a complete list.",
    "roles": "Its roles by name.",
    "ok": "Problems accepted for it: code and reason.",
}
ROLE: Final = {
    "is": "[Type](values.md#types) of its values; a list of texts is an enumeration.",
    "of": "Type of a list's members, or of the texts of an enumeration.",
    "ask": "Asks for it. Of several wordings another one comes each time.",
    "ask all": "Asks for all right answers of a complete list.",
    "ask first": "Asks for the value of the fact that came first in a complete list.",
    "ask last": "Asks for the value of the fact that came last in a complete list.",
    "ask which not": "Asks what is no member of a complete list.",
    "ask one": "Asks for one of several right answers.",
    "ask after": "Of steps: asks what comes after `{step}`.",
    "ask larger": "Of numbers: asks at which of two times, `{earlier}` or `{later}`, it was more.",
    "ask times": "Of numbers: asks how many times as large it was at `{later}`.",
    "ask to": "To which precision dates are asked, never finer than the fact: `year` if not given.",
    "name one": "An open list may be asked for one of its members.",
    "one": "The named thing has exactly one value in the world.",
    "strict": "What counts where it otherwise would not.",
    "ok": "Problems accepted for it: code and reason.",
}
ROLE_SHAPES: Final = {
    "is": "type, or list of texts",
    "of": "type",
    "ask to": "`year`, `month` or `day`",
    "strict": "`accents`, `case`, or a list of both",
}
FACT: Final = {
    "id": "Short id, never used again; `quizkit stamp` writes one.",
    "source": "Id of a source, and the place in it: `atlas page 12`.",
    "note": "Shown after the answer.",
    "tags": "Tags to choose by: `[war, numbers]`.",
    "difficulty": "1 (easy) to 5.",
    "dont ask": "Roles that are never asked of it: `[by]`.",
    "ask": 'Role and a wording for this fact alone: `{by: "Who built it?"}`.',
    "ask to": "To which precision its dates are asked: `year`, `month` or `day`.",
    "wrong": "Role and wrong options: `{by: [Nora Lindqvist]}`.",
    "never wrong": "Role and values that are never offered as wrong, for they may be right.",
    "disputed": "`yes`: it is disputed, and proves no option wrong.",
    "valid": "The time within which it holds: `1995/2000`.",
    "ok": "Problems accepted for it: `{QK304: the reason}`.",
    "image": "A picture in the deck's folder, or a map of `file`, `alt` and `credit`: "
    "`{file: map.png, alt: A map, credit: my own}`.",
    "requires": "Ids of facts to be learned first: `[bcd1]`.",
    "quote": "Words of the source; they must occur in its text where it names a `file`.",
    "according to": "Whose statement it is, always printed: `a survey of 2021`.",
    "at the time of": "When that was so, always printed: `the survey`.",
}
GROUP: Final = {
    "facts": "The facts as a list.",
    "table": "One row a fact, cells divided by `|` or tabs; the first row names roles and fields.",
    "file": "A CSV file in the deck's folder; its first row names roles and fields.",
    "complete": "The list is all there is in this scope, said in words: `between 2000 and 2019`.",
}
CARD: Final = {
    "q": "The question.",
    "a": "The answer.",
    "also": "Other right answers: `[for the salt]`.",
    "wrong": "Wrong options, a list; from two on it is asked by choice.",
    "cloze": "A text with gaps: `The embargo was lifted in [[1994]].`",
}
TYPES: Final = {
    "text": "Any words. Two texts exclude each other only if neither has all words of the other.",
    "date": "Dates in EDTF, see below.",
    "number": "A number, with a unit where there is one.",
    "list": "Several values; `of` says of which type.",
    "steps": "Several values in their order.",
    "any": "A date, a number or a text, by its look: what `about:` holds.",
    "an enumeration": "One of the texts that `is:` lists, in that order; no two are the same.",
}
NAMED: Final = {
    "name": "The name of anything.",
    "person": "People: initials, titles and the last name alone are understood.",
    "organisation": "Bodies, companies, institutions.",
    "place": "Places; one may lie in another (`in`).",
    "country": "Countries.",
    "city": "Cities and towns.",
    "agreement": "Treaties, accords.",
    "work": "Books, pictures, pieces of music, films, buildings.",
    "group": "Peoples, movements, groups.",
}
WRITTEN: Final = {
    "Dates": {
        "1992-11-18": "A day.",
        "1992-11": "A month.",
        "1992": "A year.",
        "1992~": "About then; never asked.",
        "1992?": "Uncertain; never asked.",
        "197X": "Some time in a decade; never asked.",
        "1987-01/1987-06": "Some time between; never asked.",
        "1990/..": "Some time from then on; never asked.",
        "../1990": "Some time until then; never asked.",
    },
    "Numbers": {
        "97 million": "A figure with its scale word.",
        "75 billion USD": "A figure with its unit.",
        "about 500 km": "Right within 10 per cent.",
        "over 500": "The stated figure is the answer; so with `at least`, `under`, `up to`.",
    },
    "Lists": {
        "[a, b]": "A complete list: all there is.",
        "[a, b, ...]": "An open list: there may be more.",
    },
    "Values from a viewpoint": {
        "{in Washington: 1995-07-11, in Hanoi: 1995-07-12}": "True in a place.",
        "{per census: 89 million, per customs: 90 million}": "True by a source.",
        "{as of 2020: 97 million}": "True at a time.",
    },
    "Not known": {
        "other": "Not known, but none of the values that this role has elsewhere in the deck.",
    },
}
WORDINGS: Final = {
    "Placeholders": {
        "{role}": "The value of a role, by its name. The role that is asked cannot be printed.",
        "{it}": "What the kind is `called`.",
        "{on role}": "A date with its preposition: `in 1995`, `on 11 July 1995`.",
        "{when}": "`In which year`, `In which month of 2015`, `On what date`, as is asked.",
        "{count}": "How many answers are wanted, as a word.",
        "{scope}": "The phrase of `complete:`.",
        "{view}": "The viewpoint; else it is printed by itself where viewpoints disagree.",
        "{step}": "In `ask after`: the step before.",
        "{earlier}": "In `ask larger` and `ask times`: the earlier time.",
        "{later}": "In `ask larger` and `ask times`: the later time.",
    },
    "Parts": {
        "text {role}": "Printed always: the wording serves only facts that have the role.",
        "[ in {place}]": "Printed only where the question would else have more than one answer.",
        "[! in {place}]": "Printed wherever it can be.",
    },
}
PARTS: Final = {
    "at the time of": "`at the time of {}`.",
    "order": "How to ask for an order: of `time`, and of `size`.",
    "valid": "For how long a fact held: `between`, `from` and `until`.",
    "dates": "How a date is printed alone: for `year`, `month` and `day`.",
    "on": "The same with its preposition: for `year`, `month` and `day`.",
    "when": "How a date is asked for: for `year`, `month` and `day`.",
    "when many": "The same with `{count}`: for `year`, `month` and `day`.",
}


def of_language() -> dict[str, str]:
    """Return what each word of a language is for, from the noun that holds them."""
    return {name: says for name, says in _told(Words).items() if name != "tag"}


def of_reading() -> dict[str, str]:
    """Return what the words are for that are only read."""
    return _told(Reading)


def _told(noun: type) -> dict[str, str]:
    found = _ATTRIBUTE.findall(inspect.getdoc(noun) or "")
    return {name.replace("_", " "): plain(" ".join(says.split())) for name, says in found}
