"""Pictures on their way out: absolute, inside the deck's folder."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from quizkit.model import Answer, Image, Next, QuestionView
from quizkit.practice.pictures import file_of
from quizkit.practice.quiz import Quiz
from quizkit.practice.study import Study
from quizkit.questions.ask import Asker
from quizkit.session.sitting import Wish
from tests.session.worlds import deck


def pictured(folder: Path, file: str = "ship.png", alt: str = "a ship") -> Asker:
    """Return what asks for trips of which each has a picture."""
    made = deck(6)
    image = {"file": file, "alt": alt}
    facts = tuple(fact._replace(image=image) for fact in made.facts)
    return Asker(replace(made, facts=facts, paths=(str(folder / "trips.yaml"),)))


def test_a_sitting_names_the_file_in_the_decks_folder(desk):
    run = Study([pictured(desk.folder)], desk.log, wish=Wish(minutes=0), clock=desk.clock)
    wanted = Image(str(desk.folder / "ship.png"), "a ship", "")
    assert run.begin().image == wanted
    told = run.act(Answer("1"))
    assert (told.question.image, told.image) == (wanted, None)


def test_a_telling_picture_comes_with_the_feedback(desk):
    run = Study([pictured(desk.folder, alt="")], desk.log, wish=Wish(minutes=0), clock=desk.clock)
    assert run.begin().image is None
    assert run.act(Answer("1")).image == Image(str(desk.folder / "ship.png"), "", "")


def test_a_quiz_shows_pictures_too(desk):
    quiz = Quiz([pictured(desk.folder)], count=3, seed="7")
    while isinstance(quiz.view, QuestionView):
        assert quiz.view.image == Image(str(desk.folder / "ship.png"), "a ship", "")
        assert quiz.act(Answer("1")).question.image == quiz.view.question.image
        quiz.act(Next())
    assert len(quiz.view.answers) == 3


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_out_of_the_folder_is_no_picture(tmp_path):
    home, secret = tmp_path / "deck", tmp_path / "secret.png"
    home.mkdir()
    secret.write_bytes(b"")
    (home / "ship.png").symlink_to(secret)
    made = replace(deck(6), paths=(str(home / "trips.yaml"),))
    assert file_of(made, "ship.png") is None
    assert file_of(made, "other.png") == home / "other.png"
    assert file_of(replace(made, paths=()), "other.png") is None
