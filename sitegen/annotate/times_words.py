"""The words of time in English: months, weekdays, seasons, units, numbers, feasts; and what they count."""

from __future__ import annotations

from datetime import date, timedelta

from sitegen.edtf import MONTHS


def words(text: str) -> list[str]:
    return text.split()


MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {"sept": 9}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_NUMBERS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}

SEASONS = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23}
SEASONS |= {"winter": 24, "wintertime": 24}

UNITS = tuple(words("second minute hour day night week weekend fortnight month quarter year decade century"))
CLOCK_UNITS = frozenset(("second", "minute", "hour"))

_ONES = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBERS = {word: value for value, word in enumerate(_ONES, 1)}
NUMBERS |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
NUMBERS |= {"a": 1, "an": 1, "another": 1, "dozen": 12, "hundred": 100, "thousand": 1000}
SMALL_NUMBERS = [*_ONES, *_TENS, "hundred"]
VAGUE = frozenset(("few", "several", "some", "many", "couple", "dozens", "hundreds"))

ORDINAL_WORDS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: value for value, word in enumerate(ORDINAL_WORDS, 1)}
ORDINALS |= {"twenty-first": 21, "twenty first": 21}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60}
DECADES |= {"seventies": 70, "eighties": 80, "nineties": 90}

FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25)}
FEASTS |= {"boxing day": (12, 26), "new year's eve": (12, 31), "new year's day": (1, 1)}
FEASTS |= {"valentine's day": (2, 14), "halloween": (10, 31), "bastille day": (7, 14)}
"""Feasts that fall on the same day of the Gregorian year wherever they are kept."""


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation, in any case. Raises KeyError for another word."""
    return MONTH_NUMBERS[word.lower().rstrip(".")]


def ordinal(word: str) -> int | None:
    """21 for "21st" and "twenty-first"."""
    lower = word.lower()
    digits = lower[:-2]
    if digits.isascii() and digits.isdigit():
        return int(digits)
    return ORDINALS.get(lower)


def number(text: str) -> float | None:
    """The value of "three", "27", "1,000", "twenty-one", "two and a half", "a"; None for "several"."""
    lower = text.lower().replace("-", " ").strip()
    bare = lower.replace(",", "")
    if bare.replace(".", "", 1).isdigit() and bare.isascii():
        return float(bare)
    if lower in ("half", "half a", "a half", "half an"):
        return 0.5
    total = 0.0
    for word in lower.split():
        if word in VAGUE:
            return None
        if word == "half":
            total += 0.5
        elif word in ("hundred", "thousand", "dozen"):
            total = max(total, 1) * NUMBERS[word]
        elif word in NUMBERS and (total == 0 or word not in ("a", "an")):
            total += NUMBERS[word]
    return total or None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last. Raises ValueError outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))
