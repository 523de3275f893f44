"""The pictures in README and `docs/screenshots`: made from the screens, so never out of date.

`pytest tests/tui/test_screenshots.py --golden` makes them anew.
"""

import re
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

import pytest

from quizkit.decks import library
from quizkit.model import (
    Answer,
    Form,
    Next,
    QuestionView,
    Rate,
    Rating,
    Reveal,
    RevealView,
    SummaryView,
)
from quizkit.practice.clock import FixedClock
from quizkit.practice.desk import Desk
from quizkit.practice.opening import Opening
from quizkit.practice.study import Study
from quizkit.session.sitting import Wish
from quizkit.store.log import open_log

DELEGATIONS = """\
quizkit: 1
deck: delegations
title: Three delegations
language: en
licence: CC0-1.0
kinds:
  delegation:
    called: "the [!{date} ]delegation[ to {to}]"
    says: "{leader} led {it}."
    roles:
      leader: {is: person, ask: "Who led {it}?"}
      date:   {is: date,   ask: "{when} did {leader} lead {it}?"}
      to: place
facts:
  delegation:
    - {leader: John Kerry, to: Vietnam, date: 1992-11-18}
    - {leader: John Vessey, to: Vietnam, date: 1987-08}
    - {leader: Pat Moore, to: Vietnam, date: 1987}
"""

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
BUNDLED = library.bundled()
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_STACK = '"DejaVu Sans Mono", "Cascadia Mono", Menlo, Consolas, monospace'


def drawn(app) -> str:
    """Return the screen as a picture that asks no server for a font."""
    svg = app.export_screenshot(title="quizkit", simplify=True)
    svg = _FONTS.sub("", svg).replace("Fira Code", _STACK)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)  # some viewers drop blanks
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE).strip() + "\n"


@pytest.fixture
def keep(pytestconfig):
    """Return what compares a picture with the one that is kept, or keeps it."""

    def kept(stage, name: str) -> None:
        path, found = FOLDER / f"{name}.svg", drawn(stage.app)
        if pytestconfig.getoption("--golden"):
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == found, f"{path.name}: make it anew, see above"

    return kept


@pytest.fixture
def deck() -> Path:
    return library.find("vietnam-us", folders=(BUNDLED,))


@pytest.fixture
def mai(new_desk, monkeypatch) -> Desk:
    """Return a desk of a learner and a device whose ids, and so whose chance, are known."""
    monkeypatch.setattr("quizkit.store.rows.token_hex", lambda size: "5a" * size)
    where = new_desk(())
    where.log_file.parent.mkdir(parents=True, exist_ok=True)
    open_log(where.log_file, learner="mai").close()
    return where


@pytest.fixture
def learner(mai, monkeypatch) -> Desk:
    """Return a desk with the bundled decks, of somebody who has studied for six days."""
    monkeypatch.setattr("quizkit.decks.library.bundled", lambda: BUNDLED)
    studied(mai, library.find("vietnam-us", folders=(BUNDLED,)), days=6)
    return mai


def studied(where: Desk, place: Path, *, days: int) -> None:
    """Study a deck on so many days before today, mostly right, at the clock's own time of day."""
    today, rng = where.clock, Random("pictures")
    ms, asker = today.at(), where.asker(place)
    for back in range(days, 0, -1):
        where.clock = FixedClock(datetime.fromtimestamp(ms / 1000 - back * 86_400, UTC))
        study = Study([asker], where.open(), wish=Wish(minutes=3), clock=where.clock)
        view = study.begin()
        while not isinstance(view, SummaryView):
            match view:
                case QuestionView(form=Form.FLIP):
                    view = study.act(Reveal())
                case QuestionView():
                    where.clock.move(seconds=rng.uniform(3, 9))
                    view = study.act(Answer(response(study, view, rng)))
                case RevealView():
                    view = study.act(Rate(Rating.GOOD))
                case _:
                    where.clock.move(seconds=rng.uniform(2, 4))
                    view = study.act(Next())
    where.close()
    where.clock = today


def response(study: Study, view: QuestionView, rng: Random) -> str:
    """Return the right response, or one time in six a wrong one."""
    question = study.sitting.screen.question
    samples = study.engine.scope.asker(view.facet).samples(question)
    return rng.choice(samples.wrong) if rng.random() < 1 / 6 else samples.right[0]


async def test_a_question_and_its_feedback(stage, keep, deck, mai):
    wish = partial(Wish, minutes=10, form=Form.CHOICE, only=("vietnam-us/p66z4#leader",))
    async with stage(where=mai, opening=Opening("study", (deck,), wish)) as s:
        await s.until("I don't know")
        keep(s, "question")
        await s.press("1")
        await s.until("saved as")
        keep(s, "feedback")
        await s.resize(40, 15)
        keep(s, "narrow")


async def test_home_and_what_it_leads_to(stage, keep, learner):
    async with stage(where=learner) as s:
        await s.until("You know about")
        keep(s, "home")
        for press, name, text in (("b", "browse", "learning"), ("s", "stats", "To come")):
            await s.press(press)
            await s.until(text)
            keep(s, name)
            await s.press("escape")


async def test_a_deck_in_the_making(stage, keep, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = Path("delegations.yaml")
    path.write_text(DELEGATIONS, encoding="utf-8")
    async with stage(decks=(), opening=Opening("check", (path,)), size=(100, 32)) as s:
        await s.until("QK303")
        await s.until("In which year")
        keep(s, "check")


def test_pictures_ask_for_nothing_from_elsewhere():
    for path in FOLDER.glob("*.svg"):
        assert set(re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8"))) <= {
            "http://www.w3.org/2000/svg",
            "https://www.textualize.io",
        }
