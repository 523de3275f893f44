"""The decks in the editor: when they are looked at, and what is shown of which file."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from quizkit.decks.files import read_bytes
from quizkit.lsp.bench import Bench
from quizkit.lsp.buffers import Buffers
from quizkit.lsp.studio import TRIES, Studio, Wish

HEAD = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\n"
GOOD = (
    HEAD + "include: names.yaml\nfacts:\n  visit:\n    - {id: a1, who: An, to: Hue, date: 1990}\n"
)
NAMES = "names:\n  Hue: {is: city}\n"


class Screen:
    """What is shown of each file, and every time that it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.codes: dict[str, list[str]] = {}
        self.count = 0
        self.faults: list[BaseException] = []
        self.buffers = Buffers(read_bytes)
        self.studio = Studio(self.buffers, Wish(), show=self.show, fail=self.faults.append)

    def show(self, path: str, found) -> None:
        self.count += 1
        self.codes[Path(path).name] = [each.code for each in found]

    def path(self, name: str) -> str:
        return (self.folder / name).as_posix()

    def open(self, name: str, text: str, version: int = 1) -> None:
        self.buffers.open(f"file://{self.path(name)}", version, text)
        self.studio.opened(self.path(name))

    def change(self, name: str, text: str, version: int) -> None:
        self.buffers.open(f"file://{self.path(name)}", version, text)
        self.studio.changed(self.path(name))

    def close(self, name: str) -> None:
        self.studio.closed(self.buffers.close(f"file://{self.path(name)}"))

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                await asyncio.sleep(0.01)


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Callable[[Screen], Awaitable[None]]], Screen]:
    def played(story: Callable[[Screen], Awaitable[None]]) -> Screen:
        async def whole() -> Screen:
            screen = Screen(tmp_path)
            try:
                await story(screen)
            finally:
                screen.studio.close()
            return screen

        (tmp_path / "names.yaml").write_text(NAMES)
        (tmp_path / "deck.yaml").write_text(GOOD)
        found = asyncio.run(whole())
        assert found.faults == []
        return found

    return played


def test_problems_come_while_typing_and_go_when_mended(play) -> None:
    async def story(screen: Screen) -> None:
        screen.open("deck.yaml", GOOD.replace("who:", "whom:"))
        await screen.until(lambda: screen.codes.get("deck.yaml") == ["QK004"])
        screen.change("deck.yaml", GOOD, 2)
        await screen.until(lambda: screen.codes.get("deck.yaml") == [])

    play(story)


def test_an_included_file_is_looked_at_with_its_deck_unsaved(play) -> None:
    async def story(screen: Screen) -> None:
        screen.open("names.yaml", NAMES + "  Po: {is: cty}\n")
        await screen.until(lambda: screen.codes.get("names.yaml") == ["QK004"])
        assert "deck.yaml" not in screen.codes
        screen.open("deck.yaml", GOOD)
        screen.change("names.yaml", NAMES, 2)
        await screen.until(lambda: screen.codes.get("names.yaml") == [])
        screen.change("names.yaml", "names: {Hue: {is: person}}\n", 3)
        await screen.until(lambda: screen.codes.get("deck.yaml") == ["QK112"])

    play(story)


def test_a_burst_of_changes_is_one_look(play) -> None:
    async def story(screen: Screen) -> None:
        for version in range(1, 30):
            screen.change("deck.yaml", GOOD + "#" * version + "\n", version)
        await screen.until(lambda: screen.count > 0)
        await asyncio.sleep(0.1)

    assert play(story).count == 1


def test_closing_the_last_file_takes_its_problems_away(play) -> None:
    async def story(screen: Screen) -> None:
        bad = "names:\n  Hue: {is: cty}\n"
        screen.open("deck.yaml", GOOD)
        screen.open("names.yaml", bad)
        await screen.until(lambda: screen.codes.get("names.yaml") == ["QK004"])
        (screen.folder / "names.yaml").write_text(bad)
        screen.close("names.yaml")
        await asyncio.sleep(0.3)
        assert screen.codes["names.yaml"] == ["QK004"]
        screen.close("deck.yaml")
        assert screen.codes["names.yaml"] == []
        assert screen.studio.bench_of(screen.path("deck.yaml")) is None

    play(story)


def test_other_files_are_left_alone(play) -> None:
    async def story(screen: Screen) -> None:
        screen.open("compose.yaml", "services: {a: [}\n")
        await asyncio.sleep(0.2)
        assert await screen.studio.ask(screen.path("compose.yaml"), lambda bench: bench) is None
        screen.change("compose.yaml", "quizkit: 1\nservices: {}\n", 2)
        await screen.until(lambda: "QK004" in screen.codes.get("compose.yaml", []))

    play(story)


