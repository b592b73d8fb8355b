"""A query tree over a Source -> scored documents. static/search-rank.js does the same sums in the same order.

A word, prefix, misspelling or phrase becomes one weighted list of postings a field, scored as if
it were a single term (see fields.py for the formula); a filter scores nothing. Entities of which
the query is a whole name come first; where there is none, the only one that has it in its names is raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, log

from sitegen.naming import distance
from sitegen.search.excerpt import PHRASE
from sitegen.search.fields import (
    ALL_WORDS,
    EXPANSION,
    FIELD_NUMBERS,
    FIELDS,
    FUZZY,
    FUZZY_EXPANSION,
    K1,
    LONG_WORD,
    LONGEST_NAME,
    PART_OF_NAME,
    ROUNDING,
    SEARCHED,
    SHORTEST_FUZZY,
    VARIANT,
    B,
)
from sitegen.search.forms import FUNCTION_WORDS, variants
from sitegen.search.grammar import (
    All,
    Any,
    Fuzzy,
    In,
    Is,
    Node,
    Not,
    Phrase,
    Prefix,
    Word,
    Words,
    day_number,
)
from sitegen.search.source import Source

UNREAD = frozenset(FIELD_NUMBERS[name] for name in ("when", "publisher", "type", "name"))
"""Fields that are about a document: a term found in them alone is not marked in its text."""

Scores = dict[int, float]
Merged = dict[int, tuple[float, int]]
"""Document to weighted term frequency and field length."""


@dataclass(frozen=True, slots=True)
class Ranking:
    hits: tuple[tuple[int, float], ...]
    """Every document that matches, best first, with its score."""
    terms: frozenset[str]
    """The terms that hits may show, to mark in excerpts and on pages; a phrase is one, joined by PHRASE."""
    guessed: tuple[tuple[str, tuple[str, ...]], ...]
    """Words that no document has, and the words spelt alike that stood in for them, if any."""


def rank(tree: Node, source: Source, kind: str = "all") -> Ranking:
    run = _Run(source)
    scores = run.scores(tree, SEARCHED)
    best = max(scores.values(), default=0.0)
    for doc, share in run.named(tree).items():
        if doc in scores:
            scores[doc] += best * share
    first, end = source.statistics.kinds.get(kind, (0, source.statistics.size))
    hits = [(doc, floor(s * ROUNDING + 0.5) / ROUNDING) for doc, s in scores.items() if first <= doc < end]
    hits.sort(key=lambda hit: (-hit[1], hit[0]))
    return Ranking(tuple(hits), frozenset(run.terms), tuple(sorted(run.guessed.items())))


@dataclass(slots=True)
class _Run:
    """One evaluation: the source and what came up on the way."""

    source: Source
    terms: set[str] = field(default_factory=set)
    guessed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def scores(self, node: Node, fields: tuple[int, ...]) -> Scores:
        match node:
            case Word() | Prefix() | Fuzzy():
                return self._sum(self._merge(self._expand(node, fields), fields))
            case Phrase():
                return self._sum(self._phrase(node.words, fields))
            case In():
                return self.scores(node.node, (FIELD_NUMBERS[node.field],))
            case Is():
                return dict.fromkeys(self._filter(node), 0.0)
            case Not():
                return dict.fromkeys(self._all_but(self._quietly(node.node, fields)), 0.0)
            case Any():
                return _either([self.scores(each, fields) for each in node.nodes])
            case All():
                must = [each for each in node.nodes if not isinstance(each, Not)]
                never = [each.node for each in node.nodes if isinstance(each, Not)]
                return self._words(Words((), tuple(must), tuple(never)), fields)
            case Words():
                return self._words(node, fields)

    def named(self, tree: Node) -> dict[int, float]:
        """The entities that the query may be the name of, and what share of the best score that is worth:
        those that have its words and no others for their title, else for another name, else the only one
        that has them in its names.
        Asked after `scores`: a word that was guessed counts as its likeliest reading."""
        words = [self.guessed[word][0] if self.guessed.get(word) else word for word in _plain(tree)]
        if not 0 < len(words) <= LONGEST_NAME:
            return {}
        whole = self.source.postings(" ".join(words)).get(FIELD_NUMBERS["name"], ())
        if not whole:
            return dict.fromkeys(self._only_holder(words), PART_OF_NAME)
        named = {doc for doc, _, _ in whole}
        return dict.fromkeys(named & self._titled(words) or named, 1.0)

    def _titled(self, words: Sequence[str]) -> set[int]:
        """The documents whose title has all of these words and so many."""
        titles = (self.source.postings(word).get(FIELD_NUMBERS["title"], ()) for word in words)
        return set.intersection(*({d for d, _, length in each if length == len(words)} for each in titles))

    def _only_holder(self, words: Sequence[str]) -> set[int]:
        first, end = self.source.statistics.kinds.get("entity", (0, 0))
        holders = set(range(first, end))
        telling = [word for word in words if word not in FUNCTION_WORDS]
        for word in telling:
            postings = self.source.postings(word)
            found = (postings.get(FIELD_NUMBERS[name], ()) for name in ("title", "aliases"))
            holders &= {doc for each in found for doc, _, _ in each}
        return holders if telling and len(holders) == 1 else set()

    def _words(self, node: Words, fields: tuple[int, ...]) -> Scores:
        loose = [self.scores(each, fields) for each in self._rarer(node.should)]
        found = _either(loose)
        if len(loose) > 1:
            for doc in found:
                if all(doc in scores for scores in loose):
                    found[doc] *= ALL_WORDS
        if node.must:
            strict = [self.scores(each, fields) for each in node.must]
            kept = [doc for doc in strict[0] if all(doc in scores for scores in strict)]
            if node.should:
                kept = [doc for doc in kept if doc in found]
            found = {doc: found.get(doc, 0.0) + _added(scores[doc] for scores in strict) for doc in kept}
        if node.never:
            if not node.must and not node.should:
                found = dict.fromkeys(range(self.source.statistics.size), 0.0)
            for each in node.never:
                out = self._quietly(each, fields)
                found = {doc: score for doc, score in found.items() if doc not in out}
        return found

    def _rarer(self, nodes: tuple[Node, ...]) -> list[Node]:
        """Without the words that say little, unless there are none but those."""
        return [node for node in nodes if not self._says_little(node)] or list(nodes)

    def _says_little(self, node: Node) -> bool:
        return isinstance(node, Word) and (node.text in FUNCTION_WORDS or self.source.common(node.text))

    def _quietly(self, node: Node, fields: tuple[int, ...]) -> Scores:
        """Scores of what must not be there: none of its words is marked, none is guessed at."""
        return _Run(self.source).scores(node, fields)

    def _all_but(self, scores: Scores) -> list[int]:
        return [doc for doc in range(self.source.statistics.size) if doc not in scores]

    def _filter(self, node: Is) -> Iterable[int]:
        if node.field == "kind":
            return range(*self.source.statistics.kinds.get(node.value, (0, 0)))
        if node.field == "type":
            return [doc for doc, _, _ in self.source.postings(node.value).get(FIELD_NUMBERS["type"], ())]
        limit = day_number(node.value) or 0
        found = []
        for doc in range(self.source.statistics.size):
            days = self.source.days(doc)
            if days and (days[0] < limit if node.field == "before" else days[1] >= limit):
                found.append(doc)
        return found

    # ------------------------------------------------------------ words to weighted terms

    def _expand(self, node: Word | Prefix | Fuzzy, fields: tuple[int, ...]) -> dict[str, float]:
        if isinstance(node, Prefix):
            found = sorted(self.source.vocabulary(node.text), key=lambda term: (-term[1], term[0]))
            return {term: 1.0 for term, _ in found[:EXPANSION]}
        if isinstance(node, Fuzzy):
            return {node.text: 1.0} | dict.fromkeys(nearest(self.source, node.text, node.edits), FUZZY)
        weights = {node.text: 1.0} | dict.fromkeys(variants(node.text), VARIANT)
        if any(f in self.source.postings(term) for term in weights for f in fields):
            return weights
        edits = 2 if len(node.text) >= LONG_WORD else 1
        alike = nearest(self.source, node.text, edits)
        self.guessed[node.text] = alike
        return dict.fromkeys(alike, FUZZY)

    # ------------------------------------------------------------ weighted terms to scores

    def _merge(self, weights: Mapping[str, float], fields: tuple[int, ...]) -> list[tuple[int, Merged]]:
        merged: list[tuple[int, Merged]] = [(f, {}) for f in fields]
        for term in sorted(weights):
            postings = self.source.postings(term)
            for number, into in merged:
                for doc, frequency, length in postings.get(number, ()):
                    weighted = into[doc][0] if doc in into else 0.0
                    into[doc] = (weighted + weights[term] * frequency, length)
                if number in postings and number not in UNREAD:
                    self.terms.add(term)
        return merged

    def _phrase(self, words: tuple[str, ...], fields: tuple[int, ...]) -> list[tuple[int, Merged]]:
        if len(words) == 1:
            return self._merge({words[0]: 1.0}, fields)
        postings = [self.source.postings(word) for word in words]
        merged: list[tuple[int, Merged]] = []
        for number in fields:
            if not all(number in each for each in postings):
                continue
            wanted = frozenset.intersection(
                *(frozenset(doc for doc, _, _ in each[number]) for each in postings)
            )
            places = [self.source.positions(word, number, wanted) for word in words]
            into: Merged = {}
            for doc, _, length in postings[0][number]:
                if doc in wanted:
                    rest = [frozenset(each[doc]) for each in places[1:]]
                    count = sum(
                        all(start + 1 + ahead in following for ahead, following in enumerate(rest))
                        for start in places[0][doc]
                    )
                    if count:
                        into[doc] = (float(count), length)
            if into:
                merged.append((number, into))
                if number not in UNREAD:
                    self.terms.add(PHRASE.join(words))
        return merged

    def _sum(self, merged: list[tuple[int, Merged]]) -> Scores:
        statistics = self.source.statistics
        scores: Scores = {}
        for number, postings in merged:
            if not postings:
                continue
            documents = statistics.documents[number]
            idf = log(documents / (len(postings) + 1)) + 1
            mean = statistics.terms[number] / documents
            boost = FIELDS[number].boost or 1.0
            for doc, (frequency, length) in postings.items():
                norm = K1 * (1 - B + B * length / mean)
                score = boost * idf * (frequency * (K1 + 1) / (frequency + norm))
                scores[doc] = scores.get(doc, 0.0) + score
        return scores


def nearest(source: Source, word: str, edits: int) -> tuple[str, ...]:
    """Words within so many edits, or within one where their first letter is another; nearest and most
    frequent first."""
    if len(word) < SHORTEST_FUZZY or not word.isalpha():
        return ()
    found = set()
    for term, documents in source.vocabulary(word[0]):
        if term != word and abs(len(term) - len(word)) <= edits:
            far = distance(word, term, edits)
            if far <= edits:
                found.add((far, -documents, term))
    for tail in (word, word[1:]):
        found |= {(1, -documents, term) for term, documents in source.tails(tail) if term[0] != word[0]}
    # the first letter is one too many, or has changed places with the second
    for other in (word[1:], word[1] + word[0] + word[2:]):
        if other[0] != word[0]:
            found |= {(1, -documents, term) for term, documents in source.tails(other[1:]) if term == other}
    likely = sorted(each for each in found if each[2] not in FUNCTION_WORDS)
    return tuple(term for _, _, term in likely[:FUZZY_EXPANSION])


def _plain(tree: Node) -> tuple[str, ...]:
    """The words of a query that is nothing but words, filters aside; else none."""
    match tree:
        case Word():
            return (tree.text,)
        case Phrase():
            return tree.words
        case Words() if all(isinstance(each, Is) for each in tree.must):
            words = tuple(each.text for each in tree.should if isinstance(each, Word))
            return words if len(words) == len(tree.should) else ()
    return ()


def _either(parts: list[Scores]) -> Scores:
    found: Scores = {}
    for scores in parts:
        for doc, score in scores.items():
            found[doc] = found.get(doc, 0.0) + score
    return found


def _added(parts: Iterable[float]) -> float:
    """As a browser adds; sum() corrects its rounding from Python 3.12 on."""
    total = 0.0
    for part in parts:
        total += part
    return total
