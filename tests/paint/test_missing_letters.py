"""Letters that no font has are found, and named by their script."""

import pytest

from timeline_app.paint import missing_letters
from timeline_app.paint.missing_letters import missing_scripts


def test_letters_of_the_programs_own_font_are_not_missing(fonts):
    assert missing_scripts(["Losses 60,000–70,000 “so”", "Втрати, Ελλάδα"], fonts) == []


def test_marks_joiners_and_what_has_no_shape_are_not_looked_for(fonts):
    assert missing_scripts(["\u0301\u200d\ufe0f\u2028\ue000"], fonts) == []


@pytest.mark.parametrize(
    ("letter", "script"),
    [
        ("خ", "Arabic letters"),
        ("न", "Devanagari letters"),
        ("损", "Chinese characters"),
        ("한", "Korean letters"),
        ("\U0001f54a", "symbols or emoji"),
    ],
)
def test_a_script_has_a_name(fonts, monkeypatch, letter, script):
    monkeypatch.setattr(missing_letters, "_is_missing", lambda letter, _face: not letter.isascii())
    assert missing_scripts([f"a {letter}"], fonts) == [script]


def test_a_letter_that_is_drawn_as_an_empty_box_is_missing(fonts):
    """Of these rare scripts few computers have fonts; where one has all, there is nothing to see here."""
    rare = "\U00011a0b\U00011d60\U0001e290\U00010f30\U00011900\U00016e40\U00010c80\U0001d800"
    missing = [letter for letter in rare if missing_scripts([letter], fonts)]
    if not missing:
        pytest.skip("fonts for all of these are installed")
    assert missing_scripts(missing, fonts)
