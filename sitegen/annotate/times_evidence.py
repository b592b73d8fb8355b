"""Evidence from the parse: is it a time at all, and does its clause speak of the past or the future?

"May" is a modal, "March" a march, 2000 may count troops: what the patterns read is turned down
here unless its neighbours speak for it. Tense is that of the governing verb, found by climbing
the parser's heads, not of the nearest word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.annotate.times_calendar import Tense
from sitegen.annotate.times_patterns import Match
from sitegen.annotate.times_words import SEASONS, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PREPOSITIONS = frozenset(
    words(
        "in on by since until till from to through throughout during before after of between and or for "
        "around about late early mid circa c. ca. at within into over past - – — / ( , til beyond as but "
        "toward towards following"
    )
)
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "WORK_OF_ART", "PRODUCT", "LAW", "NORP", "EVENT"))
_PLANS = frozenset(
    words(
        "plan plans planned planning schedule schedules scheduled expect expects expected set slated due "
        "intend intends intended hope hopes hoped aim aims aimed postpone postponed delay delayed deferred "
        "rescheduled promise promises promised vow vowed pledge pledged target targeted poised propose "
        "proposed prepare prepares preparing prepared want wants wanted agree agreed seek seeks sought "
        "predict predicts predicted upcoming forthcoming anticipate anticipates anticipated"
    )
)
_AHEAD = frozenset(words("planned scheduled upcoming forthcoming proposed slated"))
"""Before a noun: "the planned trip at the end of April"."""
_MODALS = frozenset(words("will 'll ’ll wo shall would 'd ’d may might can ca could should must sha"))
_QUOTES = frozenset(('"', "“", "”", "'", "‘", "``"))
_NUMERIC = frozenset(("nummod", "quantmod"))
_BEFORE_NUMBER = frozenset(words("$ £ € ¥ # no. no number route highway chapter section page article"))


def accept(match: Match, doc: Doc, first: int, last: int) -> bool:
    """Whether the tokens first..last (both included) are a time expression in this sentence."""
    token = doc[first]
    before = word_before(doc, first)
    check = _CHECKS.get(match.rule)
    if before in ("aged", "age") and match.rule in ("duration", "year"):
        return False
    return check(match, doc, token, doc[last], before) if check else True


def word_before(doc: Doc, first: int) -> str:
    """In lower case, "" at the start of a sentence."""
    return doc[first - 1].lower_ if first and not doc[first].is_sent_start else ""


def _month(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    if "rel" in match.groups or "mod" in match.groups:
        return True
    if end.tag_ in ("MD", "VB", "VBP") or before in _TITLES:
        return False
    following = doc[end.i + 1] if end.i + 1 < len(doc) else None
    if _modifies(end):
        if before == "" and end.head.tag_ == "NNP":
            return False  # June Carr
        return before not in _QUOTES and end.ent_type_ not in ("PERSON", "ORG")
    if before in PREPOSITIONS and before not in _QUOTES:
        return end.ent_type_ not in _NAMES or before in ("in", "since", "until")
    if match.groups["m"] in ("March", "May", "MARCH", "MAY") or before == "the":
        return False
    if following is not None and following.tag_ == "NNP":
        return False  # April Jones
    return end.ent_type_ == "DATE" or (end.ent_type_ not in _NAMES and before == "")


_TITLES = frozenset(words("mr mr. mrs mrs. ms ms. miss dr dr. sir lady president minister senator general"))


def _season(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    groups, start = match.groups, match.spans["season"][0]
    word = next((t for t in doc[token.i : end.i + 1] if t.idx == start), end)
    if "y" in groups or "yy" in groups or "rel" in groups:
        return True
    if word.tag_.startswith("VB"):
        return False
    following = doc[end.i + 1].lower_ if end.i + 1 < len(doc) else ""
    if groups["season"] == "fall" and following in ("of", "from", "in", "to", "-", "by"):
        return False
    describes = _modifies(word)
    if word.text[0].isupper() and (before or not describes):
        # Prague Spring, Spring Mountain Road, the Fall; but the Spring Offensive
        return describes and word.ent_type_ in ("", "EVENT", "DATE")
    if groups["season"] in ("fall", "spring") and "mod" not in groups:
        pair = following in ("and", "or") and doc[min(end.i + 2, len(doc) - 1)].lower_ in SEASONS
        return describes or pair or before in _SCENES
    return True


_SCENES = frozenset(words("in by during since until of throughout over through early late mid"))


def _year(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    groups = match.groups
    if "era" in groups or "y" not in groups:
        return True
    following = doc[end.i + 1] if end.i + 1 < len(doc) else None
    if before in _BEFORE_NUMBER or (following is not None and following.lower_ in _COUNTED):
        return False
    if following is not None and following.tag_ == "NNP" and before in ("at", ",", "of", "and", "to"):
        return token.i < end.i or end.head.i <= end.i  # not 1920 Main Street
    value = int(groups["y"])
    usual = 1900 <= value <= 2099
    counted = end.dep_ in _NUMERIC and end.head.i > end.i and end.head.tag_ in ("NNS", "NNPS")
    counted = counted or (following is not None and following.tag_ == "NNS" and value % 50 == 0)
    if counted and not (before in ("in", "since", "during", "as", "until") and value % 100):
        if before in ("the", "of", "his", "its", "their", "’s", "'s", "s") or token.i < end.i:
            return True
        # Newspapers write counts of people with a comma, so an odd number before a noun is a year.
        return usual and value % 50 != 0
    if usual:
        return not (value % 1000 == 0 and end.dep_ in _NUMERIC and before not in PREPOSITIONS)
    if value > 2099:
        return False
    if "mod" in groups or before in _YEAR_PREPOSITIONS or before in ("the", "year", "’s", "'s"):
        return True
    alone = following is None or following.is_punct or following.is_space
    return alone and before in ("(", "-", "–", "—", "", ",", "for", "at")


_YEAR_PREPOSITIONS = PREPOSITIONS - frozenset(words("at for within over past - – — / ( , but or"))


_COUNTED = frozenset(
    words(
        "% percent km kilometres kilometers kilometer kilometre miles mile metres meters m ft feet men "
        "people "
        "troops soldiers women dead killed wounded prisoners tons tonnes pounds dollars euros lbs kg acres "
        "hectares yards square more or votes seats jobs words students workers aircraft tanks guns ships "
        "million billion thousand"
    )
)


def _clock(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    said = match.groups["clock"]
    if not said[0].isdigit() or said[-1] in "m.hs" or "hour" in said or "clock" in said:
        return True
    if len(match.text) > len(said):
        return True  # a time zone follows
    return before in (
        "at",
        "by",
        "around",
        "about",
        "from",
        "until",
        "till",
        "before",
        "after",
        "to",
        "between",
    )


def _duration(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    unit = match.groups.get("unit", "")
    if unit == "quarter" or (match.rule == "several" and token.tag_.startswith("VB")):
        return False
    if unit in ("second", "minute") and end.tag_.startswith("JJ"):
        return False
    if unit == "second" and match.groups.get("n") in ("a", "an", "another", "one", "the"):
        return False
    return before not in ("$", "£", "€")


def _relative_unit(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    unit = match.groups["unit"]
    if unit in ("second", "minute", "hour"):
        return not (_modifies(end) or end.tag_.startswith("JJ"))
    return True


def _then(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    following = doc[end.i + 1].lower_ if end.i + 1 < len(doc) else ""
    if following in ("of", "to", "for", "limit", "line", "frame"):
        return False
    return before in ("at", "by", "during", "from", "until", "since", "throughout", "before", "after", "for")


def _set(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    return not (token.text[0].isupper() and token.ent_type_ in _NAMES)


def _named_word(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    """A weekday, "today": not as part of a name such as USA Today or the Sunday Times."""
    named = end.ent_type_ in ("ORG", "WORK_OF_ART", "PERSON", "PRODUCT", "FAC") or _modifies(end)
    if match.rule == "deictic":
        return not (end.text[0].isupper() and before.isalpha())
    if before in _HOLY:
        return False
    return (
        not named
        or before in ("on", "by", "until", "since", "late", "early", "last", "next")
        or not (_named_with(doc, end))
    )


def _named_with(doc: Doc, end: Token) -> bool:
    """Whether the name goes on before or after the word."""
    beside = [doc[i] for i in (end.i - 1, end.i + 1) if 0 <= i < len(doc)]
    return any(t.ent_type_ == end.ent_type_ != "" and t.text[:1].isupper() for t in beside)


_HOLY = frozenset(words("black good bloody ash palm easter super cyber"))


def _nth(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    following = doc[end.i + 1] if end.i + 1 < len(doc) else None
    if following is not None and following.tag_[:2] in ("NN", "JJ", "CD"):
        return False
    return before in ("on", "by", "until", "from", "to", "and", "since", "of") and not _modifies(end)


def _now(match: Match, doc: Doc, token: Token, end: Token, before: str) -> bool:
    return match.text.lower() != "now" or end.tag_ != "IN"


_CHECKS = {
    "m": _month,
    "season": _season,
    "year": _year,
    "time": _clock,
    "duration": _duration,
    "several": _duration,
    "rel_unit": _relative_unit,
    "then": _then,
    "set": _set,
    "weekday": _named_word,
    "deictic": _named_word,
    "nth": _nth,
    "now": _now,
}


def counts_what_follows(doc: Doc, first: int, last: int) -> bool:
    """Whether, as in "in May 20 people", the last number belongs to the noun after it."""
    token = doc[last]
    inside = range(first, last + 1)
    return token.dep_ in _NUMERIC and token.head.i not in inside and token.head.tag_ in ("NNS", "NNPS")


def _modifies(token: Token) -> bool:
    return token.head.i > token.i and token.dep_ in ("compound", "nmod", "amod", "nummod", "poss", "npadvmod")


def _outer(doc: Doc, first: int, last: int) -> Token:
    """The first of the tokens that depends on something outside them."""
    inside = (token for token in doc[first : last + 1] if not first <= token.head.i <= last)
    return next(inside, doc[first])


def attributive(doc: Doc, first: int, last: int) -> bool:
    """Whether the expression describes a thing ("the 1975 agreement") and doesn't set the scene."""
    token = _outer(doc, first, last)
    return token.head.i > last and token.dep_ in ("compound", "nmod", "amod", "nummod", "poss")


