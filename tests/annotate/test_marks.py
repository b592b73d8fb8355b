"""Quotation marks, without a model: what stands between them, and whether it can be speech."""

import pytest

from sitegen.annotate.marks import passages, speech


def found(text: str) -> list[str]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append((at, at + len(line)))
        at += len(line) + 1
    return [text[p.start : p.end] for p in passages(text, blocks) if speech(text, p)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said: "We will not go there." And left.', ["We will not go there."]),
        ("“They will be eradicated.” said he", ["They will be eradicated."]),
        ("“One two three four,” he said. “Five six.”", ["One two three four,", "Five six."]),
        ("``It is so,'' he said", ["It is so,"]),
        ("Er sagte: „Wir gehen nicht dorthin.“ Und ging.", ["Wir gehen nicht dorthin."]),
        ("« Nous ne partirons pas », he said", ["Nous ne partirons pas"]),
        ("“He told me “go” and I went,” she said", ["He told me “go” and I went,"]),
        ("Khan: ‘we will win’", ["we will win"]),
    ],
)
def test_what_stands_between_marks(text: str, inside: list[str]) -> None:
    assert found(text) == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (
            "‘The boys’ school isn’t shut,’ he said. ‘It’s open.’",
            ["The boys’ school isn’t shut,", "It’s open."],
        ),
        ("'Don't do it', says May", ["Don't do it"]),
        ("It was the '90s, and Boeing 's and the airlines ' planes were all new, he said.", []),
        ("The Palestinians' homes and the settlers' roads stood there for many years.", []),
    ],
)
def test_single_marks_stand_among_apostrophes(text: str, inside: list[str]) -> None:
    assert found(text) == inside


@pytest.mark.parametrize(
    "text",
    [
        "the so-called “caliphate” of theirs",
        "security troops who would “eradicate” the group",
        "They sang “The Long and Winding Road Home” in the square",
        'a 15" gun and a 12" gun stood there in the yard',
        'an unclosed " mark means nothing at all here',
        'Indonesia"s economy and Japan"s economy grew by one pct',
        "A sentence comes first. “And nobody closed this mark at all in the text.",
    ],
)
def test_names_doubts_and_stray_marks_are_no_speech(text: str) -> None:
    assert found(text) == []


def test_a_speech_of_several_paragraphs_opens_each_of_them_anew() -> None:
    text = "“We are here to stay.\n“Nobody will drive us out.\n“Never,” he said."
    assert found(text) == ["We are here to stay.", "Nobody will drive us out.", "Never,"]


def test_a_speech_may_run_through_paragraphs_without_marks() -> None:
    text = "He said: “We are here to stay.\nNobody will drive us out.\nNever at all.” And he left."
    assert found(text) == ["We are here to stay.", "Nobody will drive us out.", "Never at all."]
