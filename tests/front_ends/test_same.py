"""The same script gives the same events, in line mode, on the screen and without either."""

import pytest

from tests.front_ends import direct, lines, screens
from tests.front_ends.bench import Bench
from tests.front_ends.scripts import SCRIPTS


def parts(steps: str) -> list[list[str]]:
    """Return the steps between restarts."""
    found: list[list[str]] = [[]]
    for step in map(str.strip, steps.split(",")):
        if step == "restart":
            found.append([])
        else:
            found[-1].append(step)
    return found


@pytest.mark.parametrize("name", SCRIPTS)
async def test_a_script_gives_the_same_events_in_every_front_end(tmp_path, name):
    script = SCRIPTS[name]
    benches = []
    for front_end in ("direct", "lines", "screens"):
        folder = tmp_path / front_end
        folder.mkdir()
        benches.append(Bench(folder, script))
    bare, line, screen = benches
    steps = parts(script.steps)
    direct.play(bare, steps)
    lines.play(line, steps)
    await screens.play(screen, steps)
    assert line.events() == bare.events()
    assert screen.events() == bare.events()
    assert line.kept() == bare.kept()
    assert screen.kept() == bare.kept()
