"""Texts in another language: catalogues are made here, from the messages that the sources have."""

import ast
import re
import struct

import pytest

from tests.model.test_when_words import EXAMPLES
from timeline_app import translation
from timeline_app.model.when import When
from timeline_app.model.words import date_words, day_words, month_name, weekday_name, when_words
from timeline_app.translation import Message, Plural

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
LETTER_OUTSIDE_PLACES = re.compile(r"[A-Za-z](?![^{]*})")
PLACE = re.compile(r"\{\w+\}")


def catalogue_bytes(texts: dict[str, str]) -> bytes:
    """Texts as gettext's binary catalogue; keys have the context in front, plurals their forms behind."""
    pairs = sorted((key.encode(), value.encode()) for key, value in {"": HEADER, **texts}.items())
    tables, data = b"", b""
    for place in range(2):
        for pair in pairs:
            tables += struct.pack("<2I", len(pair[place]), 28 + 16 * len(pairs) + len(data))
            data += pair[place] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables + data


@pytest.fixture
def speak(tmp_path, monkeypatch):
    """Binds a catalogue of texts."""

    def bind(texts: dict[str, str]) -> None:
        folder = tmp_path / "xx" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / f"{translation.DOMAIN}.mo").write_bytes(catalogue_bytes(texts))
        monkeypatch.setenv("LANGUAGE", "xx")
        translation.bind(tmp_path)

    yield bind
    monkeypatch.undo()
    translation.bind(tmp_path / "none")


@pytest.fixture(scope="session")
def calls(root):
    """Every place of the program where a message is made."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted((root / "timeline_app").rglob("*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [node for node in nodes if isinstance(node.func, ast.Name) and node.func.id in ("Message", "Plural")]


@pytest.fixture(scope="session")
def messages(calls):
    """All texts of the program, as a catalogue has them."""
    found = {}
    for call in calls:
        texts = [argument.value for argument in call.args]
        if call.func.id == "Plural":
            found["\0".join(texts)] = texts
        else:
            found["\4".join(reversed(texts))] = texts[:1]
    return found


def translated(messages, change):
    return {key: "\0".join(map(change, texts)) for key, texts in messages.items()}


def test_every_message_can_be_collected_for_translators(calls):
    assert calls
    for call in calls:
        assert all(isinstance(argument, ast.Constant) and isinstance(argument.value, str) for argument in call.args)
        assert not call.keywords


def test_without_a_catalogue_texts_are_english(tmp_path):
    translation.bind(tmp_path)
    assert Message("from {start}, ongoing")(start="2022") == "from 2022, ongoing"


def test_a_message_is_looked_up_with_its_context(speak):
    speak({"Mai-Kontext\4May": "Mai", "May": "darf"})
    assert (Message("May", "Mai-Kontext")(), Message("May")()) == ("Mai", "darf")


def test_a_plural_has_the_form_of_its_number(speak):
    speak({"{number} day\0{number} days": "{number} Tag\0{number} Tage"})
    days = Plural("{number} day", "{number} days")
    assert [days(number, number=number) for number in (1, 2)] == ["1 Tag", "2 Tage"]


def test_a_translation_with_a_place_that_does_not_exist_gives_way_to_the_original(speak):
    speak({"{day} {month}": "{tag}. {month}"})
    assert Message("{day} {month}")(day=1, month="May") == "1 May"


def test_a_translated_list_of_names_that_lost_one_gives_way_to_the_original(speak):
    speak({"a|b|c": "x|y"})
    assert list(Message("a|b|c").names()) == ["a", "b", "c"]


def test_no_english_is_left_in_the_words_of_a_translated_date(speak, messages):
    speak(translated(messages, lambda text: LETTER_OUTSIDE_PLACES.sub("ж", text)))
    for text, *_ in EXAMPLES:
        when = When.from_edtf(text)
        for words in (when_words(when), when_words(when, short=True), date_words(when)):
            assert not re.search("[A-Za-z]", words), (text, words)
    assert not re.search("[A-Za-z]", month_name(5) + month_name(5, short=True) + weekday_name(0) + day_words(0.0))


def test_every_word_of_a_date_comes_from_one_message_or_another(speak, messages):
    speak(translated(messages, lambda text: "|".join(f"⟦{name}⟧" for name in text.split("|"))))
    for text, *_ in EXAMPLES:
        words = when_words(When.from_edtf(text))
        while "⟦" in words:
            words = re.sub("⟦[^⟦⟧]*⟧", "", words)
        assert words == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-02-28", "2023 Feb 28"),
        ("2022-09", "2022 Sep"),
        ("2023-02-26/2023-02-28", "2023–Feb 28 26"),
        ("[1667,1668]", "1668 or 1667"),
        ("2023-02-28T12:00Z", "UTC 12:00, 2023 Feb 28"),
    ],
)
def test_the_order_of_words_is_the_catalogue_s(speak, messages, text, words):
    speak(translated(messages, backwards))
    assert when_words(When.from_edtf(text), short=True) == words


def backwards(text: str) -> str:
    places = iter(reversed(PLACE.findall(text)))
    return PLACE.sub(lambda _: next(places), text)


def test_words_that_were_kept_are_not_said_in_the_language_before(speak, messages):
    september = When.from_edtf("2022-09")
    assert when_words(september) == "in September 2022"
    speak(translated(messages, backwards))
    assert when_words(september) == "in 2022 September"


def test_the_languages_that_there_are_words_in_can_be_chosen(speak, monkeypatch):
    speak({"May": "Mai"})
    assert translation.languages() == ("en", "en-GB", "en-US", "xx")
    translation.speak("en-GB")
    assert (Message("May")(), translation.spoken()) == ("May", "en-GB")
    translation.speak("xx")
    assert Message("May")() == "Mai"
