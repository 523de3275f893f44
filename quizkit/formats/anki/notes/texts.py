"""Fields of notes as plain text, and what is lost of them."""

import re
from collections import Counter
from typing import Final

from quizkit.formats.strangers.markup import formulas, reduced, simple

_MARKED: Final = re.compile(r"[<&\[\\\x00-\x1f\x7f-\U0010ffff]|  ")
_SOUND: Final = re.compile(r"\[sound:[^\]\n]{1,300}\]|\[anki:(?:tts|play)[^\]\n]{0,300}\]")
_SPOKEN: Final = re.compile(r"\[/anki:tts\]")


class Texts:
    """Makes text of fields.

    Attributes:
        lost: What was dropped so far, as words for people, with how often.
    """

    def __init__(self) -> None:
        self.lost: Counter[str] = Counter()

    def plain(self, html: str) -> str:
        """Return a field as text.

        >>> texts = Texts()
        >>> texts.plain("<i>Hà Nội</i> [sound:ha.mp3]"), dict(texts.lost)
        ('Hà Nội', {'formatting': 1, 'sound': 1})
        """
        if _MARKED.search(html) is None:
            return html.strip(" ")
        found = simple(html)
        if found is None:
            text, dropped, _ = reduced(html)
            self.lost.update(dropped)
        else:
            text, count = found
            if count:
                self.lost["formatting"] += count
        return self._unmarked(text) if "[" in text or "\\" in text else text

    def _unmarked(self, text: str) -> str:
        text, sounds = _SOUND.subn("", text)
        if sounds:
            text = _SPOKEN.sub("", text)
            self.lost["sound"] += sounds
        text, count = formulas(text)
        if count:
            self.lost["formula"] += count
        if not sounds and not count:
            return text
        return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
