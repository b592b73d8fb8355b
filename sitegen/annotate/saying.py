"""Saying: the verbs that report speech, who their subject is, and the clause that they report.

Method: the reporting clause as grammars of English describe it (Quirk et al. 1985, 14.28 ff.): it
stands before what is said, with or without "that", behind it, or inside it between commas; "according
to" does the same work. A verb that says that something was not said, or may be, reports nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.cues import (
    ASKING,
    BLANK,
    CONTENT_LEAST,
    CUES,
    DASHES,
    DATELINE,
    FINITE,
    HEARERS,
    KNOWING,
    NOBODY,
    NOMINAL,
    NOT_SAID,
    NOUN_PHRASE,
    PEOPLE,
    PRONOUNS,
    REACH,
    SETTINGS,
    SOFT,
    THOUGHTS,
    WH,
)
from sitegen.annotate.lists import PERSON_NOUNS
from sitegen.annotate.speaker import cue_text, leftmost, rightmost, speaker, utters
from sitegen.annotate.tree import Tree


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause and the tokens first..last (one past) that it reports."""

    cue: int
    text: str
    """The cue's words, lower case."""
    speaker: int | None
    """Token of the speaker's head."""
    first: int
    last: int


def reports(tree: Tree) -> list[Report]:
    """Reported speech of the whole Doc by its syntax, in the order of the cues."""
    found = []
    for i, lemma in enumerate(tree.lemmas):
        if lemma in CUES:
            report = _reported(tree, i) if tree.pos[i] == "VERB" else None
        elif lemma == "accord" and tree.words[i + 1 : i + 2] == ["to"]:
            report = _according(tree, i)
        else:
            continue
        if report is not None:
            found.append(report)
    return found


def _reported(tree: Tree, i: int) -> Report | None:
    lemma = tree.lemmas[i]
    if not utters(tree, i):
        return None
    who = speaker(tree, i)
    found = _governed(tree, i, lemma, who) if who is not None else None
    return found or _closing(tree, i)


def _governed(tree: Tree, i: int, lemma: str, who: int) -> Report | None:
    """The clause that verb i governs by the parse."""
    if tree.words[who].lower() in NOBODY:
        return None
    if lemma in SOFT and not _animate(tree, who):
        return None
    if who < i and _gapped(tree, i, who):
        return None
    return _behind(tree, i, who) or _before(tree, i, who)


def _gapped(tree: Tree, i: int, who: int) -> bool:
    """ "whom it said were": the clause lacks a part, which stands before."""
    if any(tree.tags[k] in ("VBD", "VBN") for k in range(who + 1, i)):
        return False  # "a committee that he named said"
    before = leftmost(tree, who) - 1
    if before >= 0 and tree.tags[before] in ("WP", "WDT"):
        return True
    between = tree.words[tree.heads[i] + 1 : who]
    relative = tree.deps[i] == "relcl" and tree.heads[i] != who
    return relative and "where" not in between and "when" not in between


def _animate(tree: Tree, who: int) -> bool:
    if tree.ents[who] or tree.lemmas[who] in PEOPLE or tree.lemmas[who] in PERSON_NOUNS:
        return True
    return any(tree.deps[k] in ("appos", "flat") and tree.ents[k] for k in tree.kids[who])


