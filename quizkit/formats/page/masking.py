"""The questions with their keys, so that a glance at the page's source shows no answer."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any


def masked(payload: Mapping[str, Any], deck: str) -> str:
    """Return values as letters that nobody reads at a glance; anyone who wants can decode them.

    Base64 of the UTF-8 JSON, XORed with a repeating mask made from the deck's id.

    Args:
        payload: What JSON can hold.
        deck: The deck's id.

    >>> masked({"a": 1}, "rivers")
    'ClcIWFFYCQ=='
    """
    data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return b64encode(_mixed(data, deck)).decode()


def unmasked(text: str, deck: str) -> Any:
    """Return what was masked.

    >>> unmasked(masked({"a": "đ"}, "rivers"), "rivers")
    {'a': 'đ'}
    """
    return json.loads(_mixed(b64decode(text), deck).decode())


def _mixed(data: bytes, deck: str) -> bytes:
    mask = f"quizkit {deck}".encode()
    repeated = (mask * (len(data) // len(mask) + 1))[: len(data)]
    mixed = int.from_bytes(data) ^ int.from_bytes(repeated)
    return mixed.to_bytes(len(data))
