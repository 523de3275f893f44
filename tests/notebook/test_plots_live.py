"""Plots before real programs: Vega-Lite draws the charts, JupyterLab shows them, no network."""

import json
from datetime import datetime
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.notebook.plots import vega
from quizkit.practice.clock import FixedClock
from tests.consumers import module
from tests.notebook import live, plotted

pytestmark = pytest.mark.consumer

CELLS = (
    'import quizkit as qk\nlog = qk.open_log("me.db")',
    "log.plot.days(days=366)",
    "log.plot.curve().chart",
)
QUIET = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}


@pytest.mark.parametrize("name", sorted(plotted.every()))
@pytest.mark.parametrize("version", ["5.20", "6.4"])
def test_vega_lite_draws_a_chart(name, version) -> None:
    drawing = module("vl_convert")
    plot = plotted.every()[name]
    spec = vega.specification(plot.chart)
    drawn = drawing.vegalite_to_svg(json.dumps(spec), vl_version=version)
    for picture in plot.pictures:
        assert picture.title in drawn
        for layer in picture.layers:
            assert layer.name in drawn
            assert layer.look.colour in drawn
    marks = drawn.count('role="graphics-symbol"')
    points = sum(
        len(layer.x) for each in plot.pictures for layer in each.layers if layer.mark == "point"
    )
    assert marks >= points
    assert "NaN" not in drawn


def _answered(folder: Path) -> None:
    """Write a log of one sitting."""
    clock = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))
    deck = qk.load(folder / "rivers.yaml")
    with qk.study(deck, folder / "me.db", seed="7", clock=clock) as session:
        for _ in range(3):
            clock.move(seconds=5)
            session.answer("1")


def _prepared(home: Path) -> Path:
    """Write deck, log, notebook and settings; return the folder of the notebook."""
    folder = live.written(home / "work")
    _answered(folder)
    cells = [
        {"cell_type": "code", "id": f"c{n}", "source": cell, "metadata": {}, "outputs": []}
        | {"execution_count": None}
        for n, cell in enumerate(CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}
    (folder / "plots.ipynb").write_text(json.dumps(book), encoding="utf-8")
    settings = home / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(QUIET))
    return folder


@pytest.mark.timeout(240)
def test_jupyterlab_shows_a_plot_and_its_chart_without_a_network(tmp_path: Path) -> None:
    module("jupyterlab")
    folder, port, token = _prepared(tmp_path), live.free_port(), live.token()
    address = f"http://127.0.0.1:{port}"
    command = [
        "jupyterlab",
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={port}",
        f"--IdentityProvider.token={token}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.extension_manager=readonly",
        "--ServerApp.allow_root=True",
    ]
    ready = f"{address}/api/status?token={token}"
    opened = f"{address}/lab/tree/plots.ipynb?token={token}"
    with (
        live.chromium() as context,
        live.served(command, folder, home=tmp_path, ready=ready),
    ):
        seat = live.Seat(context, opened)
        page = seat.page
        page.locator(".jp-Notebook .jp-CodeCell").nth(len(CELLS) - 1).wait_for()
        page.wait_for_function("jupyterapp?.shell.currentWidget?.sessionContext?.isReady")
        page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        shown = page.locator(".jp-OutputArea-output .quizkit svg[role=img]")
        shown.wait_for()
        assert "3 answers on 1 day" in shown.get_attribute("aria-label")
        assert page.locator(".jp-OutputArea-output details table").count() == 1
        drawn = page.locator(".jp-OutputArea-output .vega-embed canvas, .vega-embed svg").first
        drawn.wait_for(timeout=60_000)
        page.screenshot(path=str(tmp_path / "plots.png"))
        assert drawn.bounding_box()["width"] > 300
        assert seat.strangers == []
        assert seat.complaints == []


MARIMO = """\
import marimo

app = marimo.App()


@app.cell
def _():
    import quizkit as qk

    log = qk.open_log("me.db")
    return (log,)


@app.cell
def _(log):
    log.plot.days(days=366)
    return


@app.cell
def _(log):
    log.plot.curve().chart
    return


if __name__ == "__main__":
    app.run()
"""


@pytest.mark.timeout(240)
def test_marimo_shows_a_plot_and_its_chart_without_a_network(tmp_path: Path) -> None:
    module("marimo")
    folder, port, token = live.written(tmp_path / "work"), live.free_port(), live.token()
    _answered(folder)
    (folder / "plots.py").write_text(MARIMO, encoding="utf-8")
    address = f"http://127.0.0.1:{port}"
    command = ["marimo", "--yes", "run", "plots.py", "--headless", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--token", "--token-password", token]
    with (
        live.chromium() as context,
        live.served(command, folder, home=tmp_path, ready=f"{address}/health"),
    ):
        seat = live.Seat(context, f"{address}/?access_token={token}")
        page = seat.page
        page.get_by_text("Answers a day").first.wait_for(state="attached", timeout=60_000)
        drawn = page.locator("canvas, .vega-embed svg, svg.marks").first
        drawn.wait_for(timeout=60_000)
        page.screenshot(path=str(tmp_path / "plots.png"), full_page=True)
        assert seat.strangers == []
        assert seat.complaints == []
