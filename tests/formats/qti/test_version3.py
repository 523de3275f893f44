"""QTI 3.0: nothing of the older spelling is left; questions are asked and scored in a browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from quizkit.formats.posed import Posed, Posing
from quizkit.formats.qti import version3 as qti3
from quizkit.formats.qti import writing as qti
from quizkit.formats.teller import Teller
from quizkit.model import Form
from tests.consumers import module, npm, program
from tests.formats.qti_decks import EVERY, NAMES, flags, judged, posing_of, unzipped

SPACE = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
HTML = {"p", "br", "img"}
HOME = "http://quizkit.test/"

PLAY = """
async ([xml, responses]) => {
  const { qtiTransformItem } = await import("/qti.js");
  const place = document.querySelector("main");
  place.replaceChildren(qtiTransformItem().parse(xml).htmlDoc());
  const item = place.querySelector("qti-assessment-item");
  await item.updateComplete;
  const texts = (name) => [...item.querySelectorAll(name)].map((each) => each.innerText);
  const lines = [...item.querySelectorAll("qti-item-body > p")];
  const told = (line) => [...line.childNodes].map((each) => each.nodeType === Node.TEXT_NODE
    ? each.data : each.localName === "br" ? "\\n" : "[]").join("");
  const found = (name) => item.variables.find((each) => each.identifier === name)?.value;
  const shown = {
    stem: texts("qti-prompt")[0] ?? told(lines.find((each) => !each.querySelector("img"))),
    options: [...texts("qti-simple-choice"), ...texts("qti-simple-associable-choice")],
    told: [...item.querySelectorAll("qti-modal-feedback p")].map((each) => each.textContent),
    pictures: [...item.querySelectorAll("img")].map((each) => each.getAttribute("src")),
    scores: [],
  };
  for (const each of responses) {
    item.updateResponseVariable("RESPONSE", each);
    item.processResponse();
    shown.scores.push(Number(found("SCORE")));
  }
  const feedback = item.querySelector("qti-modal-feedback");
  feedback?.checkShowFeedback("FEEDBACK");
  await feedback?.updateComplete;
  shown.open = feedback ? feedback.shadowRoot.querySelector("dialog").open : null;
  return shown;
}
"""


@pytest.mark.parametrize("name", ["vietnam-us", "hostile", "flags"])
def test_every_name_is_the_new_one(name: str, tmp_path: Path) -> None:
    posing = flags(tmp_path) if name == "flags" else posing_of(name, EVERY, 100)
    files = unzipped(qti3.write(posing).files[""])
    assert set(files) == set(unzipped(qti.write(posing).files[""]))
    for path, data in files.items():
        assert b"v2p1" not in data
        if path.startswith(("items/", "assessment")):
            for each in fromstring(data).iter():
                tag = each.tag.removeprefix(SPACE)
                assert tag in HTML or re.fullmatch(r"qti-[a-z-]+", tag)
                assert not any(re.search("[A-Z]", key) for key in each.attrib if key[0] != "{")


def test_ids_and_titles_are_those_of_the_older_package(tmp_path: Path) -> None:
    posing = flags(tmp_path)
    files = unzipped(qti3.write(posing).files[""])
    for each in posing.questions:
        root = fromstring(files[f"items/{each.name}.xml"])
        assert (root.get("identifier"), root.get("title")) == (each.name, each.id)


def test_what_the_deck_says_is_not_renamed(tmp_path: Path) -> None:
    old = "http://www.imsglobal.org/xsd/imsqti_v2p1"
    posing = flags(tmp_path)._replace(category=old)
    root = fromstring(unzipped(qti3.write(posing).files[""])["assessment.xml"])
    assert root.get("title") == old


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a page that has the player, and nothing else: every other request is refused."""
    playwright = module("playwright.sync_api")
    player = npm("@citolab/qti-components") / "cdn" / "index.js"
    files = {
        HOME: ("<!DOCTYPE html><title>questions</title><main></main>", "text/html"),
        f"{HOME}qti.js": (player.read_text(encoding="utf-8"), "text/javascript"),
    }
    refused: list[str] = []

    def answer(route: Any) -> None:
        address = route.request.url
        if address in files:
            body, type_ = files[address]
            route.fulfill(body=body, content_type=type_)
        else:
            refused.append(address)
            route.abort()

    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(
            executable_path=program("chromium"), args=["--no-sandbox"]
        )
        page = chromium.new_page()
        page.route("**/*", answer)
        page.goto(HOME)
        page.refused = refused
        yield page
        chromium.close()


def play(page: Any, posed: Posed, xml: bytes) -> dict[str, Any]:
    """Return what the player shows of a question, and how it scores responses.

    It looks whether feedback is to be shown only where an item's own rules set an outcome, so it
    is told to look here; the templates set the score alone.
    """
    given = [response for response, _ in judged(posed)]
    single = posed.form not in (Form.SELECT, Form.ORDER, Form.MATCH)
    responses = [each[0] if single else each for each in given]
    found: dict[str, Any] = page.evaluate(PLAY, [xml.decode(), responses])
    return found


def joined(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.consumer
@pytest.mark.parametrize("name", [*NAMES, "hostile"])
def test_the_player_asks_and_scores_as_quizkit_does(name: str, browser: Any) -> None:
    """Of bundled decks a sample of every form; the page is the same for all, to be quick."""
    posing: Posing = posing_of(name, EVERY, 100)
    files = unzipped(qti3.write(posing).files[""])
    for posed in posing.questions:
        shown = play(browser, posed, files[f"items/{posed.name}.xml"])
        check(posing, posed, shown)
    assert browser.refused == []


def check(posing: Posing, posed: Posed, shown: dict[str, Any]) -> None:
    question = posed.question
    stem = shown["stem"]
    if posed.form is Form.CLOZE:
        before, _, behind = stem.rpartition("[]")
        stem = f"{before}____{behind}"
    assert joined(stem) == joined(question.stem)
    texts = [joined(text) for text in (*question.prompts, *question.options)]
    assert [joined(text) for text in shown["options"]] == texts
    wanted = [score for _, score in judged(posed)]
    assert shown["scores"] == pytest.approx(wanted, abs=0.0011), posed.id
    lines = [joined(each.replace("\n", "")) for each in Teller(posing.asker).after(posed)]
    assert [joined(text) for text in shown["told"]] == lines
    assert shown["open"] is (True if lines else None)


@pytest.mark.consumer
def test_the_player_finds_pictures_and_reads_numbers(browser: Any, tmp_path: Path) -> None:
    posing = flags(tmp_path)
    files = unzipped(qti3.write(posing).files[""])
    for posed in posing.questions:
        shown = play(browser, posed, files[f"items/{posed.name}.xml"])
        check(posing, posed, shown)
        for source in shown["pictures"]:
            assert source.rpartition("../")[2] in files
    size = next(each for each in posing.questions if each.id == "flags/f2#size/typed")
    xml = files[f"items/{size.name}.xml"].decode()
    given = ["449.9", "450", "500", "550", "550.1", "about 500"]
    assert browser.evaluate(PLAY, [xml, given])["scores"] == [0, 1, 1, 1, 0, 0]
    browser.refused.clear()
