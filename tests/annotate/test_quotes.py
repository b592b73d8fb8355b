"""Quotes: speakers, cues and words with the default pipeline."""

from collections.abc import Callable

import pytest

from sitegen.annotate.pipeline import load_pipeline, make_doc
from sitegen.annotate.reading import reading
from sitegen.config import AnnotateSettings
from sitegen.model import Article

Found = list[tuple[bool, str | None, str, str]]


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


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will never leave,” said Indian Prime Minister Narendra Modi.",
            (True, "Narendra Modi", "said", "We will never leave,"),
        ),
        (
            "“It was a mistake,” Anna Keller, a spokeswoman for the airport, said in an e-mail.",
            (True, "Anna Keller", "said", "It was a mistake,"),
        ),
        (
            "“We do not need new aircraft,” Detik quoted Angela Merkel as saying.",
            (True, "Angela Merkel", "saying", "We do not need new aircraft,"),
        ),
        (
            "Benjamin Netanyahu: ‘We will strike again’",
            (True, "Benjamin Netanyahu", ":", "We will strike again"),
        ),
        (
            "Marco Rubio said after meeting Ali Khan on Thursday that it was too early to decide.",
            (False, "Marco Rubio", "said", "it was too early to decide"),
        ),
        (
            "The army, Angela Merkel said, had left the city.",
            (False, "Angela Merkel", "said", "The army, Angela Merkel said, had left the city"),
        ),
        (
            "Dozens of men were killed in it, the Interior Ministry said, adding that the hunt went on.",
            (False, "Interior Ministry", "said", "Dozens of men were killed in it"),
        ),
        (
            "Angela Merkel said that “everything that we did in those years” was right.",
            (False, "Angela Merkel", "said", "“everything that we did in those years” was right"),
        ),
        (
            "Bombs fell on the city, according to the United Nations, which has staff in the region.",
            (False, "United Nations", "according to", "Bombs fell on the city"),
        ),
        (
            "Angela Merkel said she had “nothing but respect” for him, but that it was time to go.",
            (
                False,
                "Angela Merkel",
                "said",
                "she had “nothing but respect” for him, but that it was time to go",
            ),
        ),
        (
            "“We are ready to talk”, a senior UN official, Geir Pedersen, told Reuters, “but not here.”",
            (True, "Geir Pedersen", "told", "but not here."),
        ),
        (
            "At least 90 people were killed in the province, the Interior Ministry (MOI) said on Monday.",
            (False, "Interior Ministry", "said", "At least 90 people were killed in the province"),
        ),
        (
            "LONDON, 3 May 2024 (Agency) - The bridge will open soon, the Interior Ministry said on Friday.",
            (False, "Interior Ministry", "said", "The bridge will open soon"),
        ),
    ],
)
def test_reporting_clauses_wherever_they_stand(
    quotes: Callable[[str], Found], text: str, expected: tuple[bool, str | None, str, str]
) -> None:
    assert expected in quotes(text)


@pytest.mark.model
def test_a_voice_speaks_for_its_body_and_is_remembered(quotes: Callable[[str], Found]) -> None:
    text = (
        "Troops have begun a raid in the city, an Interior Ministry official told reporters on Sunday.\n"
        "The official said the raid was part of an effort. The group, he said, had reached other cities.\n"
        "“They will be driven out,” the official said."
    )
    assert [speaker for _, speaker, _, _ in quotes(text)] == ["Interior Ministry"] * 4


@pytest.mark.model
def test_what_somebody_said_in_a_statement_the_statement_says(quotes: Callable[[str], Found]) -> None:
    text = "Boeing said in a statement that the deal was off. The statement said that talks would go on."
    assert [(speaker, words) for _, speaker, _, words in quotes(text)] == [
        ("Boeing", "the deal was off"),
        ("Boeing", "talks would go on"),
    ]


@pytest.mark.model
def test_he_who_spoke_last_goes_on(quotes: Callable[[str], Found]) -> None:
    text = (
        "Robert Miller said that Peter Brown had lied to David Jones. He said that he would not go to court."
    )
    assert [speaker for _, speaker, _, _ in quotes(text)] == ["Robert Miller", "Robert Miller"]


@pytest.mark.model
def test_she_speaks_for_the_body_of_the_spokeswoman(quotes: Callable[[str], Found]) -> None:
    text = "A spokeswoman for Boeing declined to comment. She said the firm would respond in court."
    assert [(speaker, words) for _, speaker, _, words in quotes(text)] == [
        ("Boeing", "the firm would respond in court")
    ]


@pytest.mark.model
def test_one_speech_runs_through_paragraphs(quotes: Callable[[str], Found]) -> None:
    text = "“We are here to stay,” Angela Merkel said. “We know why.\n“Nobody will drive us out of here.”"
    assert [(speaker, words) for _, speaker, _, words in quotes(text)] == [
        ("Angela Merkel", "We are here to stay,"),
        ("Angela Merkel", "We know why."),
        ("Angela Merkel", "Nobody will drive us out of here."),
    ]


@pytest.mark.model
def test_a_sentence_in_marks_goes_on_from_the_report_before(quotes: Callable[[str], Found]) -> None:
    text = "Angela Merkel said that the talks had failed. “We will try again in the spring.”"
    assert [(direct, speaker) for direct, speaker, _, _ in quotes(text)] == [
        (False, "Angela Merkel"),
        (True, "Angela Merkel"),
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Photos showed three men whom the ministry said were members of the cell.",
        "Angela Merkel did not say that the talks had failed.",
        "Angela Merkel will say on Monday that the talks have failed.",
        "The study suggests that the river has changed its course.",
        "He was caught and tried according to the law of the land.",
        "The court agreed with the claim that the river had changed its course.",
        "Troops want to “eradicate” the group and its “terrorist actions” in the cities.",
    ],
)
def test_what_is_not_said_is_no_quote(quotes: Callable[[str], Found], text: str) -> None:
    assert quotes(text) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel and Emmanuel Macron said that the talks had failed.",
        "A former White House official said that the talks had failed.",
        "Residents said that the talks had failed.",
        "The report said that the talks had failed.",
        "“The talks have failed,” he told Bill Clinton.",
        "The company, whose chief executive is Tim Cook, said that profits rose sharply.",
    ],
)
def test_nobody_known_speaks(quotes: Callable[[str], Found], text: str) -> None:
    assert [speaker for _, speaker, _, _ in quotes(text)] == [None]
