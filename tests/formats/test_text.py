"""Bytes become text."""

import os

import pytest

from timeline_app.formats.text import decoded, head_text, is_binary, line_and_column


def test_a_fault_is_where_it_is_in_the_text():
    found = decoded("ab\nЮ".encode() + b"\xff!")
    assert (found.text, found.fault, line_and_column(found.text, found.fault)) == ("ab\nЮ\ufffd!", 4, (2, 2))


def test_the_other_encoding_is_named():
    assert decoded(b"caf\xe9", "cp1252").text == "café"
    assert decoded(b"caf\xe9", "cp1252").encoding == "cp1252"
    assert decoded("é".encode(), "cp1252").encoding == "utf-8"


def test_a_head_may_end_within_a_character():
    assert head_text("Ю".encode("utf-16")[:-1]) == ""
    assert head_text("aЮ".encode()[:-1]).startswith("a")


@pytest.mark.parametrize("text", ["Hello", "Київ\n", "a\tb\r\n", "a\0b,c"])
def test_text_is_not_binary(text):
    assert not is_binary(text.encode())
    assert not is_binary(text.encode("utf-16"))


def test_random_bytes_are_binary():
    assert is_binary(os.urandom(4000))
