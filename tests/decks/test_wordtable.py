"""Tables of words that a deck brings."""

from quizkit.values.words import BUILTIN
from tests.decks.reading import found, problems, read

FRENCH = """language: fr
words:
  fr:
    months: [janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre,
      décembre]
    dates: {year: "{year}", month: "{month} {year}", day: "{day} {month} {year}"}
    on: {year: "en {date}", month: "en {date}", day: "le {date}"}
    when: {year: En quelle année, month: "En quel mois de {year}", day: À quelle date}
    when many: {year: "En quelles {count} années", month: a, day: b}
    day first: yes
    counts: [zéro, un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize,
      quatorze, quinze, seize, dix-sept, dix-huit, dix-neuf, vingt]
    scales: {mille: "1000", million: "1000000"}
    decimal: ","
    thousands: " "
    bounds: {about: environ, over: plus de, at least: au moins, under: moins de, up to: "jusqu'à"}
    join: " et "
    comma: ", "
    titles: [M., Général]
    according to: selon {}
    at the time of: au moment de {}
    views: {in: à {}, per: selon {}, as of: en {}}
    true: [vrai]
    false: [faux]
""".replace("à {}, per: selon {}, as of: en {}", '"à {}", per: "selon {}", as of: "en {}"')


def test_a_deck_may_bring_a_language() -> None:
    words = read(FRENCH).words["fr"]
    assert words.tag == "fr"
    assert words.months[1] == "février"
    assert words.on == ("en {date}", "en {date}", "le {date}")
    assert words.day_first
    assert words.scales == {"mille": 1000, "million": 1_000_000}
    assert (words.the, words.articles, words.blank) == ("", (), "____")
    assert words.titles == ("m", "general")


def test_numbers_are_read_with_it() -> None:
    text = f"{FRENCH}kinds: {{k: {{roles: {{n: number}}}}}}\nfacts: {{k: [{{n: '1,5 million'}}]}}\n"
    assert read(text).facts[0].values["n"][0] == 1_500_000


def test_a_table_that_lacks_an_entry_is_not_used() -> None:
    text = FRENCH.replace('    decimal: ","\n', "")
    assert found(text) == ["QK136 3:3"]
    assert problems(text)[0].message == "the words of `fr` lack `decimal`"
    assert "fr" not in read(text).words


def test_a_language_that_ships_may_be_changed_in_part() -> None:
    words = read('words: {en: {blank: "....", true: [yes]}}\n').words["en"]
    assert (words.blank, words.true) == ("....", ("yes",))
    assert words.months == BUILTIN["en"].months


def test_scales_are_figures() -> None:
    assert found("words: {en: {scales: {dozen: twelve}}}\n") == ["QK006 1:9"]


def test_a_deck_s_language_may_say_what_people_write_and_what_grading_says() -> None:
    text = FRENCH + (
        "    true or false: Vrai ou faux ?\n"
        "    order: {time: Dans l'ordre du temps., size: Du plus petit au plus grand.}\n"
        "    valid: {between: de {first} à {last}, from: depuis {first}, until: jusqu'à {last}}\n"
        '    remarks: {unit: "l\'unité est {unit}"}\n'
        "    reading: {nouns: {city: [Ville de]}, numerals: {trente: '30'}, one order: yes,"
        " opposites: [[Sud, Nord]]}\n"
    ).replace("de {first} à {last}", '"de {first} à {last}"').replace(
        "depuis {first}", '"depuis {first}"'
    ).replace("jusqu'à {last}", '"jusqu\'à {last}"')
    words = read(text).words["fr"]
    assert words.order == ("Dans l'ordre du temps.", "Du plus petit au plus grand.")
    assert words.valid[1] == "depuis {first}"
    assert words.remarks == {"unit": "l'unité est {unit}"}
    assert words.reading.nouns == {"city": ("ville de",)}
    assert words.reading.numerals == {"trente": 30}
    assert words.reading.opposites == (("sud", "nord"),)
    assert words.reading.one_order


def test_a_number_word_needs_a_figure() -> None:
    assert found(FRENCH + "    reading: {numerals: {trente: thirty}}\n")[0].startswith("QK006")
