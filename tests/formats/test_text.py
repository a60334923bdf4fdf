"""Bytes become text."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.encodings import legacy_encoding
from timeline_app.formats.text import Decoded, decoded, head_text, is_binary, line_and_column


def test_a_fault_is_where_it_is_in_the_text():
    found = decoded("ab\nЮ".encode() + b"\xff!")
    assert (found.text, found.fault, line_and_column(found.text, found.fault)) == ("ab\nЮ\ufffd!", 4, (2, 2))


def test_the_other_encoding_is_named():
    assert decoded(b"caf\xe9", lambda _: "cp1252") == Decoded("café", "cp1252", 3, True)
    assert decoded("é".encode(), lambda _: "cp1252") == Decoded("é", "utf-8")


def test_a_fault_behind_letters_of_utf8_is_where_it_is_in_the_text():
    found = decoded("Ю\n".encode() + b"caf\xe9", lambda _: "cp1252")
    assert line_and_column(found.text, found.fault) == (2, 4)


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["when,title\n2022,A\n", "when,title\r\n2022-09-21,Їжак\r\n", "日期,标题\n2022,北京\n"]
)
def test_two_and_four_bytes_a_letter_are_known_with_and_without_a_mark(encoding, mark, text):
    data = ("\ufeff" * mark + text).encode(encoding)
    assert decoded(data) == Decoded(text, encoding, None if mark else 0, not mark)
    assert head_text(data) == text
    assert head_text(data[:-1]) == text[:-1]
    assert not is_binary(data)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_is_utf8_is_never_taken_for_anything_else(text):
    assert decoded(text.replace("\0", "").encode(), legacy_encoding).encoding == "utf-8"


def test_a_few_nul_characters_make_no_file_binary():
    rows = "".join(f"2022,A{row}\n" for row in range(1000))
    assert not is_binary(f"{rows[:5000]}\0\0\0\0\0{rows[5000:]}".encode())
    assert decoded(f"{rows}\0\0\0\0\0".encode()).encoding == "utf-8"


def test_a_head_may_end_within_a_character():
    assert head_text("Ю".encode("utf-16")[:-1]) == ""
    assert head_text("aЮ".encode()[:-1]).startswith("a")


@pytest.mark.parametrize("text", ["Hello", "Київ\n", "a\tb\r\n", "a\0b,c"])
def test_text_is_not_binary(text):
    assert not is_binary(text.encode())
    assert not is_binary(text.encode("utf-16"))


def test_random_bytes_are_binary():
    assert is_binary(os.urandom(4000))