def _behind(tree: Tree, i: int, who: int) -> Report | None:
    """What is reported behind the verb."""
    last = tree.spans[tree.sents[i]][1]
    content = next((k for k in tree.kids[i] if k > i and tree.deps[k] == "ccomp"), None)
    that = _that(tree, i)
    if that == -1:
        return None
    if that is not None:
        head = tree.heads[that]
        inside = content if content is not None and content > that else head if head > that else None
        stop = rightmost(tree, inside) + 1 if inside is not None else last
        return _trimmed(
            tree, i, who, that, _ends(tree, that + 1, _second_that(tree, max(stop, that + 1), last))
        )
    if content is None and i + 3 < last and tree.words[i + 1] in PRONOUNS:
        found = tree.tags[i + 2] in FINITE or tree.tags[i + 3] in FINITE  # a clause that the parser lost
        return _trimmed(tree, i, who, i + 1, _ends(tree, i + 1, last)) if found else None
    if content is None or not _clause(tree, content):
        return None
    first = max(i + 1, next((leftmost(tree, k) for k in tree.kids[content] if i < k < content), content))
    if i < who < content:
        first = max(first, rightmost(tree, who) + 1)
    word = tree.words[first].lower()
    if word == "that" and tree.words[first - 1] == "," and _objects(tree, i):
        return None  # "announced a plan, called X, that helps"
    asks = word in WH or (word in ("if", "whether") and tree.heads[first] == content)
    if asks and tree.lemmas[i] not in ASKING:
        return None
    first = _lost_subject(tree, i, first)
    stop = _second_that(tree, rightmost(tree, content) + 1, last)
    return _trimmed(tree, i, who, first, _ends(tree, first, stop))


def _second_that(tree: Tree, stop: int, last: int) -> int:
    """The end of "…, but that B" behind the words that end at `stop`, or `stop`."""
    k = stop + 1 if tree.words[stop : stop + 1] == [","] else stop
    if k + 2 < last and tree.words[k] in ("and", "but") and tree.words[k + 1] == "that":
        head = tree.heads[k + 1]
        if head > k + 1 and tree.deps[k + 1] == "mark":
            return max(stop, rightmost(tree, head) + 1)
    return stop


def _lost_subject(tree: Tree, i: int, first: int) -> int:
    """Where a clause begins whose subject was taken for the verb's object: "noted 50 children suffer"."""
    lost = tree.kid(i, "dobj")
    if lost is None or tree.lemmas[i] in HEARERS or not i < lost < first:
        return first
    beside = "," not in tree.words[lost:first] and tree.ents[lost] not in ("DATE", "TIME")
    return max(i + 1, leftmost(tree, lost)) if beside else first


def _clause(tree: Tree, k: int) -> bool:
    """Whether k heads a clause with tense of its own."""
    if tree.tags[k] in FINITE:
        return True
    return any(tree.tags[m] in FINITE for m in tree.kids[k] if tree.deps[m] in ("aux", "auxpass", "cop")) or (
        tree.kid(k, "nsubj", "nsubjpass", "expl") is not None and tree.tags[k] not in ("VB", "VBG")
    )


def _that(tree: Tree, i: int) -> int | None:
    """The "that" of "said that", "told reporters on Tuesday that", "said after meeting him that".

    -1 where it belongs to a noun between: "agreed with the claim that".
    """
    last = tree.spans[tree.sents[i]][1]
    comma = tree.words[i + 1 : i + 2] == [","]
    for k in range(i + 1, min(last, i + REACH)):
        word = tree.words[k]
        if word == "that" and (tree.tags[k] == "IN" or tree.deps[k] == "mark"):
            direct = k - 1 > i and tree.deps[k - 1] in ("dobj", "obj") and tree.heads[k - 1] == i
            clause = tree.heads[k]
            noun = tree.heads[clause] if tree.deps[clause] in ("acl", "relcl") else clause
            of_noun = tree.pos[noun] == "NOUN" and tree.lemmas[noun] not in SETTINGS
            direct |= tree.tags[k + 1] in FINITE and tree.kid(i, "dobj") is not None
            theirs = (k - 1 > i and tree.lemmas[k - 1] in THOUGHTS) or (of_noun and noun == k - 1)
            return -1 if theirs or (direct and tree.lemmas[i] not in HEARERS) else k
        if word in ';:“"”' or (word == "," and not comma):
            return None
        if word == "," and k > i + 1 and tree.words[k + 1 : k + 2] != ["that"]:
            return None
        if tree.tags[k] in FINITE and not word.isupper():
            return None
        if tree.pos[k] == "VERB" and tree.lemmas[k] in KNOWING:
            return None
    return None


