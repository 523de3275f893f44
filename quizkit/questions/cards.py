"""Hand-written cards as plans: asked as they stand."""

from quizkit.model import Card, FacetId, Part, PartMode, Plan, Slot, Template, Text


def card_plan(card: Card, role: str, facet: FacetId, language: str) -> Plan | None:
    """Return the plan of a card (role "card") or of one gap (role its number), or None."""
    if card.blanks:
        template, answers = _cloze(card, role)
    elif role == "card":
        template = Template(card.question, (Part(PartMode.BARE, (card.question,)),))
        answers = (card.answer, *card.also)
    else:
        return None
    if not answers:
        return None
    return Plan(
        facet=facet,
        fact=card.id,
        kind="card",
        role=role,
        language=language,
        template=template,
        parts=(),
        asked=None,
        printed=(),
        not_excluded=(card.id,),
        accepted=tuple(Text(answer) for answer in answers),
        shared=(card.id,),
    )


def _cloze(card: Card, role: str) -> tuple[Template, tuple[str, ...]]:
    gaps = [blank for blank in card.blanks if str(blank.number) == role]
    pieces: list[str | Slot] = []
    end = 0
    for gap in gaps:
        pieces += [card.text[end : gap.start], Slot("role", role)]
        end = gap.end
    pieces.append(card.text[end:])
    bare = Part(PartMode.BARE, tuple(piece for piece in pieces if piece))
    return Template(card.text, (bare,)), tuple(gap.answer for gap in gaps[:1])
