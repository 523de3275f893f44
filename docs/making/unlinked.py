"""What pages name and no page describes; each with its reason, for the build is nitpicky."""

from typing import Final

UNLINKED: Final[list[tuple[str, str]]] = []
"""Kind of reference and name."""
