"""The grammar of time expressions: one regular expression a rule, tried together at each place.

A rule's named groups say what was read; times_resolve.py says what it means. Groups:
y year, yy two digits of a year, m month, d day, d2/m2/y2 what comes before in a range ("17 to 19
May" has d2=17), mod "early", rel "last", unit, n count, dir "ago", wd weekday, pod part of day,
season, ord ordinal, feast, era, clock, word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.annotate.times_words import (
    DECADES,
    FEASTS,
    MONTH_NUMBERS,
    ORDINALS,
    SEASONS,
    SMALL_NUMBERS,
    UNITS,
    WEEKDAYS,
)
from sitegen.edtf import MONTHS


@dataclass(frozen=True, slots=True)
class Match:
    rule: str
    start: int
    end: int
    text: str
    groups: dict[str, str]
    """Those groups that took part; lower case but for `m`."""
    spans: dict[str, tuple[int, int]]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# Months and weekdays are names: a capital tells them from "may" and "march".
_FULL = [*MONTHS, *(m.upper() for m in MONTHS)]
_ABBREVIATED = [rf"{m}\." for m in ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct")]
_ABBREVIATED += [r"Nov\.", r"Dec\."]
_SHORT = [m.replace(r"\.", r"\b") for m in _ABBREVIATED]
MONTH = rf"(?P<m>(?-i:{_any([*_FULL, *_ABBREVIATED, *_SHORT])}))"
FULL_MONTH = rf"(?P<m>(?-i:{_any([*_FULL, *_ABBREVIATED])}))"
DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:])"
DAY2 = r"(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<y>[12]\d{3})(?![\d]|,\d{3})"
ERA = r"(?: ?(?P<era>(?-i:BCE?|B\.C\.(?:E\.)?|B\.C|CE|AD|A\.D\.))(?!\w))"
OLD_YEAR = rf"(?P<y>\d{{1,4}}){ERA}"
ANY_YEAR = rf"(?:{OLD_YEAR}|{YEAR}{ERA}?)"
APOSTROPHE_YEAR = r"[’'](?P<yy>\d\d)(?![\d’'s])"
WD_NAME = _any(WEEKDAYS)
WEEKDAY = rf"(?P<wd>(?-i:{WD_NAME}|{WD_NAME.upper()}))"
WD_PREFIX = rf"(?:(?P<wd>(?-i:{WD_NAME}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?)),? (?:the )?)?"
POD = r"(?P<pod>morning|afternoon|evening|night|dawn|dusk|noon|midnight|lunchtime)"
POD_OF = rf"(?:(?:(?:very )?early (?:in |on )?)?(?:the )?(?:early )?{POD}(?: hours)? of (?:the )?)?"
SEASON = rf"(?P<season>{_any(SEASONS)})"
UNIT_NAMES = _any(UNITS)
UNIT = rf"(?P<unit>{_any([*UNITS, 'centurie'])})s?"
_ADVERB = "early|earlier|mid|late|later"
_SECTION = (
    r"middle|beginning|start|end|close|turn|rest|remainder|outset|"
    r"(?:early|latter|later|first|second|better|final|last) (?:part|half|days|weeks|months|years)"
)
PART = f"(?:{_ADVERB}|{_SECTION})"
MODIFIER = (
    r"(?:the )?(?:very |as (?:recently|late|early) as )?"
    rf"(?:(?P<mod>{_ADVERB})(?:[- ](?:in|on))?|(?P<mod>{_SECTION}) of)[- ](?:the )?"
)
MOD = rf"(?:{MODIFIER})?"
THE_MOD = rf"(?:{MODIFIER}|the )?"
_WORD_NUMBER = f"(?:{_any(SMALL_NUMBERS)})"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d+)?|{_WORD_NUMBER}(?:[- ]{_WORD_NUMBER})*)"
COUNT = (
    rf"(?P<n>{NUMBER}(?: and (?:a )?half)?|a (?:few|couple(?: of)?|dozen|hundred|thousand)|half an?|an?|"
    r"another|(?:the )?(?:few|several|many)|some|couple of|dozens of|hundreds of)"
)
ABOUT = (
    r"(?:(?:about|around|nearly|almost|over|more than|less than|fewer than|at least|only|just|some|roughly|"
    r"approximately|exactly|under|up to|barely|close to|well over|as many as|a mere) )?"
)
THAT_YEAR = r"(?P<rel>that|the same|this|last|next|the following|the next|the previous)(?: same)? year"
OF_YEAR = rf"(?:,? (?:of |in )?(?:{ANY_YEAR}|{APOSTROPHE_YEAR})|,? (?:of |in )?{THAT_YEAR}(?!s))"
REL = (
    r"(?:(?:the )?(?P<rel>last|past|next|following|previous|preceding|same|coming|current|ensuing|"
    r"succeeding|subsequent|intervening|prior)|(?P<rel>this|that)(?: (?:very )?(?:same|past|coming))?)"
)
DASH = r"(?: ?[-–—/] ?)"
TO = rf"(?:{DASH}|,? (?:to|and|or|until|till|through) (?:the )?)"
ZONE = (
    r"(?: ?\(?(?-i:UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|BST|IST|JST|ET|PT|Z)"
    r"(?: ?[+-]\d{1,2})?\)?(?!\w))?"
)
_APOSTROPHED = (name.replace("'", "[’']") for name in FEASTS)
FEAST = rf"(?P<feast>{_any(_APOSTROPHED)}|easter(?: sunday)?)"
_DECADES = _any(DECADES)

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<y>\d{4})-(?P<mm>\d\d)-(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\d-])"),
    ("slash", r"(?P<d2>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])"),
    ("age", rf"{NUMBER}[- ](?:year|month|week|day)s?(?:[- ]olds?| of age)\b"),
    ("dmy", rf"{POD_OF}{WD_PREFIX}(?:the )?(?:{DAY2}{TO})?{DAY}[ -](?:of )?{MONTH}{OF_YEAR}?"),
    ("of_that_month", rf"{POD_OF}(?:the )?{DAY} of (?P<rel>that|the same) (?P<unit>month)\b"),
    ("mdy", rf"{POD_OF}{WD_PREFIX}{MOD}{MONTH} (?:the )?(?:{DAY2}{TO})?{DAY}(?!,\d|\.\d|%){OF_YEAR}?"),
    ("my", rf"{MOD}{MONTH}(?:-{YEAR}|{OF_YEAR})"),
    ("m", rf"(?:{REL} {MONTH}|{MOD}{FULL_MONTH})(?!\w)"),
    ("season_range", rf"{THE_MOD}{SEASON},? (?:of )?(?P<y>[12]\d{{3}})[-–/]\d\d(?!\d)"),
    ("season", rf"(?:{REL} |{THE_MOD}){SEASON}(?:{OF_YEAR}|-{YEAR})?(?!\w)"),
    ("year_season", rf"(?:the )?{YEAR} (?P<season>spring|summer|autumn|winter)\b"),
    (
        "quarter",
        rf"(?:the )?(?P<ord>first|second|third|fourth|1st|2nd|3rd|4th)[- ](?P<unit>quarter)"
        rf"(?: (?:of |in )?(?:the )?(?P<fy>fiscal|financial)(?: year)?(?: {YEAR})?"
        rf"|{OF_YEAR}| of the (?P<of>year))?\b",
    ),
    ("quarter", rf"(?P<unit>Q)(?P<ord>[1-4])(?: (?:of )?(?:fiscal )?{YEAR}|[- ]?{YEAR})?(?!\w)"),
    (
        "half",
        rf"(?:the )?(?P<ord>first|second|latter|last)[- ]half(?: of the (?P<of>year)|{OF_YEAR})\b",
    ),
    (
        "fiscal",
        r"(?:the )?(?:(?P<rel>last|next|current|this|previous) )?"
        rf"(?:(?:fiscal|financial) year(?: {YEAR})?|fiscal {YEAR})(?!\w)",
    ),
    ("fiscal", rf"(?-i:FY) ?{YEAR}"),
    ("decade", rf"{THE_MOD}(?P<y>[12]\d\d)0[’']?s(?!\w){ERA}?"),
    ("old_decade", rf"{THE_MOD}\d{{2,3}}0[’']?s{ERA}"),
    ("decade", rf"{THE_MOD}[’'](?P<yy>[2-9])0s(?!\w)"),
    (
        "decade_word",
        rf"the (?:(?:early|late|mid)[- ])?(?P<word>{_DECADES})\b",
    ),
    ("century", rf"{THE_MOD}(?P<ord>\d{{1,2}}(?:st|nd|rd|th)|{_any(ORDINALS)})[- ]century(?!\w){ERA}?"),
    (
        "ago",
        rf"{ABOUT}{COUNT}[- ]{UNIT}(?: or (?:so|more))? "
        r"(?P<dir>ago|earlier|later|before|after|previously|prior|hence|from now|afterwards?|thereafter)\b",
    ),
    ("ago", rf"{ABOUT}(?:(?P<n>few|several) )?{UNIT} (?P<dir>ago|earlier|later|before|after(?:wards?)?)\b"),
    ("day_by", r"the (?P<unit>day) (?P<dir>before|after) (?P<word>yesterday|tomorrow)\b"),
    ("day_by", rf"the (?P<unit>{UNIT_NAMES}) (?P<dir>before|after|earlier|previous|prior|following)\b"),
    (
        "deictic",
        rf"(?:(?:late|early|earlier|later) )?(?P<word>yesterday|today|tomorrow|tonight|tonite)(?: {POD})?\b",
    ),
    (
        "pod",
        r"(?:(?:late|early|earlier|later) )?(?:the )?"
        rf"(?P<rel>last|this|that|next|the same|same|following|previous) {POD}\b",
    ),
    ("weekday_set", rf"(?:every |each |on )?(?-i:{WD_NAME})s\b|(?:every|each) (?-i:{WD_NAME})\b"),
    (
        "weekday",
        rf"(?:(?:late|early|earlier|later) (?:on )?)?(?:{REL} )?{WEEKDAY}(?: {POD})?"
        r"(?:(?: of)? (?P<week>last|next|this) week)?(?!\w)",
    ),
    ("time", rf"(?P<clock>\d{{1,2}}(?::\d\d(?::\d\d)?)? ?[ap]\.?m\b\.?){ZONE}"),
    ("time", rf"(?P<clock>(?:[01]\d|2[0-3])[:.]?[0-5]\d ?(?:hours|hrs|hr|h\b)){ZONE}"),
    ("time", rf"(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?![\d:]){ZONE}"),
    ("time", r"(?P<clock>(?:\d{1,2}|[a-z]+) o[’']clock)\b"),
    ("set", rf"(?:every|each|per)(?: {COUNT})? {UNIT}\b"),
    (
        "set",
        r"(?:once|twice|thrice|times) (?:a|an|each|every|per) (?:day|week|month|year|decade|hour|night)\b",
    ),
    (
        "set",
        r"(?:daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually|hourly)\b",
    ),
    (
        "several",
        rf"(?:(?:the|these|those|its|his|her|their) )?(?:{REL} |(?:first|final|opening|closing|early) )"
        rf"{ABOUT}{COUNT} (?:\w+ )?{UNIT}\b",
    ),
    ("rel_unit", rf"(?:{PART}(?: in| of)? )?(?:{REL}) (?P<unit>{UNIT_NAMES})(?!s|-long)\b"),
    ("several", rf"(?:{REL}|these|those) (?:{UNIT_NAMES}|centurie)s\b"),
    (
        "the_unit",
        rf"(?:the )?(?P<mod>{PART})(?: in| of)? the (?P<unit>day|week|month|year|decade|century|season)\b",
    ),
    ("weekend", r"the (?P<unit>weekend)\b"),
    ("the_unit", r"(?:the )?(?P<unit>year|month|week)(?:[’']s end|-end)\b"),
    (
        "duration",
        rf"{ABOUT}{COUNT}(?: or {NUMBER}| to {NUMBER})?"
        rf"(?: (?:more|full|whole|consecutive|straight|long|further))?[- ]{UNIT}(?:[- ]long)?(?!\w)",
    ),
    (
        "duration",
        rf"(?:(?:{UNIT_NAMES}|centurie)s?-long"
        r"|(?:days|weeks|months|years|decades|centuries|hours)(?= (?:of|ago)\b))",
    ),
    (
        "feast",
        rf"(?:{REL} )?{FEAST}{OF_YEAR}?(?!\w)",
    ),
    ("nth", r"the (?P<d>\d{1,2})(?:st|nd|rd|th)(?![\w-])"),
    ("nine_eleven", r"9/11(?![\d/])"),
    ("year_range", rf"(?:the years? )?(?P<y2>[12]\d{{3}}){DASH}(?P<y>\d{{4}}|\d\d)(?![\d\w]|,\d)"),
    ("year_range", rf"(?P<y2>\d{{1,4}})(?:{DASH}| to | and | or )(?P<y>\d{{1,4}}){ERA}"),
    ("year", rf"{MOD}(?:years? )?{ANY_YEAR}(?!\w|-\d|\.\d|%)"),
    ("year", r"(?:(?-i:AD|A\.D\.) )(?P<y>\d{1,4})(?!\w)"),
    ("year", rf"(?:{MOD}){APOSTROPHE_YEAR}"),
    (
        "now",
        r"(?:(?:more|most) recently|recently|right now|now|currently|nowadays|presently|these days|at present"
        r"|(?:the )?present[- ]day)\b",
    ),
    (
        "then",
        r"(?:the (?:same|present) time|(?:this|that) (?:same )?time|the time being"
        r"|(?:this|that|the same) period|the time)(?!s)\b",
    ),
    ("pod_bare", r"(?:noon|midday|midnight)\b"),
)


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _unique(pattern: str) -> str:
    """A group name may stand once in a pattern: later ones get a number, undone in `_read`."""
    seen: dict[str, int] = {}

    def rename(found: re.Match[str]) -> str:
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        return found[0] if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)


_SINGLE = tuple((name, re.compile(_unique(pattern), re.IGNORECASE)) for name, pattern in RULES)
_ALL = re.compile("|".join(f"({_nameless(pattern)})" for _, pattern in RULES), re.IGNORECASE)


def match_at(text: str, at: int, end: int) -> Iterator[Match]:
    """What the rules read at `at`: the first rule's match, then, where it is turned down, the next's."""
    found = _ALL.match(text, at, end)
    if found is None or found.lastindex is None:
        return
    for index in range(found.lastindex - 1, len(_SINGLE)):
        name, pattern = _SINGLE[index]
        hit = pattern.match(text, at, end)
        if hit and hit.end() > at:
            yield _read(name, hit)


def _read(rule: str, hit: re.Match[str]) -> Match:
    groups, spans = {}, {}
    for name, value in hit.groupdict().items():
        if value is not None:
            key = name.partition("__")[0]
            groups[key] = value if key == "m" else value.lower()
            spans[key] = hit.span(name)
    return Match(rule, hit.start(), hit.end(), hit[0], groups, spans)


def _words_of(*patterns: str) -> frozenset[str]:
    return frozenset(word for p in patterns for word in re.findall(r"[a-z]{2,}", p.lower()))


TRIGGERS = (
    frozenset(MONTH_NUMBERS)
    | {f"{m}." for m in MONTH_NUMBERS}
    | frozenset(w.lower() for w in WEEKDAYS)
    | {f"{w.lower()}s" for w in WEEKDAYS}
    | frozenset(SEASONS)
    | frozenset(UNITS)
    | {f"{u}s" for u in UNITS}
    | {"centuries", "millennia", "q1", "q2", "q3", "q4", "fy", "fiscal", "financial", "half"}
    | {"yesterday", "today", "tomorrow", "tonight", "morning", "afternoon", "evening", "dawn", "dusk", "time"}
    | {"noon", "midday", "midnight", "now", "currently", "recently", "nowadays", "presently", "present"}
    | {"daily", "nightly", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "annually"}
    | {"hourly", "twenties", "thirties", "forties", "fifties", "sixties", "seventies"}
    | {"eighties", "nineties", "christmas", "easter", "halloween", "boxing", "valentine", "bastille", "new"}
    | {"o'clock", "period", "these", "a.m.", "p.m.", "am", "pm"}
)
"""Lower-case words one of which is in every expression without a digit."""

STARTERS = (
    TRIGGERS
    | frozenset(SMALL_NUMBERS)
    | _words_of(ABOUT, PART, COUNT, REL)
    | {"a", "an", "the", "another", "these", "those", "its", "his", "her", "their", "every", "each", "per"}
    | {"once", "twice", "thrice", "times", "very", "as", "on", "in", "first", "second", "third", "fourth"}
    | {"fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "mon"}
    | {"fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"}
    | {"twenty-first", "latter", "final", "opening", "closing", "right", "more", "most", "at", "ad", "a.d."}
    | {"tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "'", "’", "mid"}
)
"""Lower-case words that an expression may begin with; a token with a digit may too."""
