"""The typesetter: one folder with pictures and a font of the user's own, nothing else in reach."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from quizkit.errors import FormatError, MissingExtraError

TEMPLATE: Final = "paper.typ"
"""The name of the template, in the package and where it is written out."""

_STANDARD: Final = "ua-1"


class Press:
    """Compiles templates with data, in a private folder.

    Args:
        typst: The library.
        root: The folder that templates can read: it holds pictures only.
        fonts: The folder with the user's font, or None.
        families: The families of that font.
    """

    def __init__(
        self, typst: Any, root: Path, fonts: Path | None, families: tuple[str, ...]
    ) -> None:
        self.families = families
        self._typst = typst
        self._error = typst.TypstError
        self._common: dict[str, Any] = {
            "root": str(root),
            "font_paths": [str(fonts)] if fonts else [],
            "ignore_system_fonts": True,
            "package_path": str(root / "none"),
            "package_cache_path": str(root / "none"),
        }

    def pdf(self, data: object, *, at: int, checked: bool = True) -> bytes:
        """Return the template filled with data, as a tagged PDF.

        Args:
            data: What the template shows.
            at: The time that the file bears [seconds since 1970, UTC].
            checked: It must be what PDF/UA-1 asks for.

        Raises:
            FormatError: If it cannot be set.
            MissingExtraError: If the typesetter is too old.
        """
        standards = [_STANDARD] if checked else []
        return bytes(
            self._compile(template(), data, format="pdf", pdf_standards=standards, timestamp=at)
        )

    def svgs(self, source: bytes, data: object) -> list[str]:
        """Return a template of at least two pages filled with data, an SVG a page.

        Raises:
            FormatError: If it cannot be set.
        """
        return [page.decode() for page in self._compile(source, data, format="svg")]

    def _compile(self, source: bytes, data: object, **how: Any) -> Any:
        inputs = {"text": json.dumps(data, ensure_ascii=False)}
        try:
            return self._typst.compile(source, sys_inputs=inputs, **self._common, **how)
        except self._error as error:
            message = f"the paper cannot be set: {error.message}"
            raise FormatError(message) from None
        except TypeError:
            message = "papers as PDF need typst 0.15 or newer"
            raise MissingExtraError(message, "paper") from None


def template() -> bytes:
    """Return the template of papers: Typst's own language, the same for each paper."""
    return files("quizkit.formats.paper").joinpath(TEMPLATE).read_bytes()


@contextmanager
def press(pictures: Mapping[str, bytes], *, font: bytes | None) -> Iterator[Press]:
    """Give a typesetter that sees these pictures, the fonts that it brings and one more.

    Args:
        pictures: Bytes by file name.
        font: Bytes of a font file, or None.

    Raises:
        MissingExtraError: If the typesetter is not installed.
        FormatError: If the font cannot be read.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtraError("papers as PDF need typst", "paper") from None
    with TemporaryDirectory(prefix="quizkit-paper-") as name:
        root = Path(name, "root")
        root.mkdir()
        for each, data in pictures.items():
            (root / each).write_bytes(data)
        fonts = None if font is None else Path(name, "fonts")
        if fonts is not None and font is not None:
            fonts.mkdir()
            (fonts / "font.otf").write_bytes(font)
        yield Press(typst, root, fonts, _families(typst, fonts))


def _families(typst: Any, folder: Path | None) -> tuple[str, ...]:
    """Return the families of a font file.

    Raises:
        FormatError: If it holds none.
    """
    if folder is None:
        return ()
    found: Sequence[str] = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    ).families()
    if not found:
        message = "the file given with --font is no font (TTF, OTF, TTC)"
        raise FormatError(message)
    return tuple(sorted(found))
