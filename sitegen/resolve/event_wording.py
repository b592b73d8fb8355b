"""How a report words its event: what the noun phrase and the sentence say of which event it is.

A noun with "another" or "a new" brings up a further event, one with "the" an event known already
(the novelty condition: Heim 1982). No parse is at hand here: the words before the trigger have to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.model import Span
from sitegen.naming import fold, words

TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
SPAN_OF_YEARS = re.compile(r"\b\d{4}\s*(?:to|-|–)\s*\d{4}\b")
PRESUMED = (" the ", " these ", " those ")
ONCE_MORE = re.compile(r"\bfor (?:the|a) (?:second|third|fourth|fifth) time\b")
AFTER = 80
"""Characters behind a verb that may say that it did so once more."""
BEFORE = 80
"""Characters before a trigger that may belong to its phrase."""
LONGEST = 6
"""Words of a phrase before its noun, at most."""

KNOWN = words("the this that these those")
DAYS = words(
    "today yesterday tonight monday tuesday wednesday thursday friday saturday sunday week month year"
)
"""Whose event is one: "yesterday's meeting"."""
OFFSETS = words("before after since until following preceding pending")
"""They give the time of one event by another: "they met before the summit"."""
OWNED = words("his her its their our my your whose")
UNKNOWN = words("a an another some any no one every each several many few more most all various numerous")
FURTHER = words(
    "another new second third fourth fifth next further separate additional other fresh renewed repeated "
    "subsequent later similar different previous prior earlier past future last original successive one any "
    "no competing rival"
)
"""They tell one event from others of its kind."""
STOP = words(
    "of in on to by for with at from after before and or but nor as than that which who was were be been "
    "being is are has have had will would could should may might can must do does did said "
    "says not about into over under during since until between against amid following via per if when while "
    "because where"
)
"""No phrase reaches back beyond them."""


AMOUNT = re.compile(
    r"(?:\W+(?:an?|the|its|his|their|another|additional|further|other|more|than|about|some|up|to|over|at|least|"
    r"only|almost|nearly|around|approximately|total|of|all))*"
    r"\W+(\d[\d.,]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?:[\s-]+(mln|million|bln|billion|thousand|hundred|trillion))?[\s-]+([^\W\d]+)"
)
"""What stands behind a verb that counts its object: "sold another 35,000 shares"."""


@dataclass(frozen=True, slots=True)
class Wording:
    definite: bool
    """ "the raid", "that deal": known already."""
    indefinite: bool
    """ "a raid": told for the first time, or any."""
    further: frozenset[str]
    """Words that set it apart: "another", "second", "new"."""
    modifiers: frozenset[str]
    """What else stands between the article and the noun: "joint", "venture"."""
    goal: str | None
    """The verb of "to buy" after "agreed": what the act is about."""
    also: bool
    """A verb after "also": a further one of its kind in its article."""
    offset: bool
    """It only gives the time of something else: "before the summit"."""
    amount: tuple[str, str] | None
    """How many of what the verb's object is: ("35000", "shares")."""


def wording(text: str, sentence: Span, start: int, end: int, noun: bool) -> Wording:
    """`start` and `end` are those of the trigger; only a noun has a phrase of its own."""
    definite = indefinite = owned = False
    further: set[str] = set()
    modifiers: set[str] = set()
    head = text[max(sentence[0], start - BEFORE) : start]
    if not noun:
        # "the arrested men": told of before.
        definite = head.lower().endswith(PRESUMED)
        if ONCE_MORE.search(text, end, min(sentence[1], end + AFTER)):
            further.add("again")
    else:
        before = [t.lower() for t in TOKEN.findall(SPAN_OF_YEARS.sub("", head))]
        if len(before) > 1 and before[-1] == "-" and text[start - 1] == "-":
            modifiers.add(before[-2])  # "by-election"
            before = before[:-2]
        for token in reversed(before[-LONGEST:]):
            if token in KNOWN or token in OWNED or token.endswith(("'s", "’s")):
                definite = token in KNOWN or token[:-2] in DAYS
                owned = not definite
                break
            if token in UNKNOWN:
                indefinite = True
                if token in FURTHER:
                    further.add(token)
                break
            if token in STOP or not token[0].isalnum():
                break
            if token in FURTHER:
                further.add(token)
            else:
                modifiers.add(token)
        if not (definite or indefinite or owned):
            modifiers = {
                m for m in modifiers if text[: start - 1].lower().endswith(m) and text[start - 1] == "-"
            }
    also = not noun and head.lower().endswith((" also ", " again "))
    offset = noun and _offset(head)
    amount = None if noun else _amount(text[end : min(sentence[1], end + AFTER)])
    after = TOKEN.findall(text[end : min(sentence[1], end + 40)])
    goal = None
    against = after[:1] == ["not"]
    if against:
        after = after[1:]
    if len(after) > 1 and after[0] == "to" and after[1].islower() and after[1] not in KNOWN | OWNED | UNKNOWN:
        goal = ("not " if against else "") + after[1]
    told_by = frozenset(fold(m) for m in modifiers)
    return Wording(definite, indefinite, frozenset(further), told_by, goal, also, offset, amount)


def _offset(head: str) -> bool:
    """Whether a noun phrase at the end of `head` hangs on a word like "before"."""
    for token in reversed(TOKEN.findall(head)[-LONGEST - 2 :]):
        if token.lower() in OFFSETS:
            return True
        if token.lower() in STOP or not token[0].isalnum():
            return False
    return False


def _amount(after: str) -> tuple[str, str] | None:
    found = AMOUNT.match(after)
    if found is None:
        return None
    number, scale, unit = found.groups()
    return number.replace(",", "") + (scale or ""), fold(unit)
