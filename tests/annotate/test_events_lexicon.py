"""The data of the event rules: the typed lexicon, the classes of words and the detector's weights."""

import pytest

from sitegen.annotate import senses as classes
from sitegen.annotate.lexicon import SLOTS, lexicon, parse_lexicon
from sitegen.annotate.tree import Tree
from sitegen.annotate.triggers import (
    Detector,
    features,
    log_odds,
    parse_weights,
    pieces,
    probability,
    weights,
)
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
    lexical = [
        v
        for k, v in weights().items()
        if k.startswith(("lemma=", "word=", "headlemma=", "amod=", "modifies="))
    ]
    assert lexical
    assert max(map(abs, lexical)) < 4


def test_classes_of_words_are_read() -> None:
    found = classes.parse_senses("# made by\nn\tact\t4\traid fire\nv\tmotion\t0\trun\n")
    assert found == {("n", "raid"): ("act", "4"), ("n", "fire"): ("act", "4"), ("v", "run"): ("motion", "0")}


def test_what_happens_is_told_from_what_is_there() -> None:
    shipped = classes.senses()
    assert [shipped["n", word][1] for word in ("arrest", "earthquake", "policeman")] == ["4", "4", "0"]


FOUR_RAIDS = Tree(
    text="Police made four raids",
    words=("Police", "made", "four", "raids"),
    lemmas=("police", "make", "four", "raid"),
    pos=("NOUN", "VERB", "NUM", "NOUN"),
    tags=("NNS", "VBD", "CD", "NNS"),
    deps=("nsubj", "ROOT", "nummod", "dobj"),
    heads=(1, 1, 3, 1),
    kids=((), (0, 3), (), (2,)),
    starts=(0, 7, 12, 17),
    ents=("", "", "CARDINAL", ""),
    sents=(0, 0, 0, 0),
    spans=((0, 4),),
)
CLASSES = classes.parse_senses("n\tact\t4\traid\nv\tcreation\t0\tmake")


def test_features_tell_of_the_word_and_what_stands_around_it() -> None:
    found = {name for piece in pieces(FOUR_RAIDS, 3, None) for name in features(piece, CLASSES)}
    assert found >= {
        "lemma=N:raid",
        "class=N:act",
        "happens=N:4",
        "headlemma=dobj:make",
        "headclass=dobj:creation",
        "kid=N:nummod",
        "before=N:CD",
    }
    assert not [name for name in found if " " in name]


def test_what_a_detector_keeps_changes_nothing() -> None:
    names = [name for piece in pieces(FOUR_RAIDS, 3, None) for name in features(piece, CLASSES)]
    detector = Detector(
        {"": -1.0, "lemma=N:raid": 1.5, "headlemma=dobj:make": 0.25, "lemma=N:tea": 9}, CLASSES
    )
    first = detector.score(FOUR_RAIDS, 3, None)
    assert detector.score(FOUR_RAIDS, 3, None) == first == pytest.approx(0.75)
    assert probability(first) == pytest.approx(0.679, abs=1e-3)
    assert log_odds(probability(first)) == pytest.approx(first)
    assert {"lemma=N:raid", "headlemma=dobj:make"} <= set(names)
    assert detector.known
