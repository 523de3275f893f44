"""The page of a code on the screen."""

from quizkit.checks.catalogue import pages
from quizkit.text import visible
from quizkit.tui.screens.explain import ExplainScreen, page_lines


async def test_a_page_is_read_by_scrolling_and_left(stage):
    async with stage() as s:
        s.app.push_screen(ExplainScreen("QK301"))
        await s.until("two answers fit")
        await s.snapshots("explain", sizes=((80, 24), (40, 15)))
        await s.press("pagedown")
        assert "A good deck" in s.text() or "A bad deck" in s.text()
        await s.press("up", "pageup")
        assert "Explain QK301" in s.text()
        await s.press("escape")
        assert not isinstance(s.screen, ExplainScreen)


async def test_a_code_without_a_page_is_told(stage):
    async with stage() as s:
        s.app.push_screen(ExplainScreen("QK999"))
        await s.until("There is no page for QK999.")


def test_every_page_fits_the_narrowest_screen_and_loses_nothing() -> None:
    for page in pages():
        lines = page_lines(page, 40)
        assert max(line.cell_length for line in lines) <= 40
        text = "".join("".join(line.plain.split()) for line in lines)
        for part in (page.title, page.finds, page.matters, page.example, page.instead):
            assert "".join(visible(part, keep_lines=True).split()) in text, page.code
