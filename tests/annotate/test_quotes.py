"""Quotes: marks without a model, speakers and cues with the default pipeline."""

from collections.abc import Callable

import pytest

from sitegen.annotate.pipeline import load_pipeline, make_doc
from sitegen.annotate.quotes import quoted
from sitegen.annotate.reading import reading
from sitegen.config import AnnotateSettings
from sitegen.model import Article

Found = list[tuple[bool, str | None, str, str]]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said: "We will not go there." And left.', ["We will not go there."]),
        ("“They will be eradicated.” said he", ["They will be eradicated."]),
        ("the so-called “caliphate” of theirs", []),
        ("“One two three four,” he said. “Five six.”", ["One two three four,", "Five six."]),
        ("“A speech that goes on in the next paragraph", ["A speech that goes on in the next paragraph"]),
        ('a 15" gun and a 12" gun stood there in the yard', []),
        ('an unclosed " mark means nothing at all here', []),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    assert [text[s:e] for s, e in quoted(text, (0, len(text)))] == inside


@pytest.fixture(scope="module")
def quotes() -> Callable[[str], Found]:
    nlp = load_pipeline(AnnotateSettings())

    def find(text: str) -> Found:
        blocks, at = [], 0
        for line in text.split("\n"):
            blocks.append((at, at + len(line)))
            at += len(line) + 1
        notes = reading(nlp(make_doc(nlp, Article("a.txt", "", "txt", None, text, tuple(blocks), ()))))
        for quote in notes.quotes:
            assert text[quote.start : quote.end] == quote.text
        return [
            (q.direct, notes.mentions[q.speaker].text if q.speaker is not None else None, q.cue, q.text)
            for q in notes.quotes
        ]

    return find


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Donald Trump said the US would lift sanctions on Syria.",
            (False, "Donald Trump", "said", "the US would lift sanctions on Syria"),
        ),
        (
            "“We will never surrender this city,” Volodymyr Zelensky said on Friday.",
            (True, "Volodymyr Zelensky", "said", "We will never surrender this city,"),
        ),
        (
            'Marco Rubio told reporters: "It is too early to know."',
            (True, "Marco Rubio", "told", "It is too early to know."),
        ),
        (
            "According to the United Nations, 3,000 people fled the region.",
            (False, "United Nations", "according to", "3,000 people fled the region"),
        ),
    ],
)
def test_speaker_cue_and_words(
    quotes: Callable[[str], Found], text: str, expected: tuple[bool, str | None, str, str]
) -> None:
    assert expected in quotes(text)


@pytest.mark.model
def test_a_speaker_goes_on_in_the_paragraph(quotes: Callable[[str], Found]) -> None:
    text = "“We will not give up,” Angela Merkel said. “We will go on with this work.”"
    assert [(speaker, words) for _, speaker, _, words in quotes(text)] == [
        ("Angela Merkel", "We will not give up,"),
        ("Angela Merkel", "We will go on with this work."),
    ]


@pytest.mark.model
def test_words_that_nobody_says_are_no_quote(quotes: Callable[[str], Found]) -> None:
    assert quotes("The army bombed the old town. Dozens of families fled.") == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "A committee that President Omar Khan named in March said that 1,426 people were killed.",
            None,
            "1,426 people were killed",
        ),
        ("The lawyer of Omar Khan said that his client had left.", None, "his client had left"),
        ("Syrian intelligence officials said that they had foiled a plan.", None, "they had foiled a plan"),
        (
            "The UN special envoy for Syria, Paul Ray, said in Geneva that he had met the factions.",
            "Paul Ray",
            "he had met the factions",
        ),
        (
            "Bombings near the shrine killed 100 people; Islamic State said that it had carried them out.",
            "Islamic State",
            "it had carried them out",
        ),
        (
            "A spokesman for the Interior Ministry said earlier that the raid was over.",
            "Interior Ministry",
            "the raid was over",
        ),
    ],
)
def test_nobody_is_given_another_ones_words(
    quotes: Callable[[str], Found], text: str, speaker: str | None, said: str
) -> None:
    assert [(who, words) for _, who, _, words in quotes(text)] == [(speaker, said)]
