import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.problems import Severity
from timeline_app.formats.xml_files.xml_reading import read_xml


def read(text: str | bytes):
    return read_xml(text.encode() if isinstance(text, str) else text, "file.xml", "data")


def said(text: str | bytes) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.what) for problem in read(text).problems]


def test_elements_know_their_lines_and_what_is_in_them():
    root, problems = read('<data a="1">\n <b>x &amp; y</b>\n <b/><![CDATA[<z>]]>\n</data>')
    assert problems == ()
    assert (root.name, root.attributes, root.text) == ("data", {"a": "1"}, "<z>")
    assert [(child.name, child.line, child.text) for child in root.children] == [("b", 2, "x & y"), ("b", 3, "")]
    assert (root.text_of("b"), root.text_of("c")) == ("x & y", "")
    assert (root.line_of("b"), root.line_of("c")) == (2, 1)


def test_elements_in_a_text_are_html():
    root, _ = read('<data>see <a href="http://x.org/?a=1&amp;b=2">there</a> &lt;i&gt;now&lt;/i&gt;</data>')
    assert root.html == 'see <a href="http://x.org/?a=1&amp;b=2">there</a> <i>now</i>'


def test_of_a_broken_file_the_beginning_is_kept_and_the_break_is_said():
    root, (problem,) = read("<data>\n<b>1</b>\n<b>2</c>\n<b>3</b></data>")
    assert [child.text for child in root.children] == ["1", "2"]
    assert (problem.severity, problem.line, problem.column) == (Severity.ERROR, 3, 7)
    assert "what follows is missing" in problem.what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("no xml", "this is not XML"),
        ("<svg/>", "“<svg>”, not “<data>”"),
        ("<!-- nothing -->", "the file ends before"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(text, what):
    root, (problem,) = read(text)
    assert root is None
    assert what in problem.what


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE data [<!ENTITY a "b">]>',
        '<!DOCTYPE data [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        '<!DOCTYPE data SYSTEM "http://example.org/x.dtd">',
        '<!DOCTYPE data PUBLIC "-//X//Y" "x.dtd">',
    ],
)
def test_definitions_are_refused(declaration):
    root, (problem,) = read(f"\n{declaration}\n<data>&a;</data>")
    assert root is None
    assert "(DTD)" in problem.what
    assert problem.line == 2


def test_a_document_type_that_declares_nothing_is_passed_over():
    assert read("<!DOCTYPE data><data/>").problems == ()


def test_an_unknown_entity_ends_the_file():
    root, (problem,) = read("<data><b>1</b>\n<b>a&nbsp;b</b></data>")
    assert [child.text for child in root.children] == ["1", "a"]
    assert (problem.line, problem.what.partition(";")[0]) == (2, "XML has no such entity")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "shift_jis", "koi8-r"])
def test_the_encoding_is_the_one_that_is_declared(encoding):
    word = {"shift_jis": "日本", "koi8-r": "Киев"}.get(encoding, "Café")
    root, problems = read(f'<?xml version="1.0" encoding="{encoding}"?><data>{word}</data>'.encode(encoding))
    assert (root.text, problems) == (word, ())


def test_bytes_of_another_encoding_are_told_with_their_line():
    assert said(b"<data>\n\n<b>Caf\xe9</b></data>") == [
        (3, "the file holds bytes that its encoding doesn't have; it is read as Windows-1252 (Western European)")
    ]
    assert said(b'<?xml version="1.0" encoding="gb2312"?>\n<data>\xff\xff</data>')[0][0] == 2
    assert read(b'<?xml version="1.0" encoding="unicode_escape"?><data>\\x</data>').root.text == "\\x"


def test_null_bytes_are_told_and_lose_nothing_else():
    root, _ = read(b"<data>\n<b>a\0b</b><b>c</b></data>")
    assert [child.text for child in root.children] == ["a\ufffdb", "c"]
    assert said(b"<data>\n<b>a\0b</b></data>")[0][0] == 2


def test_what_is_nested_too_deeply_is_left_out_and_the_rest_is_not():
    depth = 10_000
    root, (problem,) = read("<data>" + "<b>" * depth + "x" + "</b>" * depth + "\n<c>y</c></data>")
    assert root.text_of("c") == "y"
    assert "nested" in problem.what


@pytest.mark.parametrize("form", ['<data><b a="{}"/><c>y</c></data>', "<data><b>{}</b><c>y</c></data>"])
def test_what_is_enormously_long_is_cut_and_the_rest_is_read(form):
    root, (problem,) = read(form.format("x" * 50_000_000))
    b = root.first("b")
    assert len(b.attributes.get("a", "") or b.text) == 1_000_000
    assert root.text_of("c") == "y"
    assert "longer than 1,000,000 characters" in problem.what


@given(
    st.binary(max_size=60)
    | st.lists(
        st.sampled_from(
            ["<data>", "</data>", "<b ", "a='", "'", ">", "&", ";", "<!", "[", "]]>", "--", "<?xml ", "?>", "\0", "x"]
        ),
        max_size=20,
    ).map(lambda parts: "".join(parts).encode())
)
def test_garbage_is_never_an_exception(data):
    root, problems = read(data)
    assert root is not None or problems
