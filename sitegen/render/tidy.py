"""The last step of every page: characters that no page may hold are taken out.

Articles may contain anything. C0 and C1 controls, noncharacters and lone surrogates are not allowed in
HTML or XML; directional controls without their counterpart would turn around what follows them.
"""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_NONCHARACTERS = "".join(chr(p * 0x10000 + n) for p in range(1, 17) for n in (0xFFFE, 0xFFFF))
_TURNING = "\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[{_CONTROLS}{_NONCHARACTERS}]")
_DIRECTIONAL = re.compile(f"[{_TURNING}]")
_SUSPECT = re.compile(f"[{_CONTROLS}{_NONCHARACTERS}{_TURNING}]")
"""Anything there is to do: most pages are done after one look."""
_BETWEEN_TAGS = re.compile(r"[^<>]*[\u202a-\u202e\u2066-\u2069][^<>]*")


def tidy(text: str) -> bytes:
    if not _SUSPECT.search(text):
        return text.encode("utf-8")
    text = _FORBIDDEN.sub("", text)
    if _DIRECTIONAL.search(text):
        text = _BETWEEN_TAGS.sub(lambda found: _balanced(found.group()), text)
    return text.encode("utf-8")


def _balanced(text: str) -> str:
    """The stretch as it is if every directional control is closed in it, else without them."""
    open_ = 0
    for char in _DIRECTIONAL.findall(text):
        open_ += -1 if char in "\u202c\u2069" else 1
        if open_ < 0:
            break
    return text if open_ == 0 else _DIRECTIONAL.sub("", text)
