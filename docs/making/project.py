"""The project's own papers, which stand beside the code: changelog, architecture, contributing."""

from pathlib import Path
from typing import Final

from making.markdown import contents, page

_ROOT: Final = Path(__file__).parents[2]
_PAPERS: Final = {
    "changelog": "CHANGELOG.md",
    "architecture": "ARCHITECTURE.md",
    "contributing": "CONTRIBUTING.md",
}


def pages() -> dict[str, str]:
    """Return the papers, with links between them pointing to each other's pages."""
    made = {f"project/{name}": _linked(_ROOT / file) for name, file in _PAPERS.items()}
    made["project/index"] = page(
        "Project",
        "What changed, how quizkit is built, and how to change it.",
        contents(_PAPERS),
    )
    return made


def _linked(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    for name, other in _PAPERS.items():
        text = text.replace(f"]({other})", f"]({name}.md)")
    return text