def tense(doc: Doc, first: int, last: int) -> tuple[Tense, bool]:
    """Tense of the clause the tokens stand in, and whether it is past perfect ("had fled")."""
    token = _outer(doc, first, last)
    plans = False
    for _ in range(40):
        if token.tag_.startswith("VB") and not first <= token.i <= last:
            found = _of_verb(token, plans)
            if found is not None:
                return found
        plans = plans or token.lower_ in _PLANS or any(c.lower_ in _AHEAD for c in token.lefts)
        if token.head.i == token.i:
            break
        token = token.head
    return ("future" if plans else ""), False


_PLANNED = frozenset(("due", "set", "scheduled", "slated", "expected", "supposed"))


def _of_verb(verb: Token, plans: bool) -> tuple[Tense, bool] | None:
    """None where the verb has no tense of its own and its governor decides."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    had = bool(helpers & {"had", "'d", "’d"}) and verb.tag_ == "VBN"
    have = bool(helpers & {"has", "have", "'ve", "’ve"})
    if helpers & _MODALS and not had:
        return (
            "past" if have and verb.tag_ == "VBN" and not helpers & {"will", "'ll", "’ll"} else "future"
        ), False
    if "to" in helpers:
        if verb.head.i == verb.i:
            return "future", False
        planned = verb.head.lower_ in _PLANS or verb.head.tag_ in ("VBZ", "VBP", "NN", "NNS")
        if planned or "be" in helpers:
            return "future", False
        return None
    if plans or (verb.lower_ in _PLANS and verb.tag_ in ("VBN", "VBZ", "VBP", "VBG")):
        return "future", False
    if had:
        return "past", True
    if verb.lemma_ in ("", "be") and any(c.lower_ in _PLANNED for c in verb.children):
        return "future", False  # "was due on Sunday"
    if have or helpers & {"was", "were", "did", "got"} or verb.tag_ == "VBD":
        return "past", False
    if verb.tag_ in ("VBZ", "VBP") or helpers & {"is", "are", "'s", "’s", "am", "do", "does"}:
        return "present", False
    if verb.tag_ == "VBN":
        return "past", False
    return None