def test_a_question_is_answered_of_the_text_as_it_stands_now(play) -> None:
    async def story(screen: Screen) -> None:
        screen.open("deck.yaml", GOOD)
        await screen.until(lambda: "deck.yaml" in screen.codes)
        screen.change("deck.yaml", GOOD.replace("title: D", "title: New"), 2)
        title = await screen.studio.ask(screen.path("deck.yaml"), lambda bench: bench.deck.title)
        last = await screen.studio.ask_last(
            screen.path("deck.yaml"), lambda bench: bench.deck.title
        )
        assert (title, last) == ("New", "New")

    play(story)


def test_a_file_that_changes_on_the_disk_is_read_again(play) -> None:
    async def story(screen: Screen) -> None:
        screen.open("deck.yaml", GOOD)
        await screen.until(lambda: "deck.yaml" in screen.codes)
        (screen.folder / "names.yaml").unlink()
        screen.studio.changed(screen.path("names.yaml"))
        await screen.until(lambda: screen.codes["deck.yaml"] == ["QK015"])
        (screen.folder / "names.yaml").write_text(NAMES)
        screen.studio.changed(screen.path("names.yaml"))
        await screen.until(lambda: screen.codes["deck.yaml"] == [])

    play(story)


def test_what_all_rules_find_comes_after_the_quick_ones(play) -> None:
    async def story(screen: Screen) -> None:
        more = "    - {id: a2, who: Bo, to: Hue, date: 1990}\n"
        screen.open("deck.yaml", GOOD + more)
        await screen.until(lambda: screen.codes.get("deck.yaml") == [])
        await screen.until(lambda: screen.codes["deck.yaml"] != [])
        assert "QK301" in screen.codes["deck.yaml"]

    play(story)


def test_a_deck_too_broken_to_name_its_files_still_serves_them(play) -> None:
    async def story(screen: Screen) -> None:
        screen.open("deck.yaml", GOOD)
        screen.open("names.yaml", NAMES)
        await screen.until(lambda: screen.codes.get("deck.yaml") == [])
        screen.change("deck.yaml", GOOD.replace("title: D", "title: [D"), 2)
        await screen.until(lambda: screen.codes["deck.yaml"] == ["QK001"])
        path, studio = screen.path("names.yaml"), screen.studio
        assert await studio.ask_last(path, lambda bench: bench.deck.title) == "D"

    play(story)


def test_an_answer_about_a_text_that_changed_meanwhile_is_not_given(play) -> None:
    async def story(screen: Screen) -> None:
        asked: list[int] = []

        def typed_meanwhile(bench: Bench) -> int:
            lines = len(bench.shop.seen.lines[bench.place])
            asked.append(lines)
            if len(asked) == 1:
                screen.buffers.open(f"file://{bench.place}", 2, "# one more line\n" + GOOD)
            return lines

        screen.open("deck.yaml", GOOD)
        now = len(GOOD.split("\n")) + 1
        assert await screen.studio.ask(screen.path("deck.yaml"), typed_meanwhile) == now
        assert asked == [now - 1, now]

    play(story)


def test_nothing_is_answered_where_every_answer_comes_too_late(play) -> None:
    async def story(screen: Screen) -> None:
        asked: list[int] = []

        def always_typed(bench: Bench) -> int:
            asked.append(len(asked))
            screen.buffers.open(f"file://{bench.place}", 2 + len(asked), GOOD + "#" * len(asked))
            return 1

        screen.open("deck.yaml", GOOD)
        assert await screen.studio.ask(screen.path("deck.yaml"), always_typed) is None
        assert len(asked) == TRIES

    play(story)


def test_what_two_decks_say_of_one_file_is_shown_once(play) -> None:
    async def story(screen: Screen) -> None:
        (screen.folder / "names.yaml").write_text("names:\n  Hue: {is: cty}\n")
        screen.open("deck.yaml", GOOD)
        screen.open("other.yaml", GOOD.replace("deck: d", "deck: e"))
        await screen.until(lambda: screen.count > 1)
        screen.open("names.yaml", "names:\n  Hue: {is: cty}\n")
        await asyncio.sleep(0.3)
        assert screen.codes["names.yaml"] == ["QK004"]

    play(story)


def test_a_look_that_has_not_begun_ends_with_the_studio(play) -> None:
    async def story(screen: Screen) -> None:
        screen.open("deck.yaml", GOOD)
        (bench,) = screen.studio._benches.values()
        screen.studio._look(bench)
        screen.studio.close()
        await asyncio.sleep(0.01)

    play(story)
