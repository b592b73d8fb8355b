"""Direct speech: the cue of each passage in marks, and with it the speaker.

Behind the marks ("…", said X), before them (X said: "…"; X: "…"), or in the sentence that they go
on from. What stands in marks with no cue beside it is nobody's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.annotate.cues import CALLING, CUES, DIRECT_CUES, FINITE, NOBODY, QUOTING, RELATIVES
from sitegen.annotate.marks import LEAST_WORDS, Passage, speech
from sitegen.annotate.parties import Names
from sitegen.annotate.speaker import cue_text, speaker, utters
from sitegen.annotate.tree import Tree
from sitegen.annotate.voices import name_behind

NEAR = 12
"""Tokens between a cue and the marks before which it stands."""
LONG = 40
"""Tokens of an attribution behind the marks: "said X, the head of Y, who …"."""
NAMED = 14
"""Tokens before the colon of "Foreign Minister X: …"."""
STOPS = frozenset((":", "::", ";", ".", "?", "!", "\n", "\n\n"))
BLANKS = frozenset((".", ",", "”", '"', "''", "’", "'", ")"))


@dataclass(frozen=True, slots=True)
class Cue:
    token: int
    text: str
    speaker: int | None
    """Token of the speaker's head."""


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of the text that somebody says, before it is known who that is."""

    start: int
    end: int
    direct: bool
    cue: Cue


class Direct:
    """Finds the cue of each passage of one Doc."""

    def __init__(self, tree: Tree, names: Names, marked: Sequence[Passage]) -> None:
        self._tree, self._names, self._marked = tree, names, marked
        self._spans = [self._tokens(p) for p in marked]
        """Tokens of each passage, the marks left out."""

    def _tokens(self, passage: Passage) -> tuple[int, int]:
        starts = self._tree.starts
        first = bisect_left(starts, passage.start)
        if first and (first == len(starts) or starts[first] > passage.start):
            first -= 1  # the tokeniser left the mark on its word
        return first, bisect_left(starts, passage.end)

    def all(self) -> list[Words]:
        tree, found = self._tree, list[Words]()
        last: tuple[int, Cue] | None = None
        """The last passage with a cue."""
        for index, passage in enumerate(self._marked):
            first, stop = self._spans[index]
            if first >= stop:
                continue
            if passage.follows and last is not None and last[0] == index - 1:
                own = self._behind(index) if self._closing(passage) else None
                cue: Cue | None = own or last[1]
            elif not speech(tree.text, passage):
                continue
            else:
                cue = self._cue(index)
                if cue is None and last is not None and self._goes_on(index, last):
                    cue = last[1]
                if cue is None and self._alone(index):
                    cue = self._sentence_before(index)
            if cue is None:
                if not passage.follows and index + 1 < len(self._marked) and self._marked[index + 1].follows:
                    cue = self._later(index)
                if cue is None:
                    continue
            found.append(Words(*self._span(index, cue), cue))
            last = (index, cue)
        return found

    def _span(self, index: int, cue: Cue) -> tuple[int, int, bool]:
        """The passage, or with the words before the mark where these are the same one's: "Besides, “we …"."""
        passage = self._marked[index]
        first, stop = self._spans[index]
        tree = self._tree
        begins = tree.spans[tree.sents[first]][0]
        if cue.token < stop:
            return passage.start, passage.end, True
        while begins < first and not tree.words[begins].strip():
            begins += 1
        before = [k for k in range(begins, first) if tree.starts[k] < passage.outer_start]
        if (
            not before
            or passage.follows
            or tree.words[before[-1]] in (",", ":", ".", "?", "!", ";", "—", "–", "--", "-")
            or (index and self._spans[index - 1][1] > begins)
        ):
            return passage.start, passage.end, True
        return tree.starts[begins], passage.outer_end, False

    @staticmethod
    def _closing(passage: Passage) -> bool:
        return passage.outer_end > passage.end

    def _cue(self, index: int) -> Cue | None:
        passage = self._marked[index]
        ends = self._tree.text[passage.end - 1]
        behind_first = ends not in ".…"
        options = (self._behind, self._ahead) if behind_first else (self._ahead, self._behind)
        return options[0](index) or options[1](index)

    def _behind(self, index: int) -> Cue | None:
        """ "…", said X. "…", X said on Friday. "…," according to X."""
        tree, passage = self._tree, self._marked[index]
        stop = self._spans[index][1]
        while stop < len(tree.words) and tree.starts[stop] < passage.outer_end:
            stop += 1
        limit = min(self._limit(index + 1), stop + LONG)
        at = stop
        while at < limit and tree.words[at] in (",", "-", "–", "—", "--"):
            at += 1
        if at >= limit or tree.words[at].startswith("\n") or tree.words[at] == ":":
            return None
        if tree.words[at].lower() in ("but", "and", "as", "then"):
            at += 1
        sentence = tree.sents[min(at, len(tree.sents) - 1)]
        limit = min(limit, tree.spans[sentence][1])
        full = tree.text[passage.end - 1] in ".…"
        comma = tree.text[passage.end - 1] in ",!?" or tree.text.startswith(",", passage.outer_end)
        for k in range(at, limit):
            lemma = tree.lemmas[k]
            if lemma == "accord":
                who = speaker(tree, k)
                return Cue(k, "according to", who) if k == at and who is not None else None
            if lemma in QUOTING and "as" in tree.words[k + 1 : k + 8]:
                continue  # "quoted him as saying"
            if k == at and comma and tree.tags[k] in ("VBD", "VBZ") and tree.pos[k] == "VERB":
                who = self._subject(k, at)  # whatever the verb: "…," speculated one trader
                return Cue(k, cue_text(tree, k), who) if who is not None and utters(tree, k) else None
            if tree.tags[k] in FINITE and lemma not in DIRECT_CUES and not self._in_relative(k, at):
                return None
            if lemma not in DIRECT_CUES or not tree.tags[k].startswith("VB") or self._in_relative(k, at):
                continue
            if lemma == "go" and tree.words[k + 1 : k + 2] != ["on"]:
                return None
            if full and (tree.kid(k, "ccomp") is not None or tree.words[k + 1 : k + 2] == [":"]):
                return None  # a sentence of its own, with words of its own
            who = self._subject(k, at)
            if who is None or not utters(tree, k):
                return None
            return Cue(k, cue_text(tree, k), who)
        return None

    def _in_relative(self, k: int, at: int) -> bool:
        """ "X, who led the party, said": the verb of the relative clause."""
        tree = self._tree
        if tree.deps[k] == "relcl" and tree.heads[k] >= at:
            return True
        return any(tree.deps[j] == "relcl" and tree.heads[j] >= at for j in tree.above(k)[:3])

    def _subject(self, k: int, at: int) -> int | None:
        """The speaker of a cue behind the marks, the phrase of which begins at token `at`."""
        tree = self._tree
        if k == at:
            own = next((j for j in tree.kids[k] if j > k and tree.deps[j] == "nsubj"), None)
            if own is not None:
                return own
            named = name_behind(tree, self._names, k)
            if named is not None:
                return named
            return next(
                (j for j in tree.kids[k] if j > k and tree.deps[j] in ("dobj", "attr", "oprd", "nsubjpass")),
                None,
            )
        own = next((j for j in tree.kids[k] if at <= j < k and tree.deps[j] in ("nsubj", "nsubjpass")), None)
        if own is None and tree.words[k - 1] == "as":
            own = k - 2 if tree.pos[k - 2] in ("PROPN", "NOUN", "PRON") else None
        if own is None:
            found = speaker(tree, k)
            own = found if found is not None and at <= found < k else None
        if own is None:
            own = self._named_between(at, k)
        if own is None:
            near = k - 1
            while near >= at and tree.pos[near] == "ADV":
                near -= 1
            own = near if near >= at and tree.pos[near] in ("PROPN", "NOUN", "PRON") else None
        if own is None or tree.words[own].lower() in RELATIVES:
            return None
        return own

    def _named_between(self, at: int, k: int) -> int | None:
        """The last token of the first person named between two tokens."""
        for j in range(at, k):
            mention = self._names.of(j)
            if mention is not None and mention.type == "person" and mention.kind == "name":
                while self._names.at[j + 1] == self._names.at[j]:
                    j += 1
                return j
        return None

    def _limit(self, index: int) -> int:
        """The first token of passage `index`, the Doc's end behind the last."""
        return self._spans[index][0] if index < len(self._marked) else len(self._tree.words)

    def _ahead(self, index: int) -> Cue | None:
        """X said: "…". X told reporters "…". X: "…"."""
        tree, passage = self._tree, self._marked[index]
        end = self._spans[index][0]
        while end > 0 and tree.starts[end - 1] >= passage.outer_start:
            end -= 1
        if end == 0:
            return None
        at = end - 1
        while at > 0 and not tree.words[at].strip():
            at -= 1
        colon = tree.words[at] in (":", "::") or tree.words[at].endswith(":")
        if tree.sents[at] != tree.sents[self._spans[index][0]] and not colon:
            return None
        begin = max(tree.spans[tree.sents[at]][0], self._spans[index - 1][1] if index else 0)
        begin = max((k + 1 for k in range(begin, at) if tree.words[k] in STOPS), default=begin)
        if colon:
            return self._before_colon(begin, at)
        comma = tree.words[at] == ","
        for k in range(at, max(begin, at - NEAR) - 1, -1):
            lemma = tree.lemmas[k]
            verbal = tree.tags[k].startswith("VB")
            if verbal and lemma in DIRECT_CUES | CALLING and tree.pos[k] != "NOUN":
                if lemma in CALLING and len(tree.text[passage.start : passage.end].split()) < LEAST_WORDS:
                    return None
                if comma and tree.kid(k, "ccomp") is not None and self._content(k, at):
                    return None
                return self._cue_at(k)
            if tree.tags[k] in FINITE or (verbal and tree.pos[k] == "VERB"):
                return None
        return None

    def _content(self, k: int, at: int) -> bool:
        """Whether the cue has a clause of its own before the mark: "said he was tired, “but …”"."""
        tree = self._tree
        return any(tree.tags[j] in FINITE for j in range(k + 1, at))

    def _before_colon(self, begin: int, at: int) -> Cue | None:
        tree = self._tree
        for k in range(at - 1, begin - 1, -1):
            if tree.lemmas[k] in DIRECT_CUES and tree.tags[k].startswith("VB") and tree.pos[k] != "NOUN":
                found = self._cue_at(k)
                if found is not None:
                    return found
        if at - begin > NAMED or any(tree.tags[k] in FINITE for k in range(begin, at)):
            return None
        while at > begin and tree.words[at - 1] in (")", "]"):
            at -= 1
        mention = self._names.of(at - 1)
        if mention is None or mention.type not in ("person", "organisation") or mention.kind == "demonym":
            return None
        return Cue(at - 1, ":", at - 1)

    def _cue_at(self, k: int) -> Cue | None:
        tree = self._tree
        if tree.lemmas[k] == "go" and tree.words[k + 1 : k + 2] != ["on"]:
            return None
        who = speaker(tree, k)
        if who is None and tree.tags[k] in FINITE:
            near = k - 1
            while near > 0 and tree.pos[near] == "ADV":
                near -= 1
            who = near if near >= 0 and tree.pos[near] in ("PROPN", "PRON") else None
        if who is None or not utters(tree, k) or tree.words[who].lower() in NOBODY:
            return None
        return Cue(k, cue_text(tree, k), who)

    def _goes_on(self, index: int, last: tuple[int, Cue]) -> bool:
        """Whether the speaker of the passage before goes on: “…,” he said. “…”"""
        tree = self._tree
        at, cue = last
        if at != index - 1:
            return False
        passage, other = self._marked[index], self._marked[at]
        first = self._spans[index][0]
        end = max(self._spans[at][1] - 1, cue.token)
        if other.block == passage.block:
            before = tree.text[other.outer_end : passage.outer_start].rstrip()
            near = tree.sents[first] - tree.sents[end] <= 1
            return near and (not before or before[-1] in ".,:;!?—–-" or before.endswith(" and"))
        return (
            other.block == passage.block - 1
            and self._fills(index)
            and tree.sents[first] - tree.sents[end] <= 1
        )

    def _fills(self, index: int) -> bool:
        """Whether a passage is all its paragraph."""
        tree, passage = self._tree, self._marked[index]
        first, stop = self._spans[index]
        before = tree.text[max(0, passage.outer_start - 2) : passage.outer_start]
        after = tree.text[passage.outer_end : passage.outer_end + 2]
        return stop > first and ("\n" in before) and (not after or "\n" in after)

    def _alone(self, index: int) -> bool:
        """Whether a passage is a sentence, or several, with nothing beside it."""
        tree, passage = self._tree, self._marked[index]
        first, stop = self._spans[index]
        begin = tree.spans[tree.sents[first]][0]
        if any(tree.words[k].strip() and tree.starts[k] < passage.outer_start for k in range(begin, first)):
            return False
        if tree.text[passage.end - 1] not in ".!?…":
            return False
        end = tree.spans[tree.sents[stop - 1]][1]
        return not any(
            tree.starts[k] >= passage.outer_end and tree.words[k].strip() and tree.words[k] not in BLANKS
            for k in range(stop, end)
        )

    def _sentence_before(self, index: int) -> Cue | None:
        """The cue of the sentence before, where that one's root reports what somebody says."""
        tree, passage = self._tree, self._marked[index]
        sentence = tree.sents[self._spans[index][0]] - 1
        if sentence < 0:
            return None
        begin, end = tree.spans[sentence]
        line = tree.text.find("\n", tree.starts[begin], passage.outer_start)
        if line >= 0 and not (passage.block and self._fills(index)):
            return None
        root = next((k for k in range(begin, end) if tree.heads[k] == k and tree.words[k].strip()), begin)
        if tree.lemmas[root] not in CUES or tree.pos[root] != "VERB" or tree.kid(root, "ccomp") is None:
            return None
        return self._cue_at(root)

    def _later(self, index: int) -> Cue | None:
        """The cue of a speech that only its last paragraph gives."""
        while index + 1 < len(self._marked) and self._marked[index + 1].follows:
            index += 1
        return self._behind(index)
