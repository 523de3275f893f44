"""Themes: quizkit's own, Textual's where they can be read, and none where no colour is wanted.

Every theme offered keeps two promises, and a theme that misses one is mended before it is used:
text and feedback have a contrast of at least 4.5 with what they stand on, marks and borders one
of at least 3 (WCAG 2.2, success criteria 1.4.3 and 1.4.11). What an `ansi` theme looks like is
the terminal's own affair.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from typing import Any, Final

from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

TEXT: Final = 4.5
"""Least contrast of text with what it stands on."""
MARK: Final = 3.0
"""Least contrast of marks and borders with what they stand on."""
GROUNDS: Final = ("background", "surface", "panel")
"""What text and marks may stand on."""
TEXTS: Final = (
    "foreground", "text", "text-muted", "foreground-muted", "text-success", "text-error",
    "text-warning", "text-primary", "text-secondary", "text-accent",
)  # fmt: skip
MARKS: Final = (
    "primary", "secondary", "accent", "success", "warning", "error", "border", "border-blurred",
)  # fmt: skip
PAIRS: Final = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("input-cursor-foreground", "input-cursor-background"),
)
"""Text on a ground of its own."""
_STEPS: Final = 20

OWN: Final = {
    theme.name: theme
    for theme in (
        Theme(
            "quizkit-dark",
            primary="#6db3ea",
            secondary="#a3b8cc",
            warning="#e8b84a",
            error="#f58a80",
            success="#74d192",
            accent="#e6b45a",
            foreground="#e6e9ef",
            background="#14171c",
            surface="#1b1f26",
            panel="#242a33",
            variables={
                "border-blurred": "#7a8494",
                "block-cursor-foreground": "#10131a",
                "block-cursor-background": "#6db3ea",
            },
        ),
        Theme(
            "quizkit-light",
            primary="#1f5fa8",
            secondary="#4a5f78",
            warning="#7a5000",
            error="#a8231c",
            success="#17602f",
            accent="#7d5200",
            foreground="#1f2328",
            background="#fbfaf7",
            surface="#f3f1eb",
            panel="#e9e6dd",
            dark=False,
            variables={
                "border-blurred": "#7d776a",
                "block-cursor-foreground": "#ffffff",
                "block-cursor-background": "#1f5fa8",
                "foreground-muted": "#575d66",
            },
        ),
        Theme(
            "quizkit-hc",
            primary="#7cc8ff",
            secondary="#ffffff",
            warning="#ffdd57",
            error="#ffa29b",
            success="#6dff9c",
            accent="#ffdd57",
            foreground="#ffffff",
            background="#000000",
            surface="#000000",
            panel="#111111",
            variables={
                "text": "#ffffff",
                "text-muted": "#e4e4e4",
                "foreground-muted": "#e4e4e4",
                "text-success": "#6dff9c",
                "text-error": "#ffa29b",
                "text-warning": "#ffdd57",
                "border": "#ffffff",
                "border-blurred": "#c8c8c8",
                "block-cursor-foreground": "#000000",
                "block-cursor-background": "#ffffff",
            },
        ),
    )
}
COLOURLESS: Final = replace(
    BUILTIN_THEMES["ansi-dark"],
    name="colourless",
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "block-cursor-text-style": "bold reverse",
        "block-cursor-blurred-text-style": "bold",
        "input-cursor-text-style": "reverse",
    },
)
"""For NO_COLOR: what a colour would say is said by bold and reverse."""
NAMES: Final = ("auto", *OWN, *BUILTIN_THEMES)
"""What the setting may say."""


def prepare(environ: MutableMapping[str, str], color: str) -> bool:
    """Return whether no colour is to be sent, and have the environment say so to Textual.

    Args:
        environ: The environment of this process. An empty NO_COLOR says nothing, but Textual
            would take it for a wish: it is taken out.
        color: The setting: auto, always or never.
    """
    if color == "never":
        environ["NO_COLOR"] = "1"
    elif color == "always" or not environ.get("NO_COLOR"):
        environ.pop("NO_COLOR", None)
    return "NO_COLOR" in environ


def chosen(setting: str, environ: Mapping[str, str]) -> str:
    """Return the name of the theme that a setting means here.

    With `auto` a terminal that tells its colours (COLORFGBG, such as "0;15") decides; the others
    are taken to be dark.

    >>> chosen("auto", {"COLORFGBG": "0;15"}), chosen("auto", {}), chosen("nord", {})
    ('quizkit-light', 'quizkit-dark', 'nord')
    """
    if setting != "auto":
        return setting
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "quizkit-light" if ground in ("7", "15") else "quizkit-dark"


def named(name: str) -> Theme:
    """Return a theme that keeps the promises.

    Raises:
        KeyError: If there is none of that name.
    """
    return OWN[name] if name in OWN else mended(BUILTIN_THEMES[name])


def use(app: App[Any], setting: str, environ: Mapping[str, str]) -> None:
    """Give the app its colours, or none where none are wanted."""
    theme = COLOURLESS if app.no_color else named(chosen(setting, environ))
    app.register_theme(theme)
    if app.is_running:
        app.theme = theme.name
        return
    app.set_reactive(App.theme, theme.name)  # no watcher yet: it would have all styles made twice
    for dark in (True, False):
        app.set_class(theme.dark is dark, "-dark-mode" if dark else "-light-mode", update=False)
    app.stylesheet.set_variables(app.get_css_variables())


def colours(theme: Theme) -> dict[str, str]:
    """Return every colour of a theme by its name in style sheets."""
    return theme.to_color_system().generate() | theme.variables


def contrast(above: str, ground: str) -> float:
    """Return the contrast ratio of a colour with the one that it stands on [1..21].

    (L1 + 0.05) / (L2 + 0.05) with the relative luminances of the lighter and the darker one.

    Args:
        above: As a style sheet writes it; "auto 60%" is black or white, whichever stands out.
        ground: Without transparency.

    Source:
        WCAG 2.2, definitions of contrast ratio and relative luminance.

    >>> round(contrast("#ffffff", "#000000"), 1)
    21.0
    """
    under = Color.parse(ground)
    light, dark = sorted((_luminance(_over(above, under)), _luminance(under)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mended(theme: Theme) -> Theme:
    """Return a theme with the colours that miss a promise moved towards black or white."""
    if theme.ansi:
        return theme
    found = colours(theme)
    grounds = [found[name] for name in GROUNDS]
    wanted = [(name, TEXT, grounds) for name in TEXTS] + [(name, MARK, grounds) for name in MARKS]
    own = {
        name: _moved(found[name], under, least=least)
        for name, least, under in wanted
        if _worst(found[name], under) < least
    }
    for above, under in PAIRS:
        ground = own.get(under, found[under])
        if contrast(found[above], ground) < TEXT:
            own[above] = _moved(found[above], [ground], least=TEXT)
    return replace(theme, variables=theme.variables | own)


def _worst(above: str, grounds: list[str]) -> float:
    return min(contrast(above, ground) for ground in grounds)


def _moved(above: str, grounds: list[str], *, least: float) -> str:
    """Return a colour moved away from its grounds in equal steps, until it stands out."""
    start = _over(above, Color.parse(grounds[0]))
    end = max(("#000000", "#ffffff"), key=lambda each: _worst(each, grounds))
    far = Color.parse(end)
    tries = (start.blend(far, step / _STEPS, alpha=1.0).hex for step in range(_STEPS + 1))
    return next((each for each in tries if _worst(each, grounds) >= least), end)


def _over(above: str, under: Color) -> Color:
    """Return a colour as it looks on another one."""
    if above.startswith("auto"):
        share = above.removeprefix("auto").strip().removesuffix("%") or "100"
        return under + under.get_contrast_text(float(share) / 100)
    return under + Color.parse(above)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
