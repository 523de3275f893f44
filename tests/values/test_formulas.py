import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.values.formulas import MAX_LENGTH, readable
from quizkit.values.symbols import ACCENTS, FUNCTIONS, SIGNS, SPACES

CONVERTED = {
    # scripts, chemistry
    "H_2O": "H₂O",
    "SO_4^{2-}": "SO₄²⁻",
    r"2H_2 + O_2 \to 2H_2O": "2H₂ + O₂ → 2H₂O",
    r"NaOH + HCl \to NaCl + H_2O": "NaOH + HCl → NaCl + H₂O",
    r"\mathrm{Ca}^{2+}": "Ca²⁺",
    "^{14}_6C": "¹⁴₆C",
    "10^{-3}": "10⁻³",
    "x^{n+1}": "xⁿ⁺¹",
    r"30^\circ C": "30°C",
    "f'(x)": "f′(x)",
    # blanks: the source's do not count, those around signs do
    "E=mc^2": "E = mc²",
    "a + b-c": "a + b − c",
    "-5": "−5",
    r"(-5) \cdot (-3)": "(−5) · (−3)",
    "|x| + |-y|": "|x| + |−y|",
    "f(x, y) = 1,000": "f(x, y) = 1,000",
    r"5\,\text{km}": "5 km",
    r"x\text{ if }y > 0": "x if y > 0",
    r"2\sin\alpha": "2 sin α",
    r"\sin^2 x + \cos^2 x = 1": "sin² x + cos² x = 1",
    r"\log_2 8 = 3": "log₂ 8 = 3",
    r"\sum_{i=1}^n i": "∑ᵢ₌₁ⁿ i",
    # fractions and roots keep what belongs to them
    r"\frac{a}{b}": "a/b",
    r"\frac12": "1/2",
    r"2\frac{1}{2}": "2 1/2",
    r"\frac{1}{2}mv^2": "(1/2)mv²",
    r"x\frac{1}{2}": "x(1/2)",
    r"\frac{a}{b}\frac{c}{d}": "(a/b)(c/d)",
    r"\left(\frac{a}{b}\right)^2": "(a/b)²",
    r"\frac{1}{2} + \frac{1}{3}": "1/2 + 1/3",
    r"\frac{1}{x+1}": "1/(x + 1)",
    r"\frac{(a+b)}{(c+d)}": "(a + b)/(c + d)",
    r"\frac{a/b}{c}": "(a/b)/c",
    r"\frac{dy}{dx}": "dy/dx",
    r"\frac{\Delta v}{\Delta t}": "Δv/Δt",
    r"\frac{\text{km}}{\text{h}}": "km/h",
    r"\sqrt{2}": "√2",
    r"\sqrt{2}x": "(√2)x",
    r"2\sqrt{x+1}": "2√(x + 1)",
    r"\sqrt[3]{27} = 3": "∛27 = 3",
    r"\sqrt[5]{x}": "⁵√x",
    # signs
    r"a \le b \ge c \ne d \approx \pm\infty": "a ≤ b ≥ c ≠ d ≈ ±∞",
    r"3 \times 4": "3 × 4",
    r"x \in \mathbb{R}": "x ∈ ℝ",
    r"\vec{F} = m\vec{a}": "F⃗ = ma⃗",
    r"\hat{a}": "â",
    r"\{1, 2\}": "{1, 2}",
    r"50\%": "50%",
    r"\$5": "$5",
}

LEFT = (
    *("$5 and $7", "$5-$7", "$5 or 7$ each", "100$ and 200$", "US$5,A$", "a $ b $ c", "$", "$$"),
    *(r"\$5 + 3$", "$a\nb$", "$$$", "$a$1", "nothing", ""),
)

BEYOND = (
    *(r"\lim_{x \to 0} f", r"e^{i\pi}", r"x^{1/2}", r"\binom{n}{k}", "x_b", "x^q", r"\vec{AB}"),
    *(r"\begin{matrix}a\end{matrix}", r"\unknown", "a & b", "{a", "a}", "x^", r"\frac{1}", "^{}"),
    *(r"\text{a_b}", r"\text{}", "a\x1b[1mb_1", r"\sqrt[q]{x}", r"\left", r"a\,\ ", r"\frac{}{2}"),
    *("{" * 40 + "x" + "}" * 40, r"\sqrt" * 60 + "x", "x_1" + "+1" * MAX_LENGTH),
)


@pytest.mark.parametrize(("source", "shown"), CONVERTED.items())
def test_a_formula_becomes_one_line(source: str, shown: str) -> None:
    assert readable(f"${source}$") == shown
    assert readable(f"Is $${source}$$ so?") == f"Is {shown} so?"


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_formula_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize("source", BEYOND)
def test_a_formula_beyond_one_line_stays_as_typed(source: str) -> None:
    assert readable(f"is ${source}$ so") == f"is ${source}$ so"


def test_formulas_stand_in_text() -> None:
    text = r"H$_2$O, $\alpha$-decay, $x^2$ and $\frac{1}{2}$ for $5"
    assert readable(text) == "H₂O, α-decay, x² and 1/2 for $5"


def test_one_formula_beyond_leaves_the_others() -> None:
    assert readable(r"$x_b$ and $x_1$") == "$x_b$ and x₁"


@pytest.mark.parametrize("name", sorted({*SIGNS, *FUNCTIONS, *SPACES, *ACCENTS} - {"_", "$"}))
def test_every_command_is_known(name: str) -> None:
    shown = readable(rf"$x_1\{name} {{y}}$")
    assert "$" not in shown
    assert "\\" not in shown.replace("∖", "")


PARTS = (*"$$$${}{}[]^_\\ abx12+-=/(),.'~&\n", "\\frac", "\\sqrt", "\\to ", "\\text{")
FORMULAS = st.lists(st.sampled_from(PARTS)).map("".join)


@pytest.mark.property
@given(st.one_of(st.text(), FORMULAS))
def test_anything_can_be_read(text: str) -> None:
    shown = readable(text)
    assert shown == text or "$" in text


@pytest.mark.property
@given(st.text(st.characters(blacklist_characters="$")))
def test_text_without_formulas_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.property
@given(st.lists(st.one_of(st.sampled_from(sorted(CONVERTED)), st.sampled_from(BEYOND))))
def test_what_was_converted_is_not_converted_again(sources: list[str]) -> None:
    once = readable(", ".join(f"${each}$" for each in sources if each != r"\$5"))
    assert readable(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "$" * 100_000,
        "$x " * 30_000,
        "$x" + "a" * 100_000,
        "$" + "\\a" * 50_000 + "$",
        "$" + "{" * 100_000,
        ("$x_1$ " + "$\\frac{a}{" + "b" * 480 + "} $ ") * 100,
        "$" + " ab" * 160 + "$",
    ],
)
@pytest.mark.timeout(5)
def test_no_text_takes_long(text: str) -> None:
    assert isinstance(readable(text), str)
