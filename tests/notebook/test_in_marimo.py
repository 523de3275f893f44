"""The widget in marimo, in front of a student."""

from pathlib import Path

import pytest

from tests.consumers import module
from tests.notebook import live

pytestmark = [pytest.mark.consumer, pytest.mark.timeout(240)]

NOTEBOOK = """\
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import quizkit as qk

    session = qk.study(qk.load("rivers.yaml"), "me.db", seed="7")
    return mo, session


@app.cell
def _(mo, session):
    widget = mo.ui.anywidget(session.widget())
    widget
    return (widget,)


@app.cell
def _(mo, session, widget):
    mo.md(f"{len(widget.value)} value, {session.answered} answered")
    return


if __name__ == "__main__":
    app.run()
"""


def test_a_student_answers_five_questions(tmp_path: Path) -> None:
    module("marimo")
    folder, port, token = live.written(tmp_path / "work"), live.free_port(), live.token()
    (folder / "quiz.py").write_text(NOTEBOOK, encoding="utf-8")
    address = f"http://127.0.0.1:{port}"
    command = ["marimo", "--yes", "run", "quiz.py", "--headless", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--token", "--token-password", token]
    with (
        live.chromium() as context,
        live.served(command, folder, home=tmp_path, ready=f"{address}/health"),
    ):
        seat = live.Seat(context, f"{address}/?access_token={token}")
        live.five_answers(seat)
        seat.page.get_by_text("1 value, 5 answered").wait_for()
        assert seat.strangers == []
        assert seat.complaints == []
    assert live.reviews(folder / "me.db") == 5
