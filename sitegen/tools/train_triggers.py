"""Train the trigger detector: python -m sitegen.tools.train_triggers CORPUS [--folds 5] [--out FILE]

CORPUS is ECB+ (Cybulska and Vossen 2014, CC BY 3.0) as JSON Lines, one document a line:
{"id", "topic", "text", "scored": [[start, end]], "events": [{"start", "end"}]}. Only the spans in
`scored` are annotated. Logistic regression, L2, minimised with L-BFGS. A feature is kept where
enough topics have it, so that no weight stands for one story; --out writes the weights of all topics.

How good it is on topics that it has not seen: --folds N leaves out the topics k, k+N, k+2N, … in turn
and prints each fold and the mean; --hold-out FIRST LAST leaves out that range alone. Scored is what
the events component would keep, by overlap with the annotated spans, one to one, largest first.
Needs numpy and scipy, and the default language model.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sitegen.annotate.events import Thresholds, parsed, triggers_of
from sitegen.annotate.lexicon import lexicon, sense
from sitegen.annotate.pipeline import load_pipeline, make_doc
from sitegen.annotate.reading import reading
from sitegen.annotate.senses import senses
from sitegen.annotate.tree import Tree
from sitegen.annotate.triggers import Detector, Piece, candidates, features, pieces
from sitegen.config import AnnotateSettings
from sitegen.model import Article, Mention

Span = tuple[int, int]
LEXICAL = (
    "ends",
    "lemma",
    "word",
    "headlemma",
    "compound",
    "amod",
    "modifies",
    "dobj,lemma",
    "nsubj,lemma",
    "nsubjpass,lemma",
)
"""Features that name a word: they need more topics."""


@dataclass(frozen=True, slots=True)
class Sample:
    topic: int
    tree: Tree
    mentions: Sequence[Mention]
    gold: Sequence[Span]
    scored: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate word."""

    topic: int
    features: tuple[str, ...]
    label: bool


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    said: int
    gold: int

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F, in percent."""
        return (
            100 * self.right / max(1, self.said),
            100 * self.right / max(1, self.gold),
            200 * self.right / max(1, self.said + self.gold),
        )


def samples(corpus: Path) -> Iterator[Sample]:
    nlp = load_pipeline(AnnotateSettings(components=("sitegen_sentences", "sitegen_mentions")))
    for line in corpus.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        text = row["text"]
        blocks, at = [], 0
        for part in text.split("\n"):
            if part.strip():
                blocks.append((at, at + len(part)))
            at += len(part) + 1
        doc = nlp(make_doc(nlp, Article(row["id"], "", "txt", None, text, tuple(blocks), ())))
        yield Sample(
            row["topic"],
            parsed(doc),
            tuple(reading(doc).mentions),
            tuple((e["start"], e["end"]) for e in row["events"]),
            tuple((s, e) for s, e in row.get("scored", [[0, len(text)]])),
        )


def head_of(tree: Tree, start: int, end: int) -> int | None:
    """The token of an annotated span that no other token of the span governs."""
    inside = [i for i in range(len(tree.words)) if start <= tree.starts[i] < end]
    for i in inside:
        if tree.heads[i] not in inside or tree.heads[i] == i:
            return i
    return None


def rows(found: Sequence[Sample]) -> Iterator[Row]:
    words, classes = lexicon(), senses()
    named: dict[Piece, tuple[str, ...]] = {}
    for sample in found:
        tree = sample.tree
        heads = {head_of(tree, s, e) for s, e in sample.gold}
        for i in candidates(tree):
            if any(s <= tree.starts[i] < e for s, e in sample.scored):
                names: list[str] = []
                for piece in pieces(tree, i, sense(tree, i, words)):
                    if piece not in named:
                        named[piece] = tuple(features(piece, classes))
                    names += named[piece]
                yield Row(sample.topic, tuple(names), i in heads)


def vocabulary(train: Sequence[Row], topics: int, lexical_topics: int) -> dict[str, int]:
    """Features that enough topics have, numbered; lexical ones need more topics."""
    seen: dict[str, set[int]] = collections.defaultdict(set)
    for row in train:
        for name in row.features:
            seen[name].add(row.topic)
    kept = [
        name
        for name, where in seen.items()
        if len(where) >= (lexical_topics if name.split("=")[0] in LEXICAL else topics)
    ]
    return {name: k for k, name in enumerate(sorted(kept))}


def matrix(found: Sequence[Row], index: dict[str, int]) -> csr_matrix:
    """A feature that a word has twice counts twice, as it does where the detector runs."""
    columns, ends = [], [0]
    for row in found:
        columns.extend(sorted(index[f] for f in row.features if f in index))
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(found), len(index)))


def train(found: Sequence[Row], index: dict[str, int], strength: float) -> np.ndarray[Any, Any]:
    """Weights, the bias last. `strength` is the L2 penalty on the weights."""
    x, y = matrix(found, index), np.array([1.0 if r.label else -1.0 for r in found])

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        margin = y * (x @ w[:-1] + w[-1])
        value = np.logaddexp(0, -margin).sum() + strength / 2 * (w[:-1] @ w[:-1])
        pull = -y / (1 + np.exp(margin))
        return value, np.append(x.T @ pull + strength * w[:-1], pull.sum())

    result = minimize(loss, np.zeros(len(index) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return np.asarray(result.x)


def table(index: dict[str, int], w: np.ndarray[Any, Any]) -> dict[str, int]:
    """Weights in hundredths by feature, the bias by the empty name; what is next to nothing is left out."""
    found = {name: round(100 * w[k]) for name, k in index.items()}
    return {name: value for name, value in found.items() if abs(value) >= 3} | {"": round(100 * w[-1])}


def score(found: Sequence[Sample], detector: Detector, limits: Thresholds) -> Score:
    words = lexicon()
    right = said = gold = 0
    for sample in found:
        tree = sample.tree
        spans = [
            (tree.starts[i], tree.end(i))
            for i, _, _ in triggers_of(tree, sample.mentions, words, detector, limits)
            if any(s <= tree.starts[i] and tree.end(i) <= e for s, e in sample.scored)
        ]
        right += pairs(sample.gold, spans)
        said += len(spans)
        gold += len(sample.gold)
    return Score(right, said, gold)


def pairs(gold: Sequence[Span], said: Sequence[Span]) -> int:
    """How many can be paired one to one, those first that share the most."""
    near = []
    for g, (start, end) in enumerate(gold):
        for p, (first, last) in enumerate(said):
            shared = min(end, last) - max(start, first)
            if shared > 0:
                near.append((-shared / (max(end, last) - min(start, first)), g, p))
    done_gold: set[int] = set()
    done_said: set[int] = set()
    for _, g, p in sorted(near):
        if g not in done_gold and p not in done_said:
            done_gold.add(g)
            done_said.add(p)
    return len(done_gold)


def write(path: Path, weights: dict[str, int]) -> None:
    """One value a line with all features that have it."""
    by_value: dict[int, list[str]] = collections.defaultdict(list)
    for name, value in sorted(weights.items()):
        by_value[value].append(name)
    lines = [
        "# Weights of the trigger detector, in hundredths, and the features that have each.",
        "# Made by sitegen/tools/train_triggers.py from ECB+ (A. Cybulska and P. Vossen, 2014), CC BY 3.0.",
    ]
    lines += [f"{value}\t{' '.join(names)}" for value, names in sorted(by_value.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="leave out every N-th topic, in turn")
    parser.add_argument("--hold-out", type=int, nargs=2, metavar=("FIRST", "LAST"))
    parser.add_argument("--topics", type=int, default=2, help="topics a feature must occur in")
    parser.add_argument("--lexical-topics", type=int, default=3, help="the same for a lexical feature")
    parser.add_argument("--strength", type=float, default=5.0, help="L2 penalty")
    parser.add_argument(
        "--threshold", type=float, nargs=2, metavar=("ANY", "STRONG"), help="least probability"
    )
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    limits = Thresholds(*options.threshold) if options.threshold else Thresholds()
    found = list(samples(options.corpus))
    every = list(rows(found))

    def fitted(left_out: set[int]) -> dict[str, int]:
        known = [row for row in every if row.topic not in left_out]
        index = vocabulary(known, options.topics, options.lexical_topics)
        weights = table(index, train(known, index, options.strength))
        print(f"{len(known)} candidates, {sum(r.label for r in known)} triggers, {len(weights)} weights")
        return weights

    topics = {sample.topic for sample in found}
    parts = [{t for t in topics if t % options.folds == k} for k in range(options.folds)]
    if options.hold_out:
        first, last = options.hold_out
        parts.append({t for t in topics if first <= t <= last})
    scores = []
    for part in parts:
        detector = Detector({name: value / 100 for name, value in fitted(part).items()})
        scores.append(score([s for s in found if s.topic in part], detector, limits).figures())
        print("left out", *sorted(part), " P {:.1f}  R {:.1f}  F {:.1f}".format(*scores[-1]))
    if options.folds:
        print(
            "mean of the folds  P {:.1f}  R {:.1f}  F {:.1f}".format(
                *np.mean(scores[: options.folds], axis=0)
            )
        )
    if options.out:
        write(options.out, fitted(set()))


if __name__ == "__main__":
    main()
