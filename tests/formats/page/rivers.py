"""A small deck with something for every form, and a picture."""

from functools import cache
from pathlib import Path

from quizkit.decks import load
from quizkit.decks.library import bundled
from quizkit.formats.page import ORDER
from quizkit.formats.posed import Posing
from quizkit.formats.posing import Wish, pose
from quizkit.model import Form
from quizkit.questions.ask import Asker

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8ffbf1e0005fd02fe0dc7d4b10000000049454e44ae426082"
)

TEXT = """
quizkit: 1
deck: rivers
title: Rivers <of> the "world" & more
language: en
licence: CC-BY-4.0
sources:
  atlas: {title: An atlas & its maps}
names:
  Huong: {is: place, aka: [Perfume River], vi: Hương}
kinds:
  river:
    says: "The {name} flows into {mouth}."
    roles:
      name:  {is: place, one: yes, ask: "Which river flows into {mouth}?"}
      mouth: {is: text, one: yes, ask: "Into what does the {name} flow?"}
      length: {is: number, one: yes, ask: "How long is the {name}?"}
      found: {is: date, one: yes, ask: "On what date was the {name} charted?", ask to: day}
      steps: {is: steps, one: yes, ask: "Put the places along the {name} in order."}
  league:
    says: "The members of the {name} are {members}."
    roles:
      name: {is: text, one: yes}
      members: {is: list, of: text, one: yes, ask all: "Which {count} rivers are in the {name}?"}
facts:
  river:
    - {id: a1, name: Huong, mouth: Tam Giang Lagoon, length: 80 km, source: atlas p. 3,
       note: In Hue., image: {file: huong.png, alt: "A wide river at dusk", credit: Nobody}}
    - {id: a2, name: Thames, mouth: the North Sea, length: 346 km, found: 1588-07-29}
    - {id: a3, name: Rhone, mouth: the Mediterranean, length: 813 km,
       steps: [Geneva, Lyon, Avignon, Arles], image: {file: rhone.png}}
    - {id: a4, name: Amazon, mouth: the Atlantic, length: about 6400 km}
    - {id: a5, name: Volga, mouth: the Caspian, length: 3.53 thousand km}
  league:
    - {id: b1, name: northern league, members: [Thames, Rhine]}
    - {id: b2, name: southern league, members: [Amazon, Volga]}
    - {id: b3, name: eastern league, members: [Huong, Mekong]}
"""


def rivers(folder: Path, language: str = "en") -> Asker:
    """Return what asks the deck's questions; its files stay in a folder."""
    (folder / "huong.png").write_bytes(PIXEL)
    (folder / "rhone.png").write_bytes(PIXEL)
    path = folder / "rivers.yaml"
    path.write_text(TEXT.lstrip("\n").replace("language: en", f"language: {language}"), "utf-8")
    return Asker(load(path))


@cache
def bundled_asker(name: str) -> Asker:
    """Return what asks the questions of a bundled deck, "NAME" or "NAME:LANGUAGE"."""
    deck, _, language = name.partition(":")
    return Asker(load(Path(bundled(), deck)), language=language or None)


def posing(
    asker: Asker, *forms: Form, most: int | None = None, at: int = 0, seed: str = "1"
) -> Posing:
    """Return a deck's questions as they go onto the page."""
    wish = Wish(most=most, forms=forms, at=at, seed=seed)
    return pose(asker, order=ORDER, wish=wish, target="html")
