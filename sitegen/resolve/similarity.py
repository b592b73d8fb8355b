"""Which articles may tell of the same thing: neighbours by tf-idf, in near-linear time.

Candidates share rare words; of those the cosine of the whole vectors decides (Salton and Buckley
1988: logarithmic term frequency, inverse document frequency). Entities count as words.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from sitegen import edtf
from sitegen.model import ArchiveArticle

WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
TERMS = 60
"""Terms that a vector keeps, the heaviest."""
KEYS = 20
"""Terms of a vector that look for candidates."""
RARE = 60
"""Articles that a term may be in, at most, to look for candidates."""
NEIGHBOURS = 40
"""Neighbours that an article keeps, the nearest."""
WINDOW = timedelta(days=45)
"""Articles written farther apart are no neighbours."""

Vector = dict[str, float]


def neighbours(
    articles: Sequence[ArchiveArticle], entities: Sequence[Sequence[str]], least: float
) -> Mapping[tuple[int, int], float]:
    """(position, position) -> cosine of articles at least `least` alike, the lower position first.

    `entities` are the ids of the entities that each article names.
    """
    vectors = _vectors([a.article.text for a in articles], entities)
    postings: dict[str, list[int]] = defaultdict(list)
    for n, vector in enumerate(vectors):
        for term in sorted(vector, key=lambda t: (-vector[t], t))[:KEYS]:
            postings[term].append(n)
    near: list[dict[int, float]] = [{} for _ in articles]
    days = [edtf.bounds(a.article.date) if a.article.date else None for a in articles]
    for n, vector in enumerate(vectors):
        shared: Counter[int] = Counter()
        for term in vector:
            found = postings.get(term, ())
            if len(found) <= RARE:
                shared.update(m for m in found if m > n)
        for m, count in sorted(shared.items()):
            if count >= 2 and _written_near(days[n], days[m]):
                cosine = _cosine(vector, vectors[m])
                if cosine >= least:
                    near[n][m] = near[m][n] = cosine
    pairs: dict[tuple[int, int], float] = {}
    for n, others in enumerate(near):
        for m in sorted(others, key=lambda k: (-others[k], k))[:NEIGHBOURS]:
            pairs[min(n, m), max(n, m)] = others[m]
    return dict(sorted(pairs.items()))


def _written_near(a: tuple[object, object] | None, b: tuple[object, object] | None) -> bool:
    if a is None or b is None:
        return True
    (a_first, a_last), (b_first, b_last) = a, b
    late, early = (a_first, b_last) if a_first > b_last else (b_first, a_last)  # type: ignore[operator]
    return bool(late <= early or late - early <= WINDOW)  # type: ignore[operator]


def _vectors(texts: Sequence[str], entities: Sequence[Sequence[str]]) -> list[Vector]:
    counts = []
    spread: Counter[str] = Counter()
    for text, named in zip(texts, entities, strict=True):
        terms = Counter(WORD.findall(text.lower()))
        # "#" keeps an entity's id apart from the words.
        terms.update("#" + id_ for id_ in named)
        counts.append(terms)
        spread.update(terms.keys())
    total = len(texts)
    weight = {term: math.log(1 + total / df) for term, df in spread.items()}
    vectors = []
    for terms in counts:
        raw = {t: (1 + math.log(n)) * weight[t] for t, n in terms.items()}
        kept = sorted(raw, key=lambda t: (-raw[t], t))[:TERMS]
        length = math.sqrt(sum(raw[t] ** 2 for t in kept)) or 1.0
        vectors.append({t: raw[t] / length for t in kept})
    return vectors


def _cosine(a: Vector, b: Vector) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)
