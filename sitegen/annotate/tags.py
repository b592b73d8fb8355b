"""Penn Treebank tags and the universal parts of speech that they imply."""

from __future__ import annotations

UNIVERSAL = {
    tag: universal
    for universal, tags in {
        "ADJ": "JJ JJR JJS AFX",
        "ADP": "IN RP",
        "ADV": "RB RBR RBS WRB",
        "AUX": "MD",
        "CCONJ": "CC",
        "DET": "DT PDT WDT",
        "INTJ": "UH",
        "NOUN": "NN NNS",
        "NUM": "CD",
        "PART": "POS TO",
        "PRON": "PRP PRP$ WP WP$ EX",
        "PROPN": "NNP NNPS",
        "PUNCT": ", . : -LRB- -RRB- `` '' HYPH NFP",
        "SPACE": "_SP",
        "SYM": "$ SYM #",
        "VERB": "VB VBD VBG VBN VBP VBZ",
        "X": "ADD FW GW LS XX",
    }.items()
    for tag in tags.split()
}
