"""The deck's names: those declared, and those first met as values."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from quizkit.checks.mend import replaced, typed
from quizkit.decks.context import Context, where
from quizkit.decks.fields import accepted
from quizkit.decks.report import help_, short
from quizkit.decks.schema import NameIn
from quizkit.decks.tree import Map, Node, Scalar, Tree, walk
from quizkit.model import BEFORE, Fix, Location, Name, Related

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def line_of(type_: str) -> Iterator[str]:
    """Yield a named type and the wider ones it belongs to.

    >>> list(line_of("city"))
    ['city', 'place', 'name']
    """
    while type_:
        yield type_
        type_ = BEFORE.get(type_, "")


def narrower(one: str, other: str) -> str:
    """Return the narrower of two types, or "" if neither belongs to the other.

    >>> narrower("place", "country"), narrower("person", "country")
    ('country', '')
    """
    if other in line_of(one):
        return one
    return other if one in line_of(other) else ""


class NameTable:
    """Main spellings with their types, which spellings lead to them, and spellings elsewhere.

    Args:
        context: Takes QK004, QK111, QK112, QK115.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.names: dict[str, Name] = {}
        self.spellings: dict[str, list[str]] = {}
        self.glossary: dict[str, Mapping[str, str]] = {}

    def declare(self, tree: Tree, names: Mapping[str, NameIn]) -> None:
        """Take the names that a file declares."""
        if tree.root is None:
            return
        for spelling, given in names.items():
            node = walk(tree.root, ["names"])
            at = where(tree.path, node.key(spelling) if isinstance(node, Map) else node)
            if spelling in self.names or spelling in self.glossary:
                self._again(spelling, at)
                continue
            type_ = self._type(given, walk(node, [spelling, "is"]), tree.path)
            extra = given.__pydantic_extra__ or {}
            self._tags(extra, walk(node, [spelling]), tree.path)
            if extra or type_ == "text":
                self.glossary[spelling] = dict(extra)
            if type_ == "text":
                continue
            self.names[spelling] = Name(
                name=spelling,
                type=type_,
                aka=tuple(given.aka),
                never=tuple(given.not_),
                within=tuple(given.in_),
                article=given.the,
                spellings=dict(extra),
                declared=True,
                at=at,
                ok=self._accepted(given, walk(node, [spelling, "ok"]), tree.path),
            )
            for other in (*given.aka, *extra.values()):
                found = self.spellings.setdefault(other, [])
                if spelling not in found:
                    found.append(spelling)

    def _accepted(self, given: NameIn, node: Node, path: str) -> dict[str, str]:
        return {
            code: reason
            for code, reason in given.ok.items()
            if accepted(self.context, code, (reason, where(path, walk(node, [code]))))
        }

    def _again(self, spelling: str, at: Location) -> None:
        first = self.names.get(spelling)
        self.context.report.add(
            "QK003",
            at,
            f"cannot declare the name `{short(spelling)}` twice",
            label="again here",
            related=[Related(first.at, "first declared here")] if first else [],
            notes=[help_("put what both say into one of them")],
        )

    def _type(self, given: NameIn, node: Node, path: str) -> str:
        if given.is_ in ("name", "text") or given.is_ in BEFORE:
            return given.is_
        at, types = where(path, node), ("name", *BEFORE, "text")
        advice = self.context.advice(at, given.is_, types, what="the types of names")
        what = f"do not know the type `{short(given.is_)}` of a name"
        self.context.report.add("QK004", at, what, **advice)
        return "name"

    def _tags(self, extra: Mapping[str, str], node: Node, path: str) -> None:
        for field in extra:
            if not _TAG.fullmatch(field) and isinstance(node, Map):
                known = [info.alias or name for name, info in NameIn.model_fields.items()]
                at = where(path, node.key(field))
                what = "the fields here, or a language's tag"
                advice = self.context.advice(at, field, [*known, "vi"], what=what)
                message = f"do not know the field `{short(field)}`"
                self.context.report.add("QK004", at, message, **advice)

    def finish(self) -> None:
        """Add the places that others lie in, and report circles of `in:`."""
        for name in list(self.names.values()):
            for outer in name.within:
                if outer not in self.names:
                    self.names[outer] = Name(outer, "place", at=name.at)
        circle = self._circle()
        if circle is not None:
            self.context.report.add(
                "QK115",
                circle.at,
                f"`{short(circle.name)}` cannot lie in itself",
                notes=[help_("take out the `in:` that is wrong")],
            )

    def _circle(self) -> Name | None:
        """Return the first name that lies in itself; each name is looked at once."""
        done: set[str] = set()
        for start in self.names.values():
            trail = {start.name: iter(start.within)}
            while trail:
                last = next(reversed(trail))
                outer = next(trail[last], None)
                if outer is None:
                    done.add(last)
                    del trail[last]
                elif outer in trail:
                    return self.names[outer]
                elif outer not in done:
                    trail[outer] = iter(self.names[outer].within)
        return None

    def take(self, node: Scalar, type_: str, path: str) -> str | None:
        """Return the main spelling of a name that stands as a value.

        A name that is new enters the table with the type; one met before gets the narrower type.

        Returns:
            The main spelling, or None where the value cannot be of this type (QK112).
        """
        text = node.text
        known = self.names.get(text)
        if known is None:
            mains = self._meant(text, type_) if text in self.spellings else ()
            if len(mains) != 1:
                self.names[text] = Name(text, type_, at=where(path, node))
                return text
            self._alias(node, mains[0], path)
            known = self.names[mains[0]]
        if known.type == type_:
            return known.name
        narrow = narrower(known.type, type_)
        if not narrow:
            self._wrong(node, known, type_, path)
            return None
        if narrow != known.type and not known.declared:
            self.names[known.name] = known._replace(type=narrow)
        return known.name

    def _meant(self, text: str, type_: str) -> list[str]:
        mains = self.spellings[text]
        fitting = [main for main in mains if narrower(self.names[main].type, type_)]
        return fitting or mains

    def _alias(self, node: Scalar, main: str, path: str) -> None:
        if node.text in self.names[main].aka:
            self.context.report.add(
                "QK111",
                where(path, node),
                f"read `{short(node.text)}` as `{short(main)}`",
                label="an alias",
                related=[Related(self.names[main].at, "the name is declared here")],
                notes=[help_(f"write `{main}`")],
                fix=_written(where(path, node), node, main),
            )

    def _wrong(self, node: Scalar, known: Name, type_: str, path: str) -> None:
        how = "declared" if known.declared else "first met"
        self.context.report.add(
            "QK112",
            where(path, node),
            f"cannot use `{short(known.name)}` here: {a(known.type)}, not {a(type_)}",
            label=f"{a(type_)} is wanted",
            related=[Related(known.at, f"{how} here as {a(known.type)}")],
            notes=[help_("correct the value, or give one of the two things a fuller name")],
        )


def _written(at: Location, node: Scalar, main: str) -> Fix | None:
    """Return the mending that writes a name as it is declared, or None where that is not plain."""
    quoted = node.style in ('"', "'")
    text = typed(main) if quoted else main
    # Quotation marks mean nothing in the cell of a table, so a name that needs them waits.
    if at.width != len(node.text) + 2 * quoted or not (quoted or typed(main) == main):
        return None
    return Fix("safe", f"write `{short(main)}`", (replaced(at, text),))


def a(type_: str) -> str:
    """Return a type with its article.

    >>> a("organisation"), a("place")
    ('an organisation', 'a place')
    """
    return f"{'an' if type_[:1] in 'aeiou' else 'a'} {type_}"
