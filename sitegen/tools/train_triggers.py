"""Train the trigger detector: python -m sitegen.tools.train_triggers CORPUS [--hold-out 28 35] [--out FILE]

CORPUS is ECB+ (Cybulska and Vossen 2014, CC BY 3.0) as JSON Lines, one document a line:
{"id", "topic", "text", "scored": [[start, end]], "events": [{"start", "end"}]}. Only the spans in
`scored` are annotated. Logistic regression, L2, minimised with L-BFGS. A lexical feature is kept
where enough topics have it, so that no weight stands for one story. With --hold-out the
topics of that range are left out of training and scored; --out writes the weights.
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

from sitegen.annotate.lexicon import lexicon, sense
from sitegen.annotate.pipeline import load_pipeline, make_doc
from sitegen.annotate.reading import reading
from sitegen.annotate.tree import Tree, tree_of
from sitegen.annotate.triggers import candidates, features
from sitegen.config import AnnotateSettings
from sitegen.model import Article

LEXICAL = (
    "ends",
    "lemma",
    "word",
    "headlemma",
    "compound",
    "amod",
    "dobj,lemma",
    "nsubj,lemma",
    "nsubjpass,lemma",
)


@dataclass(frozen=True, slots=True)
class Row:
    topic: int
    document: str
    features: tuple[str, ...]
    label: bool


@dataclass(frozen=True, slots=True)
class Sample:
    topic: int
    document: str
    tree: Tree
    gold: tuple[tuple[int, int], ...]
    scored: tuple[tuple[int, int], ...]


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
        article = Article(row["id"], "", "txt", None, text, tuple(blocks), ())
        doc = nlp(make_doc(nlp, article))
        yield Sample(
            row["topic"],
            row["id"],
            tree_of(doc, reading(doc).sentence_of, reading(doc).mentions),
            tuple((e["start"], e["end"]) for e in row["events"]),
            tuple((s, e) for s, e in row.get("scored", [[0, len(text)]])),
        )


def head_of(tree: Tree, start: int, end: int) -> int | None:
    """The token of a gold span that no other token of the span governs."""
    inside = [i for i in range(len(tree.words)) if start <= tree.starts[i] < end]
    for i in inside:
        if tree.heads[i] not in inside or tree.heads[i] == i:
            return i
    return None


def rows(found: Sequence[Sample]) -> Iterator[Row]:
    words = lexicon()
    for sample in found:
        tree = sample.tree
        heads = {head_of(tree, s, e) for s, e in sample.gold}
        for i in candidates(tree):
            if any(s <= tree.starts[i] < e for s, e in sample.scored):
                names = tuple(features(tree, i, sense(tree, i, words)))
                yield Row(sample.topic, sample.document, names, i in heads)


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
    columns, ends = [], [0]
    for row in found:
        columns.extend(sorted({index[f] for f in row.features if f in index}))
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


def figures(score: np.ndarray[Any, Any], label: np.ndarray[Any, Any], missed: int) -> Iterator[str]:
    for percent in range(20, 75, 5):
        said = score >= percent / 100
        right = (said & label).sum()
        p, r = right / max(1, said.sum()), right / max(1, label.sum() + missed)
        f = 2 * p * r / (p + r)
        yield f"threshold {percent / 100:.2f}  P {100 * p:.1f}  R {100 * r:.1f}  F {100 * f:.1f}"


def write(path: Path, index: dict[str, int], w: np.ndarray[Any, Any]) -> int:
    """Weights in hundredths, one value a line with all features that have it."""
    by_value: dict[int, list[str]] = collections.defaultdict(list)
    for name, k in sorted(index.items()):
        value = round(100 * w[k])
        if abs(value) >= 3:
            by_value[value].append(name)
    by_value[round(100 * w[-1])].append("")
    lines = [
        "# Weights of the trigger detector, in hundredths, and the features that have each.",
        "# Made by sitegen/tools/train_triggers.py from ECB+ (A. Cybulska and P. Vossen, 2014), CC BY 3.0.",
    ]
    lines += [f"{value}\t{' '.join(names)}" for value, names in sorted(by_value.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(map(len, by_value.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--hold-out", type=int, nargs=2, metavar=("FIRST", "LAST"), default=(0, -1))
    parser.add_argument("--topics", type=int, default=2, help="topics a feature must occur in")
    parser.add_argument("--lexical-topics", type=int, default=3, help="the same for a lexical feature")
    parser.add_argument("--strength", type=float, default=3.0, help="L2 penalty")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    found = list(samples(options.corpus))
    first, last = options.hold_out
    held = [s for s in found if first <= s.topic <= last]
    known = list(rows([s for s in found if not first <= s.topic <= last]))
    index = vocabulary(known, options.topics, options.lexical_topics)
    w = train(known, index, options.strength)
    print(f"{len(known)} candidates, {sum(r.label for r in known)} triggers, {len(index)} features")
    if held:
        unknown = list(rows(held))
        label = np.array([r.label for r in unknown])
        missed = sum(len(s.gold) for s in held) - int(label.sum())
        for line in figures(1 / (1 + np.exp(-(matrix(unknown, index) @ w[:-1] + w[-1]))), label, missed):
            print(line)
    if options.out:
        print(f"{write(options.out, index, w)} weights to {options.out}")


if __name__ == "__main__":
    main()
