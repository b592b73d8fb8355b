"""Dates as people write them in front matter, metadata and file names -> EDTF.

A date is kept as it was written: what is not said (the day, the time zone) is not made up, and
a time of day is left off, so that the day is the one that the publisher wrote. Forms that mean
two things (03/04/2024) are refused.
"""

from __future__ import annotations

import re

from sitegen import edtf

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_TIME = r"(?:[ T,]\s*[0-9]{1,2}:[0-9]{2}.{0,40})?"
_ISO = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})" + _TIME)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})" + _TIME)
_WORDS = (
    re.compile(
        _WEEKDAY
        + r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\s+)?"
        + _MONTH
        + r",?\s+(?P<year>[0-9]{4})"
        + _TIME
    ),
    re.compile(_WEEKDAY + _MONTH + r"\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})" + _TIME),
)
_NAME = re.compile(r"(?P<year>(?:1[5-9]|20)[0-9]{2})([-_.])(?P<month>[0-9]{2})\2(?P<day>[0-9]{2})(?![0-9])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def from_text(written: str) -> str | None:
    """EDTF of a date in front matter or metadata, None where it is none that can be trusted.

    Read are EDTF itself, ISO 8601 with or without a time, year first with slashes or dots,
    English months by name, and the form of mail and RSS.
    """
    written = " ".join(written.split())
    if edtf.is_edtf(written) and "T" not in written.upper().partition("/")[0]:
        return written
    lowered = written.lower()
    for pattern in (_ISO, _COMPACT):
        if found := pattern.fullmatch(written):
            return _checked(found["year"], found["month"], found["day"])
    for pattern in _WORDS:
        if found := pattern.fullmatch(lowered):
            month = _MONTHS.index(found["month"][:3]) + 1
            return _checked(found["year"], str(month), found["day"])
    return None


def from_file_name(source: str) -> str | None:
    """EDTF of the date that a file's name begins with, as in `2025-05-18-raid.md`."""
    found = _NAME.match(source.rpartition("/")[2])
    return _checked(found["year"], found["month"], found["day"]) if found else None


def _checked(year: str, month: str, day: str | None) -> str | None:
    value = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    return value if edtf.is_edtf(value) else None
