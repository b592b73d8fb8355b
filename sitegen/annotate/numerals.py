"""Numerals: what "at least 20", "10 to 15", "dozens" and "tens of thousands" say of a number."""

from __future__ import annotations

import re

Figure = tuple[int | None, int, int | None]
"""Least, best, most; None where the words set no bound."""
WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
WORDS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
WORDS |= {"ninety": 90, "dozen": 12, "score": 20, "a": 1, "an": 1, "another": 1, "single": 1}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE_RANGES = {
    "couple": (2, 2),
    "few": (3, 9),
    "several": (3, 9),
    "tens": (20, 99),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "millions": (2_000_000, 9_999_999),
}
"""What a vague word may mean, least and most. Its best is the least, and a count whose best is its low
but not its high is known by that: a definite figure always beats it."""
VAGUE = {word: low for word, (low, _) in VAGUE_RANGES.items()}
LOW = re.compile(
    r"\b(at least|more than|over|no fewer than|no less than|not less than|upwards of|exceeding)\s+"
    r"(?:the |some |about )?$",
    re.I,
)
HIGH = re.compile(
    r"\b(up to|as many as|at most|fewer than|less than|no more than|not more than|under|nearly|almost)\s+"
    r"(?:the |some |about )?$",
    re.I,
)
BETWEEN = re.compile(r"\b(between|from)\W*$", re.I)
RANGE = re.compile(r"\b(or|to)\b|-|–")
TENS = re.compile(r"(?<=ty)\s?-\s?(?=[a-z])", re.I)
ARTICLES = frozenset(("a", "an", "another"))
MULTIPLES = SCALES.keys() | {"dozen", "score", "couple", "few", "single"}
OF_SCALE = re.compile(r"\b(tens|dozens|scores|hundreds) of (hundred|thousand|million)s\b")
DIGITS = re.compile(r"\d[\d,]*(?:[-–]\d[\d,]*)?")


def numeral(word: str) -> bool:
    """Whether a lower-case word is a number or part of one."""
    return word in WORDS or word in SCALES or word in VAGUE or DIGITS.fullmatch(word) is not None


def read(text: str, before: str) -> tuple[Figure, int] | None:
    """The figure of a number phrase, and how many characters of `before`, the words in front of it, belong
    to it."""
    text = TENS.sub(" ", text.lower())  # "twenty-three" is no range
    words = text.replace("-", " - ").replace("–", " - ").split()
    if len(words) > 1 and words[0] in ARTICLES and words[1] not in MULTIPLES:
        words = words[1:]  # "another 12 people"
    scaled = OF_SCALE.search(text)
    if scaled:
        (low, high), scale = VAGUE_RANGES[scaled[1]], SCALES[scaled[2]]
        return (low * scale, low * scale, (high + 1) * scale - 1), 0
    numbers = _numbers(words)
    if not numbers:
        return None
    if len(numbers) >= 2 and (BETWEEN.search(before) or RANGE.search(text)):
        low, high = min(numbers[:2]), max(numbers[:2])
        return (low, (low + high) // 2, high), 0
    number = numbers[0]
    if found := LOW.search(before):
        return (number, number, None), len(before) - found.start()
    if found := HIGH.search(before):
        return (None, number, number), len(before) - found.start()
    vague = [VAGUE_RANGES[w] for w in words if w in VAGUE_RANGES]
    if vague:
        low, high = vague[0]
        return (number, number, high * (number // max(1, low))), 0  # "several hundred"
    return (number, number, number), 0


def _numbers(words: list[str]) -> list[int]:
    """The numbers of a list of lower-case words: "two hundred and ten" is one, "10 to 15" two."""
    found: list[int] = []
    value: int | None = None
    for word in words:
        plain = word.replace(",", "")
        if plain.isdigit():
            value = int(plain) if value is None else value
            if value != int(plain):
                found.append(value)
                value = int(plain)
        elif word in SCALES:
            value = (value or 1) * SCALES[word]
        elif word in WORDS:
            value = (value or 0) + WORDS[word] if word != "dozen" or value is None else value * 12
        elif word in VAGUE:
            value = VAGUE[word]
        elif word in ("to", "-", "or"):
            if value is not None:
                found.append(value)
            value = None
        elif word == "and" and value is not None and value % 100 != 0:
            found.append(value)
            value = None
    if value is not None:
        found.append(value)
    return [n for n in found if 0 < n <= 20_000_000]
