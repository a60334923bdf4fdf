import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.html_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("No tags", "No tags"),
        ("Fire &amp; water &#8211; 1 &lt; 2", "Fire & water – 1 < 2"),
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ("<b>Bold</b> and\n  <i>slanted</i>", "Bold and slanted"),
        ('See <a href="https://example.org/a">the report</a>.', "See the report (https://example.org/a)."),
        ('<a href="https://example.org">https://example.org</a>', "https://example.org"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('Before <script>alert("1")</script>after<style>b {}</style>', "Before after"),
        ('<img src="http://example.org/x.png" onerror="alert(1)">A picture', "A picture"),
        ("<script>never closed", ""),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("A<!-- not <b>seen</b> -->B", "AB"),
        ("<!-- never closed", ""),
        ("<![foo[x]]>A", "A"),
        ("<?php echo 1 ?>A", "A"),
        ('<SCRIPT src="x">1</SCRIPT>A', "A"),
        ("<a href=https://example.org/b>B</a>", "B (https://example.org/b)"),
    ],
)
def test_a_reader_sees_the_words_and_nothing_is_obeyed(html, text):
    assert plain_text(html) == text


@given(st.text(alphabet="<>/&;ab= \n\"'!-", max_size=60))
def test_any_text_gives_some_text(html):
    assert isinstance(plain_text(html), str)


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<", "<script", "&", "<a href='x'>", "</a>", "<![", "-->"])
def test_a_megabyte_of_anything_is_read_at_once(piece):
    assert len(plain_text(piece * (1_000_000 // len(piece)))) <= 1_000_000
