"""Lemma and part of speech of one token, worked out only when somebody asks.

The model's lemmatizer and attribute ruler look at every token and cost a third of the pipeline's
time; rules ask about one token in ten. The method for lemmas is that of spaCy's rule lemmatizer
over the model's own tables (exceptions, index, suffix rules); parts of speech follow the tag, as
the model's attribute ruler has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.annotate.tags import UNIVERSAL

if TYPE_CHECKING:
    from collections.abc import Container

    from spacy.language import Language
    from spacy.tokens import Token
    from spacy.vocab import Vocab

TABLES = ("lemma_rules", "lemma_exc", "lemma_index")
CACHE = "sitegen_lemmas"

PRONOUNS = {"them": "they", "us": "we", "him": "he", "her": "she", "me": "I", "i": "I"}


def keep_tables(nlp: Language) -> None:
    """Put the lemma tables of the model where every token can reach them: in its vocabulary."""
    lookups = nlp.vocab.lookups
    if nlp.has_pipe("lemmatizer") or "lemmatizer" in nlp.component_names:
        source = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
        for name in TABLES:
            if source is not None and source.has_table(name):
                lookups.set_table(name, source.get_table(name))
    if not lookups.has_table(CACHE):
        lookups.add_table(CACHE)


def ordinary_words(vocab: Vocab) -> Container[str]:
    """The common nouns, verbs and adjectives of the model's tables, in lower case; empty without tables."""
    lookups = vocab.lookups
    index = lookups.get_table("lemma_index") if lookups.has_table("lemma_index") else {}
    return _Words(tuple(index.get(part, ()) for part in ("noun", "verb", "adj", "adv")))


@dataclass(frozen=True, slots=True)
class _Words:
    parts: tuple[Container[str], ...]

    def __contains__(self, word: object) -> bool:
        return any(word in part for part in self.parts)


def pos(token: Token) -> str:
    """Universal part of speech: NOUN, PROPN, VERB, AUX, ADJ, ADV, ADP, DET, PRON, NUM, PART, …"""
    if token.pos:
        return str(token.pos_)
    tag: str = token.tag_
    dep: str = token.dep_
    universal = UNIVERSAL.get(tag, "X")
    if universal == "VERB" and (dep in ("aux", "auxpass") or token.lower_ in BE):
        return "AUX"
    if (tag == "IN" and dep == "mark") or (tag == "WRB" and dep == "advmod"):
        return "SCONJ"
    if universal == "DET" and dep not in ("det", "predet"):
        return "PRON"
    return "PART" if dep == "neg" else universal


BE = frozenset(
    {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'m", "’m", "'re", "’re"}
)
CONTRACTED = {"n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "'re": "be", "’re": "be"}
CONTRACTED |= {"'m": "be", "’m": "be", "'ve": "have", "’ve": "have", "ca": "can", "wo": "will"}


def lemma(token: Token) -> str:
    """Base form, in lower case but for proper nouns: "killed" gives "kill"."""
    if token.lemma:
        return str(token.lemma_)
    part = pos(token)
    text: str = token.text
    key = f"{part}\t{token.tag_}\t{text}"
    cache = token.vocab.lookups.get_table(CACHE)
    known = cache.get(key)
    if known is None:
        known = cache[key] = _lemma(token, text, part)
    return str(known)


def _lemma(token: Token, text: str, part: str) -> str:
    lower = text.lower()
    if part == "PROPN":
        return text
    if part == "PRON":
        return PRONOUNS.get(lower, lower)
    if part in ("AUX", "PART") and lower in CONTRACTED:
        return CONTRACTED[lower]
    if part in ("AUX", "VERB") and lower in BE:
        return "be"
    univ = "verb" if part == "AUX" else part.lower()
    lookups = token.vocab.lookups
    if _base_form(token.tag_) or not lookups.has_table("lemma_rules"):
        return lower
    tables = [lookups.get_table(name) if lookups.has_table(name) else {} for name in TABLES]
    rules, exceptions, index = (table.get(univ, {}) for table in tables)
    special = exceptions.get(lower)
    if special:
        return str(special[0])
    unknown = ""
    for old, new in rules:
        if lower.endswith(old):
            form = lower[: len(lower) - len(old)] + new
            if not form:
                continue
            if form in index or not form.isalpha():
                return str(form)
            unknown = unknown or form
    return lower if lower in index else unknown or lower


def _base_form(tag: str) -> bool:
    return tag in ("NN", "VB", "VBP", "JJ", "RB", "MD")
