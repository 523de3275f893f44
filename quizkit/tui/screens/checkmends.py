"""What the deck check mends: the chosen problem, or all that can be mended safely."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.content import Content

from quizkit.decks.library import is_bundled
from quizkit.errors import QuizkitError
from quizkit.model import Problem
from quizkit.tui.aside import Aside, Stopped
from quizkit.tui.screens.checkpanes import CheckPanes
from quizkit.tui.screens.mend import Mend
from quizkit.tui.text import shown

if TYPE_CHECKING:
    from quizkit.practice.fixing import Change, Fixed

_SAFE: Final = "Safe: the same questions are asked afterwards."
_UNSAFE: Final = "Only likely to be what you mean: read it first. Questions may change."
_MENDING: Final = ("working out the mending …", "mending …")


class CheckMends(CheckPanes):
    """The deck check, mending what it found."""

    def __init__(self, place: Path, *, fact: str = "") -> None:
        super().__init__(place, fact=fact)
        self._aside = Aside()
        self._done: tuple[Change, ...] = ()

    def on_unmount(self) -> None:
        """Give up what is worked out."""
        self._aside.stop()

    @property
    def safe_ones(self) -> int:
        """How many problems can be mended safely."""
        fixes = (problem.fix for problem in self.look.problems)
        return sum(fix is not None and fix.safety == "safe" for fix in fixes)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to mend only what can be mended, in a deck that is one's own."""
        if action in {"fix", "fix_all"}:
            can = self._can_fix() if action == "fix" else self.safe_ones > 0
            return can and not is_bundled(self.place) and super().check_action(action, parameters)
        if action == "undo":
            return bool(self._done) and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def _can_fix(self) -> bool:
        return self.problem is not None and self.problem.fix is not None

    def action_fix(self) -> None:
        """Show how the chosen problem is mended; enter puts it in."""
        problem = self.problem
        if problem is None or problem.fix is None:
            return
        title = problem.fix.title
        told = _SAFE if problem.fix.safety == "safe" else _UNSAFE
        self._work_out(problem, lambda _: (title[:1].upper() + title[1:], told))

    def action_fix_all(self) -> None:
        """Show how all that is safe is mended; enter puts it in."""
        self._work_out(None, lambda fixed: (f"All that is safe: {_count(fixed)}", _SAFE))

    def _work_out(self, only: Problem | None, words: "Callable[[Fixed], tuple[str, str]]") -> None:
        """Work a mending out beside everything else, then show it."""
        before, self.state = self.state, _MENDING
        self.retitle()
        self.busy = True
        self.run_worker(self._worked_out(only, words, before), group="mend")

    async def _worked_out(
        self,
        only: Problem | None,
        words: "Callable[[Fixed], tuple[str, str]]",
        before: tuple[str, str],
    ) -> None:
        try:
            fixed, rows = await self._aside.run(lambda _: self._fixed(only))
        except Stopped:
            return
        except QuizkitError as error:
            self._idle(before)
            self.failed(error)
            return
        if self.is_left:
            return
        self._idle(before)
        if not fixed.changes:
            self.tell(_why_not(fixed), is_error=True)
        elif self.is_current:
            self._ask_whether(fixed, *words(fixed), rows)

    def _idle(self, state: tuple[str, str]) -> None:
        """Take presses again, and say what was said before, if nothing newer is."""
        self.busy = False
        if self.state == _MENDING:
            self.state = state
        self.retitle()
        self.refresh_bindings()

    def _fixed(self, only: Problem | None) -> "tuple[Fixed, Sequence[Content]]":
        """Return the deck as it would be mended, and what changes; runs beside the backend."""
        from quizkit.practice.checked import Wanted
        from quizkit.practice.fixing import fix
        from quizkit.practice.workshop import shown_place
        from quizkit.tui.widgets.diffrows import MOST, diff_rows

        options = self.quizkit.desk.settings.thresholds
        fixed = fix(
            shown_place(self.place),
            Wanted(self.profile, options=options),
            unsafe=only is not None,
            takes=self.takes,
            only=only,
        )
        rows = [row for change in fixed.changes for row in diff_rows(change)]
        more = shown(f"… and {len(rows) - MOST:,} more lines", "$text-muted")
        return fixed, [*rows[:MOST], *([more] if len(rows) > MOST else [])]

    def _ask_whether(self, fixed: "Fixed", title: str, told: str, rows: Sequence[Content]) -> None:
        def answered(answer: str | None) -> None:
            if answer:
                self.ask(save, saved)

        def save() -> None:
            from quizkit.practice.fixing import save

            save(fixed)

        def saved(_: None) -> None:
            self._done = fixed.changes
            self.tell(f"{_mended(fixed)} {_changed(fixed.changes)}")

        self.app.push_screen(Mend(title, told, rows), answered)

    def action_undo(self) -> None:
        """Put the file back as it was before the last mending."""
        changes = tuple(c._replace(before=c.after, after=c.before) for c in self._done)

        def undo() -> None:
            from quizkit.decks.writing import write_all

            after = {Path(change.path): change.after for change in changes}
            write_all(after, before={Path(change.path): change.before for change in changes})

        def undone(_: None) -> None:
            self._done = ()
            self.tell(f"The mending is taken back. {_changed(changes)}")

        self.ask(undo, undone)


def _count(fixed: "Fixed") -> str:
    count = len(fixed.mended)
    return f"{count:,} mending{'' if count == 1 else 's'}"


def _mended(fixed: "Fixed") -> str:
    if len(fixed.mended) != 1:
        return f"{_count(fixed)} put in."
    (problem,) = fixed.mended
    return f"{problem.code} in line {problem.at.line} is mended."


def _changed(changes: "Sequence[Change]") -> str:
    """Return what an author must know whose editor has the files open."""
    names = ", ".join(change.path for change in changes)
    have, it = ("has", "it") if len(changes) == 1 else ("have", "them")
    return f"{names} {have} changed on disk: let your editor read {it} again."


def _why_not(fixed: "Fixed") -> str:
    """Return why nothing is mended."""
    if fixed.refused is not None:
        at = fixed.refused.at
        return f"Not mended: {at.path}, line {at.line}, would be an error, {fixed.refused.code}."
    if fixed.left:
        return f"Not mended: {fixed.left[0].why}."
    return "Not mended: the problem is not where it was. Wait for the check, then try again."
