"""The terminal screens, on Textual. They hold no rule: views come in, actions go out."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizkit.practice.desk import Desk
    from quizkit.practice.opening import Closed, Opening


def start(desk: "Desk", opening: "Opening") -> "Closed":
    """Open the screens, and return once they are closed and the terminal is as it was.

    Whether this terminal can show them was decided before: nothing of Textual is loaded until
    here. It takes any `NO_COLOR` for a wish, so an empty one is taken away before the app is made.

    Args:
        desk: What the screens stand on.
        opening: What to show first.

    Raises:
        QuizkitError: What was to be opened cannot be: a broken deck, a locked log.
    """
    from quizkit.tui.run import run
    from quizkit.tui.themes import prepare

    prepare(os.environ, desk.settings.color)
    return run(desk, opening)
