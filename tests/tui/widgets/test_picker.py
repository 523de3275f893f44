"""A long list: only what is seen is made."""

from textual.app import App, ComposeResult
from textual.content import Content

from quizkit.tui.widgets.picker import Picker


class Listed(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.made: set[int] = set()
        self.moved: list[int] = []
        self.opened = 0

    def compose(self) -> ComposeResult:
        yield Picker()

    def on_mount(self) -> None:
        picker = self.query_one(Picker)
        picker.styles.max_height = 5
        picker.fill(self.count, self.draw, empty=[Content("nothing")])

    def draw(self, row: int, _width: int) -> Content:
        self.made.add(row)
        return Content(f"row {row} 東京" * 9)

    def on_picker_moved(self, message: Picker.Moved) -> None:
        self.moved.append(message.row)

    def on_picker_opened(self) -> None:
        self.opened += 1


def seen(app: Listed) -> list[str]:
    return [line.plain for line in app.query_one(Picker).render().split("\n")]


async def test_only_rows_in_sight_are_made_and_cut_to_the_cell():
    app = Listed(100_000)
    async with app.run_test(size=(30, 10)) as pilot:
        picker = app.query_one(Picker)
        assert len(app.made) <= 12
        picker.choose(50_000)
        await pilot.pause()
        assert [line[:12] for line in seen(app)][-1] == "▌ row 50000 "
        assert all(Content(line).cell_length <= 30 for line in seen(app))
        assert all(line.endswith("…") for line in seen(app))
        assert len(app.made) <= 30
        assert app.moved == [50_000]


async def test_it_ends_at_its_ends():
    app = Listed(3)
    async with app.run_test(size=(30, 10)) as pilot:
        picker = app.query_one(Picker)
        assert not picker.move(-1)
        assert picker.move(10)
        assert picker.cursor == 2
        picker.fill(2, app.draw, cursor=9)
        assert picker.cursor == 1
        picker.fill(0, app.draw, empty=[Content("nothing")])
        await pilot.pause()
        assert (seen(app), picker.cursor) == (["nothing"], 0)


async def test_a_click_chooses_and_another_opens():
    app = Listed(9)
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.click(Picker, offset=(3, 2))
        await pilot.click(Picker, offset=(3, 2))
        await pilot.pause()
        assert (app.moved, app.opened) == ([2], 1)


async def test_an_arrow_says_that_there_is_more_where_it_has_room():
    app = Listed(9)
    app.draw = lambda row, _width: Content(f"row {row}")
    async with app.run_test(size=(12, 8)) as pilot:
        assert [line.rstrip() for line in seen(app)][3:] == ["  row 3", "  row 4    ↓"]
        app.query_one(Picker).move(6)
        await pilot.pause()
        assert seen(app)[0] == "  row 2    ↑"
        assert seen(app)[4] == "▌ row 6    ↓"
        app.query_one(Picker).move(9)
        await pilot.pause()
        assert seen(app)[4].rstrip() == "▌ row 8"
