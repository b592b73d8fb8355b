"""The data of the event rules: the typed lexicon and the detector's weights."""

import pytest

from sitegen.annotate.lexicon import SLOTS, lexicon, parse_lexicon
from sitegen.annotate.triggers import parse_weights, weights
from sitegen.taxonomy import EVENT_TYPES


def test_every_type_of_the_lexicon_is_one_of_ours() -> None:
    types = {sense.type for senses in lexicon().senses.values() for sense in senses}
    assert types <= set(EVENT_TYPES)
    assert set(EVENT_TYPES) - types == set()


def test_every_condition_looks_somewhere() -> None:
    for senses in lexicon().senses.values():
        for sense in senses:
            for condition in sense.conditions:
                assert condition.slot in SLOTS
                assert condition.words or condition.labels


def test_one_sense_a_word_without_conditions_and_that_last() -> None:
    for key, senses in lexicon().senses.items():
        assert all(sense.conditions for sense in senses[:-1]), key


@pytest.mark.parametrize("line", ["raid n", "raid x ! raid", "raid n ? raid", "raid n ! raid mod"])
def test_a_malformed_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="lexicon line 1"):
        parse_lexicon(line)


def test_lists_are_filled_in() -> None:
    words = parse_lexicon("@arms = bomb|mine\nbombing n ! attack mod=@arms|car")
    (sense,) = words.senses["n", "attack"]
    assert sense.conditions[0].words == {"bomb", "mine", "car"}


def test_weights_are_read_in_hundredths() -> None:
    assert parse_weights("# made by\n-50\t\n120\tpos=VERB tag=VBD\n") == {
        "": -0.5,
        "pos=VERB": 1.2,
        "tag=VBD": 1.2,
    }


def test_no_single_word_decides() -> None:
    """A weight of 4 or more on a word would be one story of the corpus, not the language."""
    lexical = [v for k, v in weights().items() if k.startswith(("lemma=", "word=", "headlemma=", "amod="))]
    assert lexical
    assert max(map(abs, lexical)) < 4
