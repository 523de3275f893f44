"""Text for the screen: the one place where text from outside becomes something to paint.

Nothing is read as markup. Whatever could act on a terminal is made a visible sign.
"""

from textual.content import Content

from quizkit.text import visible

Piece = str | Content
"""A constant of the program's own, or what `shown` made."""


def shown(text: str, style: str = "") -> Content:
    r"""Return a text from a deck, a log or an error, fit to be painted; formulas as Unicode.

    >>> shown("[b]bold[/b]\x1b]52 $H_2O$").plain
    '[b]bold[/b]␛]52 H₂O'
    """
    from quizkit.values.formulas import readable  # the first frame shows no deck's text

    return verbatim(readable(text), style)


def verbatim(text: str, style: str = "") -> Content:
    r"""Return a text as it stands in a file, fit to be painted: for code, names of files.

    >>> verbatim("$H_2O$\x1b").plain
    '$H_2O$␛'
    """
    return Content.styled(visible(text), style) if style else Content(visible(text))


def joined(*pieces: Piece, between: str = "") -> Content:
    """Return pieces as one text.

    >>> joined(shown("Rhine"), " and ", shown("Po")).plain
    'Rhine and Po'
    """
    parts = [piece if isinstance(piece, Content) else Content(piece) for piece in pieces]
    return Content(between).join(parts)
