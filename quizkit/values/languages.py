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

_VIETNAMESE: Final[Mapping[str, str]] = {
    "ar": "tiếng Ả Rập",
    "de": "tiếng Đức",
    "en": "tiếng Anh",
    "es": "tiếng Tây Ban Nha",
    "fr": "tiếng Pháp",
    "hi": "tiếng Hindi",
    "id": "tiếng Indonesia",
    "it": "tiếng Ý",
    "ja": "tiếng Nhật",
    "km": "tiếng Khmer",
    "ko": "tiếng Hàn",
    "lo": "tiếng Lào",
    "pl": "tiếng Ba Lan",
    "pt": "tiếng Bồ Đào Nha",
    "ru": "tiếng Nga",
    "th": "tiếng Thái",
    "uk": "tiếng Ukraina",
    "vi": "tiếng Việt",
    "zh": "tiếng Trung",
}

TAGS: Final[Mapping[str, str]] = {name: tag for tag, name in _NAMES.items()}
"""Tags of languages by their English names."""


def named(tag: str, within: str = "en") -> str:
    """Return a language's name, or its tag where it has none here.

    Args:
        tag: The language.
        within: Language of the sentence that the name stands in: "en" or "vi".

    >>> named("vi"), named("en", "vi"), named("tlh")
    ('Vietnamese', 'tiếng Anh', 'the language `tlh`')
    """
    if within == "vi":
        return _VIETNAMESE.get(tag) or f"ngôn ngữ `{tag}`"
    return _NAMES.get(tag) or f"the language `{tag}`"
