"""Letters and orders against a checker that knows nothing of how they are found."""

from collections import Counter
from itertools import groupby, permutations, product
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from quizkit.formats.paper.balance import Neighbour, even, ordered, worth

ROOMS = st.lists(st.sets(st.integers(0, 3), min_size=1), min_size=1, max_size=7)
FREE = st.integers(1, 40)


def spread(counts: Counter[int], letters: range) -> int:
    found = [counts[letter] for letter in letters]
    return max(found) - min(found)


@given(FREE, st.integers(2, 5), st.integers(0, 9))
def test_free_letters_are_equal_in_number_within_one(count, size, seed) -> None:
    found = even([range(size)] * count, rng=Random(seed))
    assert spread(Counter(found), range(size)) <= 1


@given(ROOMS, st.integers(0, 9))
def test_no_other_choice_is_more_even(rooms, seed) -> None:
    """Compared with every choice there is, by the sum of squares."""
    found = even(rooms, rng=Random(seed))
    assert all(letter in room for letter, room in zip(found, rooms, strict=True))
    squares = min(sum(n * n for n in Counter(each).values()) for each in product(*rooms))
    assert sum(n * n for n in Counter(found).values()) == squares


@given(st.integers(1, 12), st.lists(st.integers(0, 2), max_size=12), st.integers(0, 9))
def test_among_even_choices_the_whole_paper_counts(count, others, seed) -> None:
    found = even([range(3)] * count, rng=Random(seed), others=others)
    assert spread(Counter(found), range(3)) <= 1
    best = min(
        sum(n * n for n in (Counter(others) + Counter(each)).values())
        for each in _even_choices(count)
    )
    assert sum(n * n for n in (Counter(others) + Counter(found)).values()) == best


def _even_choices(count: int) -> list[list[int]]:
    rest = count % 3
    whole = [0, 1, 2] * (count // 3)
    return [whole + list(more) for more in permutations(range(3), rest)]


def longest_run(row: list[int]) -> int:
    return max((len(list(run)) for _, run in groupby(row)), default=0)


def can_be_without_runs(letters: list[int]) -> bool:
    """Three in a row need one other behind them: known for rows of several letters."""
    most = max(Counter(letters).values())
    return most <= 3 * (len(letters) - most + 1)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30), st.integers(0, 9))
def test_no_letter_is_right_more_than_three_times_in_a_row(letters, seed) -> None:
    assume(can_be_without_runs(letters))
    order = ordered([range(len(letters))], letters, [], rng=Random(seed))
    assert sorted(order) == list(range(len(letters)))
    assert longest_run([letters[task] for task in order]) <= 3


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 9))
def test_questions_stay_in_their_section(sizes, seed) -> None:
    sections, start = [], 0
    for size in sizes:
        sections.append(range(start, start + size))
        start += size
    order = ordered(sections, [None] * start, [], rng=Random(seed))
    for section in sections:
        assert sorted(order[section.start : section.stop]) == list(section)


@given(st.integers(4, 30), st.integers(0, 9))
def test_a_neighbour_s_order_and_letters_are_not_shared(count, seed) -> None:
    rng = Random(seed)
    letters = even([range(3)] * count, rng=rng)
    first = ordered([range(count)], letters, [], rng=rng)
    beside = Neighbour(first, tuple(letters[task] for task in first))
    second = ordered([range(count)], letters, [beside], rng=rng)
    assert all(a != b for a, b in zip(first, second, strict=True))
    alike = sum(letters[a] == letters[b] for a, b in zip(first, second, strict=True))
    assert alike <= count // 2


def test_what_is_worth_less_is_counted() -> None:
    beside = Neighbour((0, 1, 2, 3), (0, 0, 1, 1))
    found = worth((0, 1, 3, 2), [0, 0, 1, 1], [beside])
    assert found == (0, 2, 2, 1, 4)


def test_big_papers_take_no_longer() -> None:
    letters = even([range(3)] * 500, rng=Random("1"))
    first = ordered([range(500)], letters, [], rng=Random("1"))
    beside = Neighbour(first, tuple(letters[task] for task in first))
    second = ordered([range(500)], letters, [beside], rng=Random("2"))
    assert worth(second, letters, [beside])[:3] == (0, 0, 0)
