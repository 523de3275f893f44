"""GIFT cut as a simple importer cuts it: placeholders first, then at each bare sign."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizkit.formats.gift import writing as gift
from quizkit.formats.moodle import writing as moodle
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Form
from tests.formats.banked import flat, posing_of, text_of
from tests.formats.moodle.test_writing import inner, questions_of

SIGNS = "{}=~#:\\%*->[]<>&\"'_ \n\tabTF150$/`().;@|đא"
texts = st.text(st.sampled_from(SIGNS), min_size=1, max_size=24).map(str.strip).filter(bool)
STAND = {"\\:": 58, "\\#": 35, "\\=": 61, "\\{": 123, "\\}": 125, "\\~": 126, "\\n": 10}


class Cut:
    """A question cut at its bare signs; `kind` is what the signs say that it is."""

    def __init__(self, block: str) -> None:
        lines = [line.strip() for line in block.split("\n")]
        text = "\n".join("" if line.startswith("//") else line for line in lines).strip()
        assert "\n\n" not in text
        text = text.replace("\\\\", "&&092;")
        for escape, code in STAND.items():
            text = text.replace(escape, f"&&{code:03};")
        text = text.replace("&&092;", "\\")
        assert text.startswith("::")
        self.name, _, text = text[2:].partition("::")
        before, _, text = text.partition("{")
        inside, _, behind = text.partition("}")
        self.stem = rich(f"{before}_____{behind}" if behind.strip() else before)
        inside, _, after = inside.partition("####")
        self.told = rich(after)
        self.inside = inside.strip()

    @property
    def kind(self) -> str:
        if self.inside.startswith("#"):
            return "number"
        if "~" in self.inside:
            return "choice"
        if "=" in self.inside and "->" in self.inside:
            return "match"
        return "short" if self.inside not in ("T", "F", "TRUE", "FALSE") else "side"

    def answers(self) -> list[tuple[str, str]]:
        """Return the mark and the text of each answer, weights and replies left out."""
        found = re.findall(r"([=~])([^=~]*)", self.inside)
        texts = []
        for mark, text in found:
            weight = re.match(r"%-?\d{1,2}\.?\d*%", text.strip())
            bare = text.strip()[weight.end() :] if weight and self.weighs(mark) else text
            texts.append((mark, rich(bare.partition("#")[0])))
        return texts

    def weighs(self, mark: str) -> bool:
        return mark == "~" or self.kind == "short"


def rich(text: str) -> str:
    text = text.strip()
    found = re.match(r"\[(html|plain|moodle|markdown)\]", text)
    text = text[found.end() :] if found else text
    for code in STAND.values():
        text = text.replace(f"&&{code:03};", chr(code))
    return text_of(text.strip()) if found and found[1] == "html" else text.strip()


def one(form: Form) -> tuple[Posing, Posed]:
    posing = posing_of("odd")
    posed = next(each for each in posing.questions if each.form is form and not each.quantity)
    return posing, posed


def only(posing: Posing, posed: Posed) -> Posing:
    return posing._replace(questions=(posed,), losses=())


def block_of(posing: Posing) -> Cut:
    text = gift.write(posing).files[""].decode()
    return Cut(text.split("\n\n")[1])


@pytest.mark.property
@given(stem=texts, options=st.lists(texts, min_size=3, max_size=3, unique=True), note=texts)
def test_any_choice_is_cut_as_it_was_asked(stem: str, options: list[str], note: str) -> None:
    posing, posed = one(Form.CHOICE)
    question = posed.question._replace(stem=stem, options=tuple(options), keys=(1,))
    odd = only(posing, posed._replace(question=question, note=note))
    cut = block_of(odd)
    assert cut.kind == "choice"
    assert flat(cut.stem) == flat(stem)
    assert cut.name
    assert [mark for mark, _ in cut.answers()] == ["~", "=", "~"]
    assert [flat(text) for _, text in cut.answers()] == list(map(flat, options))
    assert flat(cut.told).startswith(flat(note))
    found = questions_of(moodle.write(odd).files[""])[1]
    assert squeezed(text_of(inner(found, "questiontext/text"))) == squeezed(stem)
    answers = [text_of(inner(each, "text")) for each in found.findall("answer")]
    assert list(map(flat, answers)) == list(map(flat, options))


@pytest.mark.property
@given(stem=texts, answers=st.lists(texts, min_size=1, max_size=3, unique=True))
def test_any_typed_answer_is_cut_as_it_was_asked(stem: str, answers: list[str]) -> None:
    posing, posed = one(Form.TYPED)
    assume(not any("->" in text for text in answers))
    question = posed.question._replace(stem=stem, answer=answers[0])
    odd = only(posing, posed._replace(question=question, accepted=tuple(answers)))
    cut = block_of(odd)
    assert cut.kind == "short"
    assert flat(cut.stem) == flat(stem)
    found = [text.replace("\\*", "*") for _, text in cut.answers()]
    assert found[0] == " ".join(answers[0].split())
    folded = {" ".join(text.split()).casefold() for text in answers}
    assert {text.casefold() for text in found} == folded


def squeezed(text: str) -> str:
    return "".join(text.split())