def _ends(tree: Tree, first: int, last: int) -> int:
    """Where reported words end at the latest: before ";", ", adding that" and ", according to"."""
    for k in range(first + 1, last):
        if tree.words[k] == ";":
            return k
        if tree.words[k] == "but" and k + 1 < last and _second(tree, first, k + 1):
            return k  # "said that A but denied B"
        if k + 1 < last and tree.words[k] == ",":
            lemma = tree.lemmas[k + 1]
            if lemma == "accord" or ((lemma in CUES or lemma == "cite") and tree.tags[k + 1] == "VBG"):
                return k
    return last


def _second(tree: Tree, first: int, k: int) -> bool:
    """Whether token k is a cue without a subject, beside the one before the reported words."""
    if tree.lemmas[k] not in CUES or tree.tags[k] not in ("VBD", "VBZ") or tree.deps[k] != "conj":
        return False
    return tree.kid(k, "nsubj", "auxpass", "aux") is None and tree.kid(k, "ccomp", "dobj") is not None


def _before(tree: Tree, i: int, who: int) -> Report | None:
    """What is reported before the verb, or on both sides of it."""
    first, last = tree.spans[tree.sents[i]]
    head = tree.heads[i]
    content = next((k for k in tree.kids[i] if k < i and tree.deps[k] == "ccomp"), None)
    inside = content is None and tree.deps[i] in ("parataxis", "ccomp") and head != i
    if not inside and content is None:
        return None
    if inside and (tree.pos[head] not in ("VERB", "AUX") or _objects(tree, i)):
        return None
    opens = min(i, leftmost(tree, who)) if who < i else i
    while opens > first and tree.words[opens - 1].lower() in ("but", "and"):
        opens -= 1
    if opens <= first + 1:
        if not inside or head < i or tree.words[rightmost(tree, i)] == ".":
            return None
        return _trimmed(tree, i, who, max(i, rightmost(tree, i)) + 1, last)
    if tree.words[opens - 1] not in (",", "”", '"', "''", "’", "'", "—", "–", "--", "-"):
        return None
    core = content if content is not None else head
    while tree.deps[core] == "conj" and tree.pos[tree.heads[core]] in ("VERB", "AUX"):
        core = tree.heads[core]
    if inside and tree.deps[core] in ("relcl", "acl", "advcl", "pcomp"):
        return None
    closes = max(i, who) if who > i else i
    behind = closes + 1 < last and tree.words[closes + 1] in (",", "—", "–", "--")
    split = behind and (
        rightmost(tree, content) > closes
        if content is not None
        else head > i or any(k > closes + 1 and tree.deps[k] != "punct" for k in tree.kids[head])
    )
    start = _starts(tree, first, opens)
    if split:
        return _trimmed(tree, i, who, start, _ends(tree, closes + 2, last))
    return _trimmed(tree, i, who, start, opens)


def _closing(tree: Tree, i: int) -> Report | None:
    """ "…, the Highway Patrol reported." by the order of words, where the parse has lost the tie."""
    first, last = tree.spans[tree.sents[i]]
    if tree.tags[i] not in ("VBD", "VBZ", "VBP") or _objects(tree, i):
        return None
    if any(tree.deps[k] == "xcomp" or (tree.deps[k] == "ccomp" and k > i) for k in tree.kids[i]):
        return None
    if any(
        tree.tags[k] in FINITE or tree.words[k] in ("that", ":") for k in range(i + 1, min(last, i + REACH))
    ):
        return None
    opens = i - 1
    while opens > first and tree.pos[opens] == "ADV":
        opens -= 1
    if tree.words[opens] == ")":  # "the Observatory (SOHR) said"
        opens = next((k - 1 for k in range(opens, max(first, opens - 6), -1) if tree.words[k] == "("), opens)
    who = opens
    if tree.words[opens] == ",":  # "its spokesman, X, told reporters"
        who = opens - 1
        opens = _comma(tree, first, who) - 1
    opens = _comma(tree, first, opens)
    if opens <= first or i - opens > NOUN_PHRASE or tree.pos[who] not in ("NOUN", "PROPN", "PRON"):
        return None
    if tree.words[who].lower() in NOBODY or tree.tags[opens + 1].startswith("W"):
        return None
    if tree.lemmas[i] in SOFT and not _animate(tree, who):
        return None
    if not any(tree.tags[k] in FINITE for k in range(first, opens)):
        return None
    return _trimmed(tree, i, who, _starts(tree, first, opens), opens)


