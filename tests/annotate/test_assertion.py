"""Which event words a sentence asserts and which it only names, on parses written by hand.

A row is `word tag head label`, the head by its number from 1, 0 for the root.
"""

from __future__ import annotations

import pytest

from sitegen.annotate.assertion import asserted
from sitegen.annotate.tree import Tree

PARTS = {
    "N": "NOUN",
    "V": "VERB",
    "M": "AUX",
    "I": "ADP",
    "D": "DET",
    "J": "ADJ",
    "P": "PRON",
    "T": "PART",
    "R": "ADV",
}
LEMMAS = {
    "held": "hold",
    "told": "tell",
    "victims": "victim",
    "were": "be",
    "was": "be",
    "killed": "kill",
    "said": "say",
    "talks": "talk",
}


def tree(rows: str) -> Tree:
    cells = [row.split() for row in rows.split(",")]
    words = [c[0] for c in cells]
    tags = [c[1] for c in cells]
    heads = [int(c[2]) - 1 if int(c[2]) else n for n, c in enumerate(cells)]
    kids: list[list[int]] = [[] for _ in cells]
    for n, head in enumerate(heads):
        if head != n:
            kids[head].append(n)
    starts = [sum(len(w) + 1 for w in words[:n]) for n in range(len(words))]
    ents = ["DATE" if w in ("Sunday", "March") else "" for w in words]
    return Tree(
        text=" ".join(words),
        words=words,
        lemmas=[LEMMAS.get(w.lower(), w.lower()) for w in words],
        pos=["AUX" if c[3] in ("aux", "auxpass") else PARTS[c[1][0]] for c in cells],
        tags=tags,
        deps=[c[3] for c in cells],
        heads=heads,
        kids=kids,
        starts=starts,
        ents=ents,
        sents=[0] * len(words),
        spans=[(0, len(words))],
    )


@pytest.mark.parametrize(
    ("rows", "trigger", "expected"),
    [
        (
            "Talks NNS 3 nsubjpass,were VBD 3 auxpass,held VBN 0 ROOT,in IN 3 prep,Oman NN 4 pobj",
            "Talks",
            True,
        ),
        ("He PRP 2 nsubj,was VBD 0 ROOT,there JJ 2 acomp,for IN 2 prep,talks NNS 4 pobj", "talks", False),
        ("A DT 2 det,raid NN 3 nsubj,killed VBD 0 ROOT,three NN 3 dobj", "raid", True),
        ("A DT 2 det,raid NN 4 nsubj,would MD 4 aux,kill VB 0 ROOT,three NN 4 dobj", "raid", False),
        ("An DT 2 det,accord NN 3 nsubj,was VBD 0 ROOT,unlikely JJ 3 acomp", "accord", False),
        ("no DT 2 det,raid NN 4 nsubjpass,was VBD 4 auxpass,made VBN 0 ROOT", "raid", False),
        ("Died VBN 0 ROOT,in IN 1 prep,the DT 4 det,raid NN 2 pobj", "raid", True),
        ("will MD 2 aux,die VB 0 ROOT,in IN 2 prep,the DT 5 det,raid NN 3 pobj", "raid", False),
        ("He PRP 2 nsubj,left VBD 0 ROOT,after IN 2 prep,the DT 5 det,raid NN 3 pobj", "raid", True),
        (
            "Sunday NN 2 poss,accord NN 5 nsubjpass,will MD 5 aux,be VB 5 auxpass,read VBN 0 ROOT",
            "accord",
            True,
        ),
        ("merger NN 2 compound,plan NN 3 nsubj,failed VBD 0 ROOT", "merger", False),
        ("victims NNS 5 nsubj,of IN 1 prep,the DT 4 det,raid NN 2 pobj,rose VBD 0 ROOT", "raid", True),
        (
            "They PRP 2 nsubj,hope VBP 0 ROOT,to TO 4 aux,sign VB 2 xcomp,a DT 6 det,pact NN 4 dobj",
            "pact",
            False,
        ),
        ("They PRP 2 nsubj,sign VBP 0 ROOT,a DT 4 det,pact NN 2 dobj", "pact", True),
        ("He PRP 2 nsubj,told VBD 0 ROOT,the DT 4 det,summit NN 2 dobj", "summit", True),
        ("They PRP 2 nsubj,seek VBP 0 ROOT,a DT 4 det,pact NN 2 dobj", "pact", False),
        (
            "If IN 3 mark,rebels NNS 3 nsubj,attack VBP 5 advcl,we PRP 5 nsubj,flee VBP 0 ROOT",
            "attack",
            False,
        ),
        ("They PRP 3 nsubj,not RB 3 neg,attack VBP 0 ROOT", "attack", False),
    ],
)
def test_a_sentence_asserts_what_its_tensed_verb_carries(rows: str, trigger: str, expected: bool) -> None:
    parse = tree(rows)
    assert asserted(parse, parse.words.index(trigger)) is expected
