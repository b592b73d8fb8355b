"""Bytes of an article file -> clean text.

Clean text has LF line ends, no byte order mark, and no character that a page may not hold:
no control character but tab and LF, no lone surrogate, no non-character (HTML 5, "control
character" and "noncharacter" in the Infra standard).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sitegen.problems import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
)
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\f\r\x1b")
_LINE_END = re.compile("\r\n?|[\x0b\x0c]")
_C1 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Controls that stand for characters of Windows-1252 in text that was once decoded wrongly, and that
browsers show as such (HTML 5, "numeric character reference end state")."""
_MOJIBAKE = re.compile("[\x80-\x9f]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_LATIN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252", "x-user-defined"}
_DECLARABLE = re.compile(
    r"utf-?8|(iso-?8859|windows|cp|koi8|ibm|mac|tis)[-_]?[0-9a-z-]+|big5(-hkscs)?|gb(k|2312|18030)|"
    r"shift[-_]?jis|sjis|euc-(jp|kr)|ks_c_5601-1987"
)
"""Labels that a page may declare: none of the escape-driven ones (UTF-7, ISO-2022, HZ), in which
`<` can hide, and UTF-16 only by its mark (WHATWG Encoding standard, "legacy" and "unsafe")."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str | None
    """None where the file is no text; then the last problem says why."""
    problems: tuple[Problem, ...]


def decode(data: bytes, source: str, *, html: bool = False) -> Decoded:
    """Clean text of a file's bytes. A declared charset counts for HTML alone."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _finish(*_lenient(data[len(mark) :] if name == "utf-8" else data, name), source)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _binary(source, f"{kind}, not text")
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls * 10 > len(data):
        return _binary(source, "binary data, not text")
    if html and (declared := _declared(data)):
        try:
            return _finish(data.decode(declared), 0, "", source)
        except (UnicodeDecodeError, LookupError):
            pass  # a page that declares the wrong charset is told like one that declares none
    try:
        return _finish(data.decode("utf-8"), 0, "", source)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if controls * 50 > len(data):
            return _binary(source, "binary data, not text")
        # Two bytes of a character of three at the very end: the file was cut short.
        cut = error.reason == "unexpected end of data" and len(data) - error.start > 1
    if not cut and not _has_utf8(data):
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        return _finish(text, line, "not UTF-8; read as Windows-1252", source)
    text, line, message = _lenient(data, "utf-8")
    return _finish(text, line, message, source)


def clean(text: str) -> str:
    """`text` with LF line ends and without the characters that a page may not hold."""
    if not _UNSAFE.search(text):  # CR, VT and FF are among them
        return text
    return _UNSAFE.sub("", _LINE_END.sub("\n", text).translate(_C1))


def _finish(text: str, line: int, message: str, source: str) -> Decoded:
    problems = []
    if message:
        problems.append(Problem(source, line, "encoding", "warning", message, "save it as UTF-8"))
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if wrong := _MOJIBAKE.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        message = "control characters are read as the quotes and dashes of Windows-1252"
        problems.append(Problem(source, line, "encoding", "note", message, "save it as UTF-8"))
        text = text.translate(_C1)
    if bad := _UNSAFE.search(text):
        kept = _UNSAFE.sub("", text)
        line = text.count("\n", 0, bad.start()) + 1
        problems.append(
            Problem(
                source,
                line,
                "control-characters",
                "warning",
                f"{len(text) - len(kept)} control or invalid characters are left out",
                "delete them from the file",
            )
        )
        text = kept
    return Decoded(text, tuple(problems))


def _lenient(data: bytes, name: str) -> tuple[str, int, str]:
    """Text, and the line and message of the first fault; faults become U+FFFD."""
    try:
        return data.decode(name), 0, ""
    except UnicodeDecodeError as error:
        text = data.decode(name, "replace")
        before = data[: error.start].decode(name, "replace")
        return text, before.count("\n") + 1, f"bytes that are not {name.upper()} are shown as \ufffd"


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, 2048)
    if found is None:
        return None
    label = found.group(1).decode("ascii").lower()
    if label in _LATIN:
        return "cp1252"
    return label if _DECLARABLE.fullmatch(label) else None


def _has_utf8(data: bytes) -> bool:
    """Whether some sequence of two or more bytes is right UTF-8, so that the rest is damage."""
    return any(ord(c) > 127 for c in data.decode("utf-8", "ignore"))


def _binary(source: str, message: str) -> Decoded:
    problem = Problem(source, 0, "binary", "error", message, "remove it, or save its text as UTF-8")
    return Decoded(None, (problem,))