def _comma(tree: Tree, first: int, k: int) -> int:
    """The comma before the noun phrase that ends at token k; `first` where no such phrase ends there."""
    while k > first and tree.pos[k] in NOMINAL:
        k -= 1
    return k if tree.words[k] == "," else first


def _objects(tree: Tree, i: int) -> bool:
    return tree.lemmas[i] not in HEARERS and tree.kid(i, "dobj", "obj") is not None


def _according(tree: Tree, i: int) -> Report | None:
    who = speaker(tree, i)
    if who is None or tree.lemmas[who] in NOT_SAID:
        return None
    first, last = tree.spans[tree.sents[i]]
    head = tree.heads[i]
    if tree.deps[head] == "relcl" and i < head:
        return None
    opens, closes = i, rightmost(tree, i) + 1
    if tree.words[i - 1] in (",", "(", "--", "–") and i - 1 > first:
        opens = i - 1
    if opens - first < CONTENT_LEAST:
        if tree.words[closes : closes + 1] != [","]:  # the phrase took the subject of what follows
            closes = max((k for k in range(who, closes) if tree.words[k] == ","), default=closes)
        return _trimmed(tree, i, who, closes, _ends(tree, closes, last))
    rest = range(closes, last)
    goes_on = any(tree.tags[k] in FINITE and tree.deps[k] not in ("relcl", "acl") for k in rest)
    start = _starts(tree, first, opens)
    return _trimmed(tree, i, who, start, _ends(tree, i, last) if goes_on else opens)


def _starts(tree: Tree, first: int, last: int) -> int:
    """Where reported words begin at the earliest: behind ";" and behind a dateline."""
    for k in range(last - 1, first, -1):
        if tree.words[k] == ";":
            return k + 1
    if tree.words[first].isupper() and len(tree.words[first]) > 2:
        for k in range(first + 1, min(first + DATELINE, last)):
            if tree.words[k] in DASHES:
                return k + 1
            if tree.tags[k] in FINITE:
                break
    return first


def _trimmed(tree: Tree, i: int, who: int, first: int, last: int) -> Report | None:
    """The report with punctuation and "that" off its ends; None where too little is left."""
    while first < last and (tree.words[first].lower() in BLANK or not tree.words[first].strip()):
        if tree.words[first] == "that" and first + 2 < last and _stands_for_something(tree, first):
            break  # "said that can't happen soon enough"
        first += 1
    while last > first and (
        tree.words[last - 1] in BLANK or tree.tags[last - 1] == "CC" or not tree.words[last - 1].strip()
    ):
        last -= 1
    if last - first < CONTENT_LEAST:
        return None
    if tree.words[last - 1] == ")" and "(" not in tree.words[first:last]:
        last -= 1
    if tree.words[first] in ("But", "And") and last - first > CONTENT_LEAST:
        first += 1
    return Report(i, cue_text(tree, i), who, first, last)


def _stands_for_something(tree: Tree, that: int) -> bool:
    """Whether "that" is the subject of the finite verb behind it."""
    verb = tree.tags[that + 1]
    return verb in FINITE and (verb != "MD" or tree.tags[that + 2] in ("VB", "RB"))
