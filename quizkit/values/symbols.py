r"""What the signs and commands of a formula look like in Unicode."""

from typing import Final


def _paired(plain: str, shown: str) -> dict[str, str]:
    return dict(zip(plain, shown, strict=True))


RAISED: Final = _paired(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘′*",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°′*",
)
"""What has a raised form; there is none for q, C, F, S and others."""

LOWERED: Final = _paired(
    "0123456789+−=()aehijklmnoprstuvxβγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)
"""What has a lowered form; of the letters about half."""

DOUBLE: Final = _paired("CHNPQRZ", "ℂℍℕℙℚℝℤ")
ROOTS: Final = {"": "√", "2": "√", "3": "∛", "4": "∜"}
ACCENTS: Final = {
    "hat": "\u0302", "bar": "\u0304", "overline": "\u0305", "vec": "\u20d7", "dot": "\u0307",
    "ddot": "\u0308", "tilde": "\u0303",
}  # fmt: skip
"""Combining marks: they stand behind their letter."""

BINARY: Final = {sign: sign for sign in "+±∓×÷·∘∩∪∧∨⊕⊗∖*"} | {"-": "−"}
"""Signs that join two operands."""
RELATIONS: Final = frozenset("=≠<>≤≥≪≫≈≃≅≡∼∝→←↔⇒⇐⇔⇌↦∈∉∋⊂⊃⊆⊇⊥∥∣")
"""Signs with a blank on either side."""
FUNCTIONS: Final = frozenset({
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
    "log", "ln", "lg", "exp", "lim", "max", "min", "sup", "inf", "gcd", "lcm", "deg", "det", "dim",
    "ker", "arg", "mod",
})  # fmt: skip
"""Names that are printed as words."""
SPACES: Final = {
    ",": " ", ";": " ", ":": " ", " ": " ", "quad": " ", "qquad": " ", "!": "",
    "displaystyle": "", "textstyle": "", "limits": "",
}  # fmt: skip

_GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip

SIGNS: Final = _GREEK | {
    "cdot": "·", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "*", "circ": "∘",
    "cap": "∩", "cup": "∪", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "oplus": "⊕",
    "otimes": "⊗", "setminus": "∖", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ll": "≪",
    "gg": "≫", "lt": "<", "gt": ">", "ne": "≠", "neq": "≠", "approx": "≈", "simeq": "≃",
    "cong": "≅", "equiv": "≡", "sim": "∼", "propto": "∝", "to": "→", "rightarrow": "→",
    "longrightarrow": "→", "gets": "←", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "implies": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔",
    "rightleftharpoons": "⇌", "mapsto": "↦", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂",
    "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇", "perp": "⊥", "parallel": "∥", "mid": "∣",
    "infty": "∞", "partial": "∂", "nabla": "∇", "forall": "∀", "exists": "∃", "neg": "¬",
    "lnot": "¬", "emptyset": "∅", "varnothing": "∅", "angle": "∠", "triangle": "△",
    "degree": "°", "prime": "′", "ell": "ℓ", "hbar": "ħ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ",
    "sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "ldots": "…", "dots": "…", "cdots": "⋯",
    "therefore": "∴", "because": "∵", "uparrow": "↑", "downarrow": "↓", "bullet": "•",
    "langle": "⟨", "rangle": "⟩", "vert": "|", "lvert": "|", "rvert": "|", "|": "‖",
    "{": "{", "}": "}", "%": "%", "$": "$", "&": "&", "#": "#", "_": "_",
}  # fmt: skip
"""Commands that stand for one sign."""
