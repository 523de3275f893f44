"""Random decks for properties: small worlds, so that facts collide."""

from hypothesis import strategies as st

from quizkit.model import (
    OTHER,
    Deck,
    Fact,
    Group,
    Kind,
    List,
    Name,
    Named,
    Number,
    Precision,
    Role,
    Span,
    Text,
    Views,
)
from quizkit.questions.wording import parse
from quizkit.values.dates import read_date
from quizkit.values.numbers import read_number
from quizkit.values.words import builtin

PEOPLE = ("Ann Ash", "Bo Birch", "Cy Cedar", "Di Elm", "Ed Fir", "Flo Gum")
PLACES = {"Aland": (), "Aport": ("Aland",), "Bland": (), "Bport": ("Bland",), "Cland": ()}
TEXTS = ("US", "US congressional", "French", "French senators'", "young", "old young")
DATES = (
    *("1987", "1987-08", "1987-08-12", "1987-09", "1992", "1992-11", "1992-11-18", "1992-11-19"),
    *("1993", "1993-07", "1992~", "1993?", "198X", "1987-01/1987-06", "1991/1993", "1992/.."),
)

VALID = ("", "", "", "", "1980/1990", "1989/..", "1991")

NAMES = {name: Name(name, "person") for name in PEOPLE} | {
    name: Name(name, "city" if within else "country", within=within)
    for name, within in PLACES.items()
}


def _number(text: str) -> Number:
    return read_number(text, builtin("en"))


def _steps(items: list[Text]) -> List:
    return List(tuple(items), ordered=True)


people = st.sampled_from(PEOPLE).map(Named)
places = st.sampled_from(tuple(PLACES)).map(Named)
texts = st.sampled_from(TEXTS).map(Text)
dates = st.sampled_from(DATES).map(read_date)
views = st.builds(
    lambda one, two: Views("in", (("Aland", one), ("Bland", two))),
    st.sampled_from(("1995-07-11", "1995-07", "1995")).map(read_date),
    st.sampled_from(("1995-07-12", "1995-07", "1996")).map(read_date),
)
lists = st.builds(
    lambda items, complete: List(tuple(items), complete),
    st.lists(places, min_size=1, max_size=3, unique=True),
    st.booleans(),
)

VALUES = {
    "who": st.one_of(people, people, st.just(OTHER)),
    "host": st.one_of(people, st.just(OTHER)),
    "place": places,
    "date": st.one_of(dates, dates, dates, views, st.just(OTHER)),
    "label": texts,
    "members": lists,
    "size": st.sampled_from(("5 km", "about 12 km", "40 km", "over 40 km", "7 t")).map(_number),
    "stops": st.lists(texts, min_size=2, max_size=4).map(_steps),
}


def wordings(*texts_: str):
    return {"en": tuple(parse(text) for text in texts_)}


def _kind(forced: str, parts: tuple[str, ...], to: Precision, one: bool) -> Kind:
    called = parse("the " + forced + "trip" + "".join(parts))
    roles = {
        "who": Role(
            "who",
            "person",
            ask=wordings("Who led {it}?", "Who went[ to {place}][ {on date}][ with {host}]?"),
            ask_all=wordings("Which {count} people {scope} led {it}?"),
            ask_first=wordings("Who was the first to go[ to {place}] {scope}?"),
            ask_last=wordings("Who was the last to go[! to {place}] {scope}?"),
            ask_which_not=wordings("Who of these did not go[ to {place}] {scope}?"),
            ask_one=wordings("Name one of those who went to {place}."),
        ),
        "host": Role("host", "person", ask=wordings("Who received {it}?", "Who received {who}?")),
        "place": Role("place", "place", ask=wordings("Where did {who} go[! {on date}]?")),
        "date": Role(
            "date",
            "date",
            ask=wordings("{when} did {who} lead {it}?", "{when} did {who} go[ to {place}]?"),
            ask_all=wordings("{when} did {who} go[ to {place}]?"),
            ask_first=wordings("{when} did {who} first go[ to {place}] {scope}?"),
            ask_to=to,
            one=one,
        ),
        "label": Role("label", "text", ask=wordings("What was the label of {it}?")),
        "members": Role(
            "members",
            "list",
            of="place",
            ask=wordings("Which place sent {it}?"),
            ask_all=wordings("Which {count} places sent {it}?"),
            ask_one=wordings("Name one place that sent {it}."),
            ask_which_not=wordings("Which of these places did not send {it}?"),
        ),
        "size": Role(
            "size",
            "number",
            ask=wordings("How long was {it}?"),
            ask_larger=wordings("When was the trip of {who} longer, {earlier} or {later}?"),
            ask_times=wordings("How many times as long as {earlier} was {who}'s trip {later}?"),
        ),
        "stops": Role(
            "stops",
            "steps",
            of="text",
            ask=wordings("Put the stops of {it} in order."),
            ask_after=wordings("Which stop of {it} came right after {step}?"),
        ),
    }
    says = wordings("{who} led {it}[ and met {host}][ {on date}].")
    count = wordings("How many trips[ to {place}] were there {scope}?", "How often did {who} go?")
    return Kind("trip", roles, called={"en": called}, says=says, ask_how_many=count)


kinds = st.builds(
    _kind,
    st.sampled_from(("", "[!{date} ]", "[{date} ]", "{date} ")),
    st.lists(
        st.sampled_from((" [to {place}]", "[ by {host}]", "[ called {label}]", "[ of {members}]")),
        unique=True,
        max_size=4,
    ).map(tuple),
    st.sampled_from(Precision),
    st.booleans(),
)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """A deck of one kind with up to nine facts in up to two groups."""
    groups = (
        Group(0, "trip", draw(st.sampled_from(("", "between 1980 and 2000")))),
        Group(1, "trip", draw(st.sampled_from(("", "between 1980 and 2000", "in spring")))),
    )
    roles = st.fixed_dictionaries(
        {"who": VALUES["who"]}, optional={name: VALUES[name] for name in VALUES if name != "who"}
    )
    rows = draw(st.lists(st.tuples(roles, st.integers(0, 1)), min_size=1, max_size=9))
    attributions = draw(st.lists(st.sampled_from(("", "", "", "a survey")), min_size=9, max_size=9))
    held = draw(st.lists(st.sampled_from(VALID), min_size=9, max_size=9))
    never = draw(st.lists(people, min_size=9, max_size=9))
    facts = tuple(
        Fact(f"f{n}", "trip", values, group, "x.yaml", {"": Span(n + 1, 1, 1)})._replace(
            according_to=attributions[n],
            valid=read_date(held[n]) if held[n] else None,
            never_wrong={"who": (never[n],)},
        )
        for n, (values, group) in enumerate(rows)
    )
    return make_deck(facts, groups, {"trip": draw(kinds)})


def make_deck(facts, groups, kinds_) -> Deck:
    return Deck(
        id="random",
        title="Random",
        language="en",
        licence="",
        as_of=None,
        sources={},
        names=NAMES,
        kinds=kinds_,
        facts=facts,
        cards=(),
        groups=groups,
        words={"en": builtin("en")},
        paths=("x.yaml",),
    )
