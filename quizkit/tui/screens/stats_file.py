"""Plots as a file for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from quizkit.store.sheet import table
from quizkit.tui.widgets.plot import Plot

_HEAD = ("plot", "name", "value", "low", "high", "told")


def write(name: str, plots: Sequence[Plot]) -> tuple[str, bool]:
    """Write plots into a new file as CSV. Runs in the backend.

    Args:
        name: Where, as the learner typed it; `~` is the home folder.
        plots: What is written, a row for each value.

    Returns:
        What is told: where it lies, or why not; and whether it went wrong.
    """
    path = Path(name).expanduser()
    path = path if path.suffix else path.with_suffix(".csv")
    try:
        with path.open("xb") as file:
            file.write(sheet(plots))
    except FileExistsError:
        return f"{path} is there already; give another name", True
    except OSError as error:
        return f"{path} cannot be written: {error.strerror or error}", True
    return f"Written: {path.absolute()}", False


def sheet(plots: Sequence[Plot]) -> bytes:
    """Return plots as CSV, a row for each value."""
    return table(
        _HEAD,
        [
            (plot.title.strip(), mark.label, round(mark.value, 4), mark.low, mark.high, mark.text)
            for plot in plots
            for mark in plot.marks
        ],
    )
