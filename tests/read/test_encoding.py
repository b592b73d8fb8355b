"""Bytes of every kind -> clean text, or an error that names the kind."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.read.encoding import clean, decode

TEXT = "Title\n\nMüller said: “naïve”.\n"


def told(data: bytes, html: bool = False) -> tuple[str | None, list[tuple[str, str, int]]]:
    decoded = decode(data, "x", html=html)
    return decoded.text, [(p.severity, p.code, p.line) for p in decoded.problems]


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_a_mark_is_read_in_silence(name: str) -> None:
    assert told(TEXT.encode(name)) == (TEXT, [])


def test_big_endian_with_a_mark_is_read() -> None:
    assert told(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\r"])
def test_line_ends_become_lf(end: str) -> None:
    text, problems = told(TEXT.replace("\n", end).encode())
    assert text is not None and [line for line in text.split("\n") if line] == [
        "Title",
        "Müller said: “naïve”.",
    ]
    assert problems == []


def test_windows_text_is_read_and_told_with_its_line() -> None:
    assert told(TEXT.encode("cp1252")) == (TEXT, [("warning", "encoding", 3)])


def test_damage_in_utf8_is_shown_and_told_with_its_line() -> None:
    text, problems = told("é\n\nab".encode() + b"\xff" + b"c")
    assert text == "é\n\nab\ufffdc"
    assert problems == [("warning", "encoding", 3)]


def test_a_file_cut_inside_a_character() -> None:
    assert told(b"abc\xe6\xbc") == ("abc\ufffd", [("warning", "encoding", 1)])


def test_control_characters_are_left_out_and_told() -> None:
    text, problems = told(b"Fifty characters of text.\nand a\x00b\x07c \x1b[2Jd\x7f more")
    assert text == "Fifty characters of text.\nand abc [2Jd more"
    assert problems == [("warning", "control-characters", 2)]


def test_wrongly_decoded_quotes_are_mended() -> None:
    assert told("a\x97b \x93c\x94".encode()) == ("a—b “c”", [("note", "encoding", 1)])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"%PDF-1.7\nabc",
        gzip.compress(b"text " * 100, mtime=0),
        b"PK\x03\x04rest",
        bytes(range(256)) * 4,
        "text".encode("utf-16-le"),
    ],
)
def test_binary_data_is_an_error(data: bytes) -> None:
    assert told(data) == (None, [("error", "binary", 0)])


def test_a_page_may_declare_its_charset() -> None:
    page = "<meta charset=shift_jis><p>東京"
    assert told(page.encode("shift_jis"), html=True) == (page, [])
    assert told(page.encode("shift_jis"))[0] != page


@pytest.mark.parametrize(
    "label", ["utf-7", "iso-2022-jp", "hz-gb-2312", "utf-16", "rot13", "zlib", "nonsense"]
)
def test_a_page_may_not_declare_what_hides_markup(label: str) -> None:
    page = f"<meta charset={label}>+ADw-script+AD4-"
    assert told(page.encode(), html=True) == (page, [])


@given(st.binary(max_size=200))
def test_any_bytes_give_clean_text_or_an_error(data: bytes) -> None:
    for html in (False, True):
        decoded = decode(data, "x", html=html)
        if decoded.text is None:
            assert decoded.problems[-1].severity == "error"
        else:
            assert clean(decoded.text) == decoded.text
            decoded.text.encode()
