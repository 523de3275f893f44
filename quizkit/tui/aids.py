"""Help, settings and the command palette: what every screen can call up."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.command import CommandPalette, Provider

from quizkit.tui.backend import Backend

if TYPE_CHECKING:
    from quizkit.tui.screens.home import HomeScreen


def _actions() -> type[Provider]:
    from quizkit.tui.commands import Actions  # loaded when the palette is first opened

    return Actions


def _facts() -> type[Provider]:
    from quizkit.tui.commands import Facts  # as above

    return Facts


class Aids(App[int]):
    """An app that explains itself and can be set."""

    COMMANDS: ClassVar[Any] = {_actions, _facts}  # Textual's own are for its developers

    @cached_property
    def searcher(self) -> Backend:
        """A thread beside the backend's: a search of decks keeps no answer waiting."""
        return Backend()

    def action_command_palette(self) -> None:
        """Find any action, deck or fact by its words."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            words = "Find an action, a deck, a fact"
            self.push_screen(CommandPalette(placeholder=words, id="--command-palette"))

    def action_help(self) -> None:
        """Show what can be pressed here, and how quizkit works."""
        from quizkit.tui.bindings import entries
        from quizkit.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(entries(self.screen)))

    def action_help_how(self) -> None:
        """Show how quizkit works."""
        from quizkit.tui.bindings import entries
        from quizkit.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(entries(self.screen), tells_how=True))

    def on_home_screen_wanted(self, message: "HomeScreen.Wanted") -> None:
        """Open the settings where home asks for them."""
        if message.screen == "settings":
            self.action_settings()

    def action_sync_now(self) -> None:
        """Sync with the folder or class of the settings; studying goes on meanwhile."""
        from quizkit.tui.syncing import sync_now  # few do it from here

        sync_now(self)

    def action_settings(self) -> None:
        """Change minutes, colours, languages and more."""
        from quizkit.tui.screens.home import HomeScreen
        from quizkit.tui.screens.settings import EXAM, SettingsScreen

        if isinstance(self.screen, SettingsScreen):
            return

        def left(wanted: str | None) -> None:
            if wanted == EXAM:
                self.post_message(HomeScreen.Wanted("exam", ()))

        self.push_screen(SettingsScreen(), left)
