"""The evidence for an answer on the screen: all of it reachable, nothing in it acts."""

from quizkit.model import (
    Beside,
    EvidenceView,
    FacetId,
    FactEvidence,
    Image,
    MixedUp,
    Outcome,
    SourceView,
)
from quizkit.tui.screens.evidence import EvidenceScreen, told

STORY = "The story of General Le Duc Anh ... John Kerry"
FACT = FactEvidence(
    statement="John Kerry led the 1992 US congressional delegation to Vietnam.",
    source=SourceView(STORY, "para. 15", "Nghe An Newspaper", "1993", "https://example.org/kerry"),
    quote="words of the source, as quoted in the deck",
    note="Kerry was a Senator then.",
    picture=Image("kerry.png", "Two men shake hands", "Bo"),
    beside=(
        Beside(FacetId("d/k#host"), "Who received the 1992 delegation?", "Le Duc Anh"),
        Beside(FacetId("d/k#date"), "When did John Kerry lead the delegation?", "1992"),
    ),
)
VIEW = EvidenceView(
    stem="Who led the 1992 delegation?",
    response="John Vessey",
    key="John Kerry",
    outcome=Outcome.WRONG,
    lines=("John Vessey led the 1987 delegation.",),
    mixed_up=(MixedUp("John Kerry", "John Vessey", 2),),
    facts=(FACT,),
)


def plain(view: EvidenceView, width: int) -> str:
    return "\n".join(line.content.plain for line in told(view, width))


async def test_the_evidence_is_shown_at_every_size_and_scrolls(stage):
    async with stage() as s:
        await s.app.push_screen(EvidenceScreen(VIEW))
        await s.settle()
        await s.snapshots("evidence")
        await s.resize(40, 15)
        assert "Le Duc Anh" not in s.text().replace(STORY, "").splitlines()[-3]
        assert "↓ Down" in s.text()
        first = s.text()
        await s.press("down")
        assert s.text() != first
        await s.press("up")
        assert s.text() == first
        await s.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "When did John Kerry lead the" in s.text()
        await s.press("pageup")
        assert "When did John Kerry lead the" not in s.text()
        await s.press("e")
        assert not isinstance(s.screen, EvidenceScreen)


async def test_where_all_of_it_fits_there_is_nothing_to_scroll_and_escape_closes(stage):
    async with stage(size=(120, 40)) as s:
        await s.app.push_screen(EvidenceScreen(VIEW))
        await s.settle()
        assert "Down" not in s.text().splitlines()[-1]
        await s.press("escape")
        assert not isinstance(s.screen, EvidenceScreen)


def test_nothing_of_it_is_lost_in_any_width():
    words = (STORY + " Two men shake hands twice Senator 1987 received").split()
    for width in (24, 40, 80):
        found = {word.strip(",.()") for word in plain(VIEW, width).split()}
        assert found.issuperset(word.strip(",.") for word in words)


def test_a_right_answer_needs_no_reasons():
    right = EvidenceView("Who?", "Kerry", "John Kerry", Outcome.SLIP, (), (), ())
    assert plain(right, 60) == "Who?\n✓ Right, with a slip: John Kerry"


def test_giving_up_is_no_answer():
    gave_up = EvidenceView("Who?", "", "John Kerry", Outcome.WRONG, (), (), ())
    assert plain(gave_up, 60) == "Who?\n✗ Wrong\n✓ Right is John Kerry"


def test_text_of_a_deck_never_acts():
    evil = "[b]x[/b] [@click=app.quit]q[/] \x1b]52;c;aa\x07\u202e"
    fact = FactEvidence(
        evil, SourceView(evil, evil, url=evil), evil, evil, Image("f", evil, evil),
        (Beside(FacetId("d/k#x"), evil, evil),)
    )  # fmt: skip
    text = plain(EvidenceView(evil, evil, evil, Outcome.WRONG, (evil,), (), (fact,)), 80)
    assert "[@click=app.quit]" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
