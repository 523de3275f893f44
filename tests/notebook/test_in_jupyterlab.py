"""The widget in JupyterLab, in front of a student."""

import json
import re
from pathlib import Path

import pytest

from tests.consumers import module
from tests.notebook import live

pytestmark = [pytest.mark.consumer, pytest.mark.timeout(240)]

CELLS = (
    'import quizkit as qk\nsession = qk.study(qk.load("rivers.yaml"), "me.db", seed="7")',
    "session.widget()",
)
QUIET = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}


def _prepared(home: Path) -> Path:
    """Write deck, notebook and settings; return the folder of the notebook."""
    folder = live.written(home / "work")
    cells = [
        {"cell_type": "code", "id": f"c{n}", "source": cell, "metadata": {}, "outputs": []}
        | {"execution_count": None}
        for n, cell in enumerate(CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}
    (folder / "quiz.ipynb").write_text(json.dumps(book), encoding="utf-8")
    settings = home / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(QUIET))
    return folder


def test_a_student_answers_five_questions(tmp_path: Path, pytestconfig: pytest.Config) -> None:
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
    opened = f"{address}/lab/tree/quiz.ipynb?token={token}"
    with (
        live.chromium() as context,
        live.served(command, folder, home=tmp_path, ready=ready),
    ):
        seat = live.Seat(context, opened)
        seat.page.locator(".jp-Notebook .jp-CodeCell").nth(1).wait_for()
        seat.page.wait_for_function("jupyterapp?.shell.currentWidget?.sessionContext?.isReady")
        seat.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        stems = live.five_answers(seat)
        seat.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
        assert seat.page.locator(".jp-Notebook .jp-CodeCell").count() == len(CELLS)
        seat.page.reload()
        assert "Right" in seat.verdict()
        seat.widget.get_by_role("button", name="Continue").click()
        assert seat.stem() != stems[-1]
        methods = [re.findall(rb'"method": ?"(\w+)"', frame) for frame in seat.sent]
        assert {each for found in methods for each in found} <= {b"custom", b"request_states"}
        assert methods.count([b"custom"]) >= 9
        assert seat.strangers == []
        assert seat.complaints == []
    assert live.reviews(folder / "me.db") == 5
