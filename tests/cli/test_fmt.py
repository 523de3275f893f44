def untidy(rivers) -> str:
    text = rivers.read_text().replace("title: ", "title:   ")
    rivers.write_text(text)
    return text


def test_files_are_laid_out_and_named(call, rivers) -> None:
    untidy(rivers)
    assert call("fmt", "rivers.yaml") == (0, "rivers.yaml\n", "1 file laid out\n")
    assert call("fmt", "rivers.yaml") == (0, "", "every file has the layout\n")


def test_check_writes_nothing_and_answers_1(call, rivers) -> None:
    before = untidy(rivers)
    assert call("fmt", "rivers.yaml", "--check") == (1, "rivers.yaml\n", "1 file to be laid out\n")
    assert rivers.read_text() == before


def test_diff_writes_nothing_and_shows_it(call, rivers) -> None:
    before = untidy(rivers)
    code, out, _ = call("fmt", "rivers.yaml", "--diff")
    assert code == 0
    assert out.startswith("--- rivers.yaml\n+++ rivers.yaml\n@@ ")
    assert rivers.read_text() == before


def test_a_broken_deck_is_3_and_nothing_is_written(call, rivers, tmp_path) -> None:
    before = untidy(rivers)
    (tmp_path / "d.yaml").write_text("quizkit: 1\ndeck: d\ntitle: [\n")
    code, _, err = call("fmt", "rivers.yaml", "d.yaml")
    assert code == 3
    assert "QK001" in err
    assert rivers.read_text() == before
    assert call("fmt", "missing.yaml").code == 3
    assert call("fmt").code == 2


def test_a_deck_named_twice_is_written_once(call, rivers) -> None:
    untidy(rivers)
    assert call("fmt", "rivers.yaml", "./rivers.yaml").out == "rivers.yaml\n"
