"""Wordings of kinds and facts: taken apart, and their placeholders looked up (QK120 to QK123)."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from quizkit.decks.context import Context, where
from quizkit.decks.meant import likeliest, swapped
from quizkit.decks.report import help_, short
from quizkit.decks.tree import Node, Scalar, walk
from quizkit.model import Location, Note, Slot, Template
from quizkit.questions.wording import WordingFault, parse, slots

_STEPS: Final = ("step", "earlier", "later")

FORBIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "called": ("it", "scope", "when", "count", *_STEPS),
    "says": ("when", "count", *_STEPS),
    "ask": _STEPS,
    "ask after": ("earlier", "later", "when", "count", "scope"),
    "ask larger": ("step", "when", "count"),
    "ask times": ("step", "when", "count"),
}
"""Placeholders that cannot stand in each sort of wording."""

LONGEST: Final = 1_000
"""Characters of a wording."""

_DATED: Final = re.compile(
    r"(?:in|at|on|during|since|from)[ _-]+(.+)|(.+) (?:on|in)", re.IGNORECASE
)
"""A date's placeholder as people type it: `{in date}`."""

_DOUBLE: Final = re.compile(r"\{\{([^{}]*)\}\}")

_OWN: Final = ("{it}", "{when}", "{count}", "{scope}", "{view}", "{on date}")


class Wordings:
    """Takes the wordings of one kind.

    Args:
        context: Takes the problems.
        path: File the wordings stand in.
        kind: Name of the kind.
        roles: Names of its roles.
        called: The kind says what it is called.
    """

    def __init__(
        self, context: Context, path: str, *, kind: str, roles: Collection[str], called: bool
    ) -> None:
        self.context = context
        self.path = path
        self.kind = kind
        self.roles = roles
        self.called = called

    def rotation(
        self, given: Mapping[str, Iterable[str]], node: Node, *, use: str
    ) -> dict[str, tuple[Template, ...]]:
        """Return wordings by language tag; `node` is where they stand in the file."""
        found: dict[str, tuple[Template, ...]] = {}
        for tag, texts in given.items():
            inner = walk(node, [tag])
            made = [
                self.template(walk(inner, [place]), use=use)
                for place, text in enumerate(texts)
                if text
            ]
            kept = tuple(template for template in made if template is not None)
            if kept:
                found[tag or self.context.language] = kept
        return found

    def template(self, node: Node, *, use: str) -> Template | None:
        """Return one wording taken apart, or None after a problem.

        Args:
            node: The text.
            use: "ask", "called", "says", or the field of a role that has placeholders of its own.
        """
        if not isinstance(node, Scalar):
            return None
        if len(node.text) > LONGEST:
            place = where(self.path, node)
            what = f"cannot take a wording of over {LONGEST:,} characters"
            self.context.report.add("QK014", place, what, notes=[help_("make it shorter")])
            return None
        at = self.context.inside(self.path, node, 0, len(node.text))
        try:
            template = parse(node.text, at=at)
        except WordingFault as fault:
            place = self.context.inside(self.path, node, fault.offset, fault.width)
            tip = "a bracket or brace as such is written `\\[` or `\\{`"
            double = _DOUBLE.search(node.text)
            if double and double.start() <= fault.offset <= double.end():
                tip = f"one brace on each side is enough: {{{double[1]}}}"
            what = f"cannot read this wording: {fault.message}"
            self.context.report.add(fault.code, place, what, label="here", notes=[help_(tip)])
            return None
        for slot in dict.fromkeys(slots(template)):
            self._look(slot, node, use)
        return template

    def _look(self, slot: Slot, node: Scalar, use: str) -> None:
        if slot.role and slot.role not in self.roles:
            self._unknown(slot, node)
        elif slot.kind in FORBIDDEN.get(use, _STEPS):
            self._add(
                "QK123",
                slot,
                node,
                f"`{_typed(slot)}` cannot stand in `{use}`",
                _WHY.get((slot.kind, use), _WHERE.get(slot.kind, "take it out")),
            )
        elif slot.kind == "it" and not self.called:
            first = next(iter(self.roles), "name")
            self._add(
                "QK122",
                slot,
                node,
                f"cannot print `{{it}}`: the kind {short(self.kind)} has no `called`",
                f'give the kind a line such as  called: "the {short(self.kind)}[ of {{{first}}}]"',
            )

    def _unknown(self, slot: Slot, node: Scalar) -> None:
        at = self._place(slot, node)
        fixed = self._meant(slot)
        known = f"the roles of {short(self.kind)} ({', '.join(list(self.roles)[:12])})"
        notes = [Note("known", f"{known}, {', '.join(_OWN)}")]
        fix = None
        if fixed:
            notes.insert(0, help_(f"did you mean `{fixed}`?"))
            tree = self.context.files.get(self.path)
            fix = swapped(tree.lines if tree else (), at, _typed(slot), fixed)
        self.context.report.add(
            "QK120",
            at,
            f"do not know what `{short(_typed(slot))}` stands for",
            label="no role has this name",
            notes=notes,
            fix=fix,
        )

    def _meant(self, slot: Slot) -> str:
        """Return the placeholder that was meant, as it is typed, or ""."""
        dated = _DATED.fullmatch(slot.role)
        role = (dated[1] or dated[2]) if dated else slot.role
        found = likeliest(role, self.roles)
        if dated and found:
            return f"{{on {found}}}"
        if slot.kind == "on":
            return f"{{on {found}}}" if found else ""
        found = found or likeliest(slot.role, [word.strip("{}") for word in _OWN])
        return f"{{{found}}}" if found else ""

    def _add(self, code: str, slot: Slot, node: Scalar, message: str, tip: str) -> None:
        at = self._place(slot, node)
        self.context.report.add(code, at, message, label="here", notes=[help_(tip)])

    def _place(self, slot: Slot, node: Scalar) -> Location:
        typed = _typed(slot)
        return self.context.inside(self.path, node, max(0, node.text.find(typed)), len(typed))


_WHY: Final = {
    ("it", "called"): "`called` is what `{it}` prints: write the phrase itself",
    ("scope", "called"): "write `{scope}` in the questions instead",
    ("when", "called"): "write `{date}` or `{on date}`",
    ("count", "called"): "write `{count}` in `ask all` instead",
    ("when", "says"): "write `{on date}`: a statement asks nothing",
    ("count", "says"): "write the number",
}


_WHERE: Final = {
    "step": "`{step}` is the step before the answer: write it in `ask after`",
    "earlier": "`{earlier}` and `{later}` stand in `ask larger` and `ask times`",
    "later": "`{earlier}` and `{later}` stand in `ask larger` and `ask times`",
}


def _typed(slot: Slot) -> str:
    """Return a placeholder as it is typed."""
    if slot.kind == "role":
        return f"{{{slot.role}}}"
    return f"{{on {slot.role}}}" if slot.kind == "on" else f"{{{slot.kind}}}"
