"""Hover: what a fact asks, and what the things are that a deck names."""

import re
from typing import Final

from lsprotocol.types import Hover, MarkupContent

from quizkit.checks.catalogue import Page, by_code
from quizkit.lsp.bench import Bench
from quizkit.lsp.known import shown_type
from quizkit.lsp.mentions import CALLED, KIND, NAME, ROLE, SOURCE, Mention
from quizkit.lsp.said import Said
from quizkit.model import Kind, Location, Refusal, Role
from quizkit.practice.look import Preview, Sample

_CODE: Final = re.compile(r"[A-Z]{2,4}[0-9]{3}")


class Teller:
    """Tells what stands at a place of one deck.

    Args:
        bench: The deck.
        markdown: The editor shows Markdown.
    """

    def __init__(self, bench: Bench, *, markdown: bool) -> None:
        self.bench = bench
        self.markdown = markdown

    def at(self, path: str, line: int, column: int) -> tuple[MarkupContent, Location | None] | None:
        """Return what is to be said of a place, and how far it goes; None if there is nothing.

        Args:
            path: A file of the deck.
            line: A line of it [from 1].
            column: A column [from 1].
        """
        said = Said(markdown=self.markdown)
        code = self._code(path, line, column)
        if code is not None:
            page, at = code
            self._page(said, page)
            return said.markup(), at
        mention = self.bench.index.at(path, line, column) if self.bench.deck else None
        if mention is not None:
            self._mention(said, mention)
        if mention is None or mention.what not in (KIND, ROLE, CALLED, SOURCE):
            self._fact(said, path, line)
        return (said.markup(), mention.at if mention else None) if said else None

    def _code(self, path: str, line: int, column: int) -> tuple[Page, Location] | None:
        for found in _CODE.finditer(self.bench.line(path, line)):
            page = by_code().get(found[0])
            if page and found.start() < column <= found.end() + 1:
                return page, Location(path, line, found.start() + 1, len(found[0]))
        return None

    def _page(self, said: Said, page: Page) -> None:
        said.head(f"{page.code} {page.severity.word}, from profile {page.profile}")
        said.quoted([page.title])
        for heading, text in page.sections:
            said.head(heading)
            is_deck = heading in ("A bad deck", "A good deck")
            said.quoted(text.strip("\n").split("\n"), language="yaml" if is_deck else "text")

    def _mention(self, said: Said, mention: Mention) -> None:
        deck = self.bench.deck
        if deck is None:
            return
        key = mention.key
        kind = deck.kinds.get(key[0]) if mention.what in (KIND, ROLE, CALLED) else None
        if mention.what == NAME and key[0] in deck.names:
            self._name(said, key[0])
        elif mention.what == SOURCE and key[0] in deck.sources:
            self._source(said, key[0])
        elif kind is not None and mention.what == ROLE and key[1] in kind.roles:
            self._role(said, kind, kind.roles[key[1]])
        elif kind is not None:
            self._kind(said, kind)

    def _name(self, said: Said, name: str) -> None:
        deck = self.bench.deck
        found = deck.names[name] if deck else None
        if found is None:
            return
        lines = [f"{found.name}: {found.type}"]
        lines += [f"also: {', '.join(found.aka)}"] if found.aka else []
        lines += [f"never: {', '.join(found.never)}"] if found.never else []
        lines += [f"in: {', '.join(found.within)}"] if found.within else []
        lines += [f"{tag}: {spelling}" for tag, spelling in found.spellings.items()]
        said.head("Name" if found.declared else "Name, not declared: its type is that of its role")
        said.quoted(lines)

    def _source(self, said: Said, id_: str) -> None:
        deck = self.bench.deck
        found = deck.sources[id_] if deck else None
        if found is None:
            return
        lines = [f"{field}: {text}" for field, text in found.fields.items()]
        lines += [f"according to: {found.according_to}"] if found.according_to else []
        lines += [f"at the time of: {found.at_time_of}"] if found.at_time_of else []
        said.head("Source")
        said.quoted([found.id, *lines])

    def _kind(self, said: Said, kind: Kind) -> None:
        said.head("Kind, built in" if kind.builtin else "Kind")
        lines = [kind.name]
        lines += [f"called ({tag}): {text.text}" for tag, text in kind.called.items()]
        lines += [f"says ({tag}): {one.text}" for tag, texts in kind.says.items() for one in texts]
        said.quoted(lines)
        said.head("Roles")
        said.quoted([f"{role.name}: {shown_type(role)}" for role in kind.roles.values()])

    def _role(self, said: Said, kind: Kind, role: Role) -> None:
        said.head("Role")
        lines = [f"{role.name}: {shown_type(role)}, of {kind.name}"]
        for field, by_language in role.wordings.items():
            for tag, templates in by_language.items():
                lines += [f"{field} ({tag}): {template.text}" for template in templates]
        said.quoted(lines)
        if len(lines) == 1:
            said.own("It has no wording: it helps to tell facts apart and is never asked.")

    def _fact(self, said: Said, path: str, line: int) -> None:
        fact = self.bench.shop.fact_at(path, line)
        preview = self.bench.shop.preview(fact, whole=False) if fact else None
        if preview is None:
            return
        if not preview.of_now:
            said.own("The file cannot be used as it stands: this is as it last could.")
        self._questions(said, preview)
        self._answers(said, preview)
        told = [_refused(each) for each in preview.refused]
        if told:
            said.head("Not asked")
            said.quoted(told)

    def _questions(self, said: Said, preview: Preview) -> None:
        count = len(preview.samples)
        said.head(f"{count} question{'' if count == 1 else 's'}" if count else "No question")
        for number, sample in enumerate(preview.samples, 1):
            said.quoted([f"{number}. {sample.view.stem}", *_choices(sample)])

    def _answers(self, said: Said, preview: Preview) -> None:
        if not preview.samples:
            return
        said.rule()
        said.head("Answers")
        said.quoted([f"{n}. {sample.answer}" for n, sample in enumerate(preview.samples, 1)])
        about = [f"source: {preview.source}"] if preview.source else []
        about += [f"note: {preview.note}"] if preview.note else []
        if about:
            said.quoted(about)


def hover(bench: Bench, place: tuple[str, int, int], *, markdown: bool) -> Hover | None:
    """Return what an editor shows beside a place.

    Args:
        bench: The deck.
        place: Path, line and column [from 1].
        markdown: The editor shows Markdown.
    """
    found = Teller(bench, markdown=markdown).at(*place)
    if found is None:
        return None
    markup, at = found
    return Hover(markup, bench.ruler(at.path).range(at) if at else None)


def _choices(sample: Sample) -> list[str]:
    view = sample.view
    prompts = [f"   {number}) {text}" for number, text in enumerate(view.prompts, 1)]
    return [*prompts, *(f"   - {text}" for text in view.options)]


def _refused(refusal: Refusal) -> str:
    code = f" ({refusal.code})" if refusal.code else ""
    return f"{refusal.role}: {refusal.message}{code}"
