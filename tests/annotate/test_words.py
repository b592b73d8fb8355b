"""Lemma and part of speech agree with the model's own, slower components."""

from __future__ import annotations

import pytest

from sitegen.annotate.engine import pipeline
from sitegen.annotate.words import lemma, pos
from sitegen.config import AnnotateSettings

TEXT = "The troops killed three men, and they weren't seized. He has gone; maps were drawn for us in Paris."


@pytest.mark.model
def test_lemmas_and_parts_of_speech() -> None:
    doc = pipeline(AnnotateSettings(components=("sitegen_sentences", "sitegen_mentions")))(TEXT)
    found = {token.text: (lemma(token), pos(token)) for token in doc}
    wanted = {
        "troops": ("troop", "NOUN"),
        "killed": ("kill", "VERB"),
        "men": ("man", "NOUN"),
        "were": ("be", "AUX"),
        "n't": ("not", "PART"),
        "seized": ("seize", "VERB"),
        "has": ("have", "AUX"),
        "gone": ("go", "VERB"),
        "drawn": ("draw", "VERB"),
        "us": ("we", "PRON"),
        "Paris": ("Paris", "PROPN"),
    }
    assert {word: found[word] for word in wanted} == wanted
