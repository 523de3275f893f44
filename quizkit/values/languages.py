"""What languages are called."""

from collections.abc import Mapping
from typing import Final

_NAMES: Final[Mapping[str, str]] = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "km": "Khmer",
    "ko": "Korean",
    "lo": "Lao",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

TAGS: Final[Mapping[str, str]] = {name: tag for tag, name in _NAMES.items()}
"""Tags of languages by their English names."""


def named(tag: str) -> str:
    """Return a language's name, or its tag where it has none here.

    >>> named("vi"), named("tlh")
    ('Vietnamese', 'the language `tlh`')
    """
    return _NAMES.get(tag) or f"the language `{tag}`"
