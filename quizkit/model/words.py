"""The noun of a language: the few words that quizkit itself prints or reads in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """What people write in one language besides what quizkit prints. All words are folded.

    Attributes:
        nouns: Type to the words dropped before a value of it when graded: "city of" for "city".
        suffixes: Words dropped after a person's name where one side lacks them: "jr".
        abbreviations: Short word to the word it stands for: "lt" for "lieutenant".
        opposites: Pairs of beginnings that turn a word into its opposite, or into another: no
            typing error exchanges them. One of them may be "".
        numerals: Number words beside `Words.counts`, to their value; 0 for what joins others.
        halves: Words for a half, of what stands before it or by itself.
        bounds: Other words for a bound, to the bound.
        dates: Other words that may stand beside a date: days of the week, "circa".
        one_order: Day and month, as numbers, stand in one order whoever writes.
    """

    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suffixes: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    opposites: tuple[tuple[str, str], ...] = ()
    numerals: Mapping[str, int] = field(default_factory=dict)
    halves: tuple[str, ...] = ()
    bounds: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    one_order: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that quizkit itself prints or reads in one language.

    Patterns hold `{}` or the fields named here. Precision-keyed tuples are in the order year,
    month, day.

    Attributes:
        tag: Language tag, such as "en".
        months: Twelve full names, as printed.
        short_months: For each month the other spellings that are read.
        dates: How a date is printed alone: "{year}", "{month} {year}", "{day} {month} {year}".
        on: The same with its preposition: "in {date}", "in {date}", "on {date}".
        when: "In which year", "In which month of {year}", "On what date".
        when_many: With {count}: "In which {count} years", ...
        day_first: Whether 11/7/1995 is read as 11 July.
        counts: Words for 0..20.
        scales: Scale word to factor; the first spelling of a factor is the one printed.
        decimal: Decimal mark.
        thousands: Mark between groups of three digits.
        bounds: Bound ("about", "over", ..) to the words printed; each is also read.
        join: Between the last two members of a list, with blanks (" and ").
        comma: Between the others (", ").
        the: The article for `the: yes`, or "".
        articles: Words dropped at the start when a name is graded, folded.
        titles: Words dropped before a person's name when it is graded, folded.
        according_to: "according to {}".
        at_time_of: "at the time of {}".
        views: Viewpoint word to pattern: {"in": "in {}", "per": "according to {}", ..}.
        true: Words that are read as "true", folded; the first is printed.
        false: Words that are read as "false", folded; the first is printed.
        blank: What stands for a gap.
        true_or_false: Stands before a statement to be judged, or "": not asked.
        match: Asks to put options into the gaps of several sentences, or "": not asked.
        order: Asks to put options in the order of time, and in the order of size; "": not asked.
        valid: For how long a fact held: "between {first} and {last}", "from {first} on",
            "until {last}"; "" where such facts cannot be asked.
        remarks: What grading says, by its name in `grading.remarks`; English where one is missing.
        reading: What people write besides all this.
    """

    tag: str
    months: tuple[str, ...]
    short_months: tuple[tuple[str, ...], ...]
    dates: tuple[str, str, str]
    on: tuple[str, str, str]
    when: tuple[str, str, str]
    when_many: tuple[str, str, str]
    day_first: bool
    counts: tuple[str, ...]
    scales: Mapping[str, int]
    decimal: str
    thousands: str
    bounds: Mapping[str, str]
    join: str
    comma: str
    the: str
    articles: tuple[str, ...]
    titles: tuple[str, ...]
    according_to: str
    at_time_of: str
    views: Mapping[str, str]
    true: tuple[str, ...]
    false: tuple[str, ...]
    blank: str = "____"
    true_or_false: str = ""
    match: str = ""
    order: tuple[str, str] = ("", "")
    valid: tuple[str, str, str] = ("", "", "")
    remarks: Mapping[str, str] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
