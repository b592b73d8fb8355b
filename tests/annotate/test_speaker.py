"""Who says what a verb reports, on trees made by hand."""

from __future__ import annotations

from sitegen.annotate.speaker import utters
from sitegen.annotate.tree import Tree

TO_CONTINUE = Tree(
    text="Miners to continue",
    words=("Miners", "to", "continue"),
    lemmas=("miner", "to", "continue"),
    pos=("NOUN", "PART", "VERB"),
    tags=("NNS", "TO", "VB"),
    deps=("nsubj", "aux", "ROOT"),
    heads=(2, 2, 2),
    kids=((), (), (0, 1)),
    starts=(0, 7, 10),
    ents=("", "", ""),
    sents=(0, 0, 0),
    spans=((0, 3),),
)


def test_an_infinitive_at_the_root_tells_of_nothing_said() -> None:
    """The root is its own head."""
    assert not utters(TO_CONTINUE, 2)
