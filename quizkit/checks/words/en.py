"""English words that make a question flawed."""

from typing import Final

from quizkit.checks.words.lexis import Lexis, listed

LEXIS: Final = Lexis(
    tag="en",
    absolute=listed(
        """always, never, all, none, every, everyone, everybody, everything, nobody, nothing,
        nowhere, everywhere, only, entirely, completely, totally, absolutely, invariably,
        without exception, impossible"""
    ),
    vague=listed(
        """often, usually, sometimes, frequently, generally, mostly, typically, occasionally,
        rarely, seldom, several, many, some, various, numerous, few, a lot, a number of, recent,
        probably, perhaps, possibly, maybe, approximately, roughly, and so on, etc, relatively,
        fairly, somewhat, better known, important"""
    ),
    negative=listed(
        """not, except, least, never, neither, nor, cannot, isn t, aren t, wasn t, weren t,
        doesn t, don t, didn t, incorrect, untrue"""
    ),
    harmless=listed("how many, at least, least developed, not only, all souls, all saints"),
    lately=listed(
        """last year, this year, next year, last month, this month, last week, last decade,
        currently, recently, nowadays, today, tomorrow, yesterday, now, at present, at the moment,
        these days, years ago, in recent years, so far, to date, current, soon, the present"""
    ),
    hedges=listed("might, seems, seemed, appears, probably, perhaps, possibly, maybe"),
    asks=listed(
        """who, whom, whose, what, which, when, where, why, how, is, are, was, were, do, does,
        did, has, have, had, can"""
    ),
    tells=listed(
        """name, give, list, complete, fill, put, match, choose, select, say, state, order, sort,
        true or false, arrange, pair, explain, define, translate, write, mark, tick, find"""
    ),
    he_or_she=listed("he, she, him, his, her, hers, himself, herself"),
    it=listed("it, its, they, them, their, this, these, those, that, such, the former, the latter"),
    every=listed(
        "all of the above, all the above, all of these, all of them, all, every one of them"
    ),
    none=listed(
        """none of the above, none of these, none of them, none, neither, neither of these,
        no answer is right"""
    ),
    both=listed("both"),
    joins=listed("and, or"),
    truth=listed("true, false, yes, no, right, wrong, correct, incorrect"),
    articles=listed("the, a, an"),
    linking=listed("because, although, whereas, while, but, so that, therefore"),
    small=listed(
        """about, after, against, also, among, been, before, being, between, called, came,
        come, date, does, during, each, first, following, from, given, have, held, here, into,
        made, more, most, much, name, named, near, next, other, over, part, place, same, than,
        that, their, them, then, there, these, they, this, through, time, took, under, until,
        upon, very, were, what, when, where, which, while, whom, whose, with, would, year, years,
        month, according"""
    ),
    opinion=listed(
        """best, worst, should, ought to, do you think, in your opinion, do you agree, do you feel,
        do you prefer, favourite, favorite, most beautiful, most interesting, most important,
        more important, the greatest, good or bad, wisely, rightly, wrongly, fair, unfair"""
    ),
    pupils=listed(
        """student number, student no, student id, matriculation number, matric no, roll number,
        enrolment number, pupil number"""
    ),
    sayers=listed(
        """according to, in the view of, in the opinion of, in the eyes of, did, voted, ranked,
        rated, called, argued, argue, argues, said, says, held, thought"""
    ),
)
"""English."""
