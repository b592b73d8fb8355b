"""Voices: the mention that a speaker's noun or pronoun stands for, or nobody.

"The ministry's spokesman" speaks for the ministry, "the official" is the official named before,
"he" the one who spoke last. A wrong name costs a reader more than a missing one: two speakers at
once, a crowd, a lawyer and whoever is not named speak for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.cues import RELATIVES
from sitegen.annotate.nominals import FEMALE, HE, MALE, SHE
from sitegen.annotate.parties import Names
from sitegen.annotate.speaker import leftmost
from sitegen.annotate.tree import Tree
from sitegen.gazetteer import gender_of
from sitegen.model import Mention, Span

VOICES = {
    "official": "official",
    "spokesman": "spokesman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "leadership": "leadership",
    "delegation": "delegation",
    "statement": "statement",
    "communique": "statement",
    "communiqué": "statement",
    "report": "report",
    "letter": "letter",
}
"""Nouns that speak for the body they belong to -> a key under which one may refer to another."""
PAPERS = frozenset(("statement", "report", "letter"))
FORMER = frozenset("former ex retired ex- then unofficial".split())
OF = {
    "official": frozenset("of from for at in with".split()),
    "statement": frozenset("of from by for".split()),
    "report": frozenset("of from by".split()),
    "letter": frozenset("of from by".split()),
}
FOR = frozenset(("of", "from", "for"))
ISSUED = frozenset("issue release publish make sign write prepare".split())
POINTING = frozenset("the this that its their his her".split())
BARRED = frozenset("IN WP WP$ WDT VBD VBZ VBP MD".split())
"""Tags of what makes a name between commas part of something else."""
PARTS = frozenset("compound amod nmod poss".split())
GUESS = 0.5
"""Confidence of a pronoun that stands for the subject where others are named beside."""
FAR = 12
"""Sentences back to which "the official" reaches."""
LATE = 2
"""Sentences since one spoke after which "he" may be another."""


@dataclass(slots=True)
class _Last:
    """Who spoke last."""

    mention: int
    sentence: int
    """The last sentence that the words or their cue touch."""
    token: int
    """The last token of the words, their cue or the speaker."""
    person: bool
    """False for a body whose official or statement spoke."""
    voice: bool


class Voices:
    """The speakers of one Doc, asked for in the order of its text."""

    def __init__(self, tree: Tree, names: Names) -> None:
        self._tree, self._names = tree, names
        self._last: _Last | None = None
        self._unknown = -LATE
        """The last sentence in which a pronoun spoke that stands for nobody known."""
        self._bodies: dict[str, list[tuple[int, int | None]]] = {}
        """Key of VOICES -> (token, mention of the body or None) of each that isn't a reference back."""
        self._told: dict[int, int | None] = {}
        """Token of a paper that somebody spoke in -> who."""
        for k, lemma in enumerate(tree.lemmas):
            if lemma in VOICES and tree.pos[k] in ("NOUN", "PROPN"):
                body = self._body(k)
                if body is not None or not self._points(k):
                    self._bodies.setdefault(VOICES[lemma], []).append((k, body))

    def of(self, head: int | None, cue: int, words: Span) -> int | None:
        """The mention that speaks `words` where `head` is the subject of the cue, both tokens."""
        if head is None:
            return None
        head = self._modified(head, cue)
        word = self._tree.words[head].lower()
        if word in HE or word in SHE:
            return self._he(head, word, words)
        found = self._apposed(head, cue)
        if found is not None:
            return found
        if self._joined(head, cue):
            return None
        mention = self._names.of(head)
        if mention is not None:
            if mention.type != "person" and self._who(head, cue):
                return self._person_above(head)
            if mention.type in ("work", "other") or mention.kind == "demonym":
                return None
            return self._names.at[head]
        tree = self._tree
        for k in tree.kids[head]:
            if tree.deps[k] in ("appos", "flat") and self._speaking(k):
                return self._names.at[k]
        lemma = tree.lemmas[head]
        if lemma in VOICES:
            body = self._body(head)
            return self._referred(head, VOICES[lemma]) if body is None else body
        if word == "it":
            return self._it(head)
        return None

    def note(self, mention: int | None, head: int | None, cue: int, last: int) -> None:
        """Remember that `mention` spoke in words that reach as far as token `last`."""
        tree = self._tree
        sentence = max(tree.sents[last], tree.sents[cue])
        if mention is None:
            # "He" behind an unnamed speaker may be that one.
            if head is not None and tree.words[head].lower() in HE | SHE:
                self._unknown = sentence
            known = head is not None and (tree.pos[head] != "PRON" or tree.words[head].lower() in HE | SHE)
            if known and (self._last is None or sentence >= self._last.sentence):
                self._last = None
            return
        voice = head is not None and tree.lemmas[head] in VOICES and self._names.at[head] < 0
        pronoun = head is not None and tree.words[head].lower() in HE | SHE
        if pronoun and self._last is not None and self._last.mention == mention:
            voice = self._last.voice
        token = max(last, cue, head or 0)
        self._last = _Last(mention, sentence, token, self._root(mention).type == "person", voice)
        for k in tree.kids[cue]:
            if tree.deps[k] == "prep" and tree.lemmas[k] == "in":
                for o in tree.kids[k]:
                    if tree.lemmas[o] in VOICES and VOICES[tree.lemmas[o]] in PAPERS:
                        self._told[o] = mention

    def _speaking(self, k: int) -> bool:
        mention = self._names.of(k)
        return (
            mention is not None and mention.kind != "demonym" and mention.type in ("person", "organisation")
        )

    def _root(self, mention: int) -> Mention:
        found, steps = self._names.mentions[mention], 0
        while found.antecedent is not None and steps < 9:
            found, steps = self._names.mentions[found.antecedent], steps + 1
        return found

    def _apposed(self, head: int, cue: int) -> int | None:
        """ "The UN envoy for Syria, X, said": the name between commas before the verb."""
        tree = self._tree
        near = next((k - 1 for k in range(cue - 1, max(head, cue - 10), -1) if tree.words[k] == ","), head)
        if head < near:
            mention = self._names.of(near)
            named = mention is not None and mention.type == "person" and mention.kind == "name"
            if named and (near == cue - 2 or tree.words[cue - 1] == "as"):
                first = near
                while self._names.at[first - 1] == self._names.at[near]:
                    first -= 1
                comma = next((k for k in range(first - 1, head, -1) if tree.words[k] == ","), None)
                if comma is not None and not any(tree.tags[k] in BARRED for k in range(comma, first)):
                    return self._names.at[near]
        return None

    def _joined(self, head: int, cue: int) -> bool:
        """ "Merkel and Macron said": no one speaker."""
        tree = self._tree
        for k in tree.kids[head]:
            if (
                tree.deps[k] == "conj"
                and (k < cue) == (head < cue)
                and tree.pos[k] in ("PROPN", "NOUN", "PRON")
            ):
                own = self._names.at[k]
                if own != self._names.at[head] and (own >= 0 or self._names.at[head] < 0):
                    return True
        return False

    def _modified(self, head: int, cue: int) -> int:
        """The subject's head; the noun before "that" where a relative clause's subject was taken for it.

        "A committee that Mr Khan named said": two verbs follow one name.
        """
        tree = self._tree
        noun = tree.heads[cue]
        between = range(head + 1, cue)
        if tree.deps[cue] == "relcl" and noun < head and any(tree.tags[k] in ("VBN", "VBD") for k in between):
            return noun
        if head > cue or not any(tree.tags[k] in ("VBD", "VBZ", "VBP", "MD") for k in between):
            return head
        first = leftmost(tree, head)
        for k in range(head, max(tree.spans[tree.sents[head]][0], head - 8), -1):
            if tree.words[k].lower() in RELATIVES and k >= first - 1:
                return k - 1 if tree.pos[k - 1] in ("NOUN", "PROPN") else head
        return head

    def _belonging(self, head: int) -> Iterator[int]:
        tree = self._tree
        yield from (k for k in tree.kids[head] if tree.deps[k] in PARTS)
        allowed = OF.get(VOICES.get(tree.lemmas[head], ""), FOR)
        yield from (o for name, o in tree.prepositions(head) if name in allowed)
        for k in tree.kids[head]:
            if tree.deps[k] == "acl" and tree.lemmas[k] in ISSUED:
                yield from (o for name, o in tree.prepositions(k) if name == "by")

    def _body(self, head: int) -> int | None:
        """The organisation that a voice speaks for, also where a person's statement is one's own."""
        tree = self._tree
        if any(tree.lemmas[k] in FORMER for k in tree.kids[head]):
            return None
        paper = VOICES[tree.lemmas[head]] in PAPERS
        found = []
        for k in self._belonging(head):
            mention = self._names.of(k)
            if mention is None or mention.kind == "demonym":
                continue
            if tree.deps[k] == "conj" or tree.kid(k, "conj") is not None:
                return None
            if mention.type == "organisation" or (paper and mention.type == "person"):
                found.append(self._names.at[k])
        roots = {self._root(index) for index in found}
        return found[0] if len(roots) == 1 else None

    def _points(self, head: int) -> bool:
        return any(self._tree.words[k].lower() in POINTING for k in self._tree.kids[head])

    def _referred(self, head: int, key: str) -> int | None:
        """ "The official": the last official who was brought in, if a body is known for that one."""
        if not self._points(head) or self._tree.tags[head] == "NNS":
            return None
        before = [entry for entry in self._bodies.get(key, ()) if entry[0] < head]
        if not before:
            return self._paper(head, key)
        token, body = before[-1]
        if body is None:
            body = self._told.get(token)
        if body is None:
            return None
        far = self._tree.sents[head] - self._tree.sents[token] > FAR
        if far and len({self._root(b) if b is not None else None for _, b in before}) > 1:
            return None
        return body

    def _paper(self, head: int, key: str) -> int | None:
        if key not in PAPERS:
            return None
        tree = self._tree
        told = [(k, who) for k, who in self._told.items() if k < head and VOICES[tree.lemmas[k]] == key]
        return max(told)[1] if told else None

    def _recent(self, head: int) -> _Last | None:
        last = self._last
        if last is None or self._tree.sents[head] - last.sentence >= LATE:
            return None
        return last

    def _he(self, head: int, word: str, words: Span) -> int | None:
        """Who spoke last, a person of that gender or an official; else whom the pronoun stands for.

        Nobody is named inside of what he himself says.
        """
        last = self._recent(head)
        wanted = "m" if word in HE else "f"
        if last is not None and last.voice and not last.person:
            return last.mention
        mention = self._names.of(head)
        if last is not None and last.person and gender_of_mention(self._root(last.mention)) in ("", wanted):
            return None if self._others(head, last, words) else last.mention
        if mention is not None:
            return None if self._doubtful(head, mention, words) else self._names.at[head]
        if last is not None:
            return None
        before = self._subject_before(head)
        found = self._names.of(before) if before is not None else None
        if before is not None and found is None and self._tree.lemmas[before] in VOICES:
            return self._body(before)  # "A spokesman for X was there. He said …"
        if before is None or found is None or found.type != "person":
            return None
        # Gender may not speak against it, and nobody else may be named beside.
        if gender_of_mention(self._root(self._names.at[before])) not in ("", wanted):
            return None
        first, stop = self._tree.spans[self._tree.sents[before]]
        people = {self._root(self._names.at[k]) for k in range(first, stop) if self._person(k)}
        return self._names.at[before] if len(people) == 1 else None

    def _doubtful(self, head: int, mention: Mention, words: Span) -> bool:
        """Whether a pronoun may stand for another: its name is in what it says, or others stand beside."""
        model = self._root(self._names.at[head])
        if words[0] <= model.start < words[1]:
            return True
        sentence = self._tree.sents[head]
        beside = model.sentence == sentence or sentence - self._unknown < LATE
        return mention.confidence <= GUESS and beside

    def _others(self, head: int, last: _Last, words: Span) -> bool:
        """Whether the sentence names somebody else before the pronoun: "X met Y, and he said …"."""
        tree = self._tree
        surname = self._root(last.mention).name.split()[-1:]
        first = max(tree.spans[tree.sents[head]][0], last.token + 1)
        outside = [k for k in range(first, head) if not words[0] <= tree.starts[k] < words[1]]
        named = (self._root(self._names.at[k]).name for k in outside if self._person(k))
        return any(name.split()[-1:] != surname for name in named)

    def _person(self, k: int) -> bool:
        mention = self._names.of(k)
        return mention is not None and mention.type == "person"

    def _subject_before(self, head: int) -> int | None:
        """The only subject of the sentence before."""
        tree = self._tree
        sentence = tree.sents[head]
        if sentence == 0:
            return None
        subjects = [k for k in range(*tree.spans[sentence - 1]) if tree.deps[k] in ("nsubj", "nsubjpass")]
        return subjects[0] if len(subjects) == 1 else None

    def _who(self, head: int, cue: int) -> bool:
        """Whether "who" stands between the noun and the cue."""
        return head < cue and any(self._tree.words[k].lower() == "who" for k in range(head + 1, cue))

    def _person_above(self, head: int) -> int | None:
        """ "X, an expert at Y, who said": the person that the body's phrase hangs on."""
        for k in self._tree.above(head):
            if self._person(k):
                return self._names.at[k]
        return None

    def _it(self, head: int) -> int | None:
        """The body that spoke last, or the subject of the sentence before, if it is one."""
        last = self._recent(head)
        if last is not None and not last.person and self._root(last.mention).type == "organisation":
            return last.mention
        before = self._subject_before(head) if last is None else None
        mention = self._names.of(before) if before is not None else None
        if before is None or mention is None or mention.kind == "demonym" or mention.type != "organisation":
            return None
        return self._names.at[before]


def gender_of_mention(mention: Mention) -> str:
    """ "m", "f" or "" by the honorific, else by the given name."""
    said = set((mention.honorific or "").lower().replace(".", "").split())
    if said & MALE:
        return "m"
    if said & FEMALE:
        return "f"
    words = mention.text.split()
    return gender_of(words[0]) if len(words) > 1 else ""


def name_behind(tree: Tree, names: Names, cue: int) -> int | None:
    """The head of the name that follows an inverted verb: "said Indian Prime Minister X"."""
    for k in range(cue + 1, min(tree.spans[tree.sents[cue]][1], cue + 12)):
        mention = names.of(k)
        if mention is not None and mention.type in ("person", "organisation") and mention.kind != "demonym":
            last = k
            while last + 1 < len(tree.words) and names.at[last + 1] == names.at[k]:
                last += 1
            if mention.type == "person" or tree.words[last + 1 : last + 2] in ([","], ["."], []):
                return last
            continue
        if tree.pos[k] not in ("DET", "ADJ", "NOUN", "PROPN", "ADP") and tree.words[k] not in (
            "'s",
            "’s",
            "-",
        ):
            return None
    return None
