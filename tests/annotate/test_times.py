"""The component over real parses: what counts as a time, and the tense of its clause."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from sitegen import edtf
from sitegen.annotate.reading import KEY, Reading, reading
from sitegen.model import TimeExpression

pytestmark = pytest.mark.model

SEED = Path(__file__).parents[2] / "../shared/seed"
Reader = Callable[[str, str | None], Doc]


@pytest.fixture(scope="module")
def read() -> Reader:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from sitegen.annotate.pipeline import load_pipeline
    from sitegen.config import AnnotateSettings

    nlp = load_pipeline(AnnotateSettings(components=("sitegen_sentences", "sitegen_times")))

    def read(text: str, date: str | None) -> Doc:
        blocks, at = [], 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                blocks.append((at, at + len(line.rstrip())))
            at += len(line)
        doc = nlp.make_doc(text)
        doc.user_data[KEY] = Reading(date=date, blocks=tuple(blocks))
        return nlp(doc)

    return read


def times_of(doc: Doc) -> list[TimeExpression]:
    return reading(doc).times


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Tense is that of the governing verb, however far it stands.
        ("The ministers will meet in Cairo on Saturday.", ["Saturday=2025-05-24"]),
        ("The ministers met in Cairo on Saturday.", ["Saturday=2025-05-17"]),
        ("The vote is scheduled for June.", ["June=2025-06"]),
        ("The vote was held in June.", ["June=2024-06"]),
        ("He said the troops would leave in June.", ["June=2025-06"]),
        (
            "He said on Friday that the court will rule on Thursday.",
            ["Friday=2025-05-16", "Thursday=2025-05-22"],
        ),
        ("The firm plans to open the plant in March.", ["March=2026-03"]),
        # Names, modals, counts, prices and ages are no dates.
        ("May the army march on the city?", []),
        ("Theresa May met Mr August and April Jones.", []),
        ("The fall of the city was a blow, and prices may fall.", []),
        ("About 2000 troops and 1500 tanks crossed the river.", []),
        ("The ticket costs $2011.", []),
        ("A 25-year-old man, 30 years old at most, was held.", []),
        ("She reads USA Today and the Sunday Times.", []),
        ("In May 20 people were killed.", ["May=2025-05"]),
        # And these are.
        ("In 1956 the party split.", ["1956=1956"]),
        ("The 2003 invasion split the party.", ["2003=2003"]),
        ("The war lasted from 2011 to 2024.", ["2011=2011", "2024=2024"]),
        ("He served in 1939–45 and came home.", ["1939=1939", "45=1945"]),
        ("They met on 17-19 May.", ["17=2025-05-17", "19 May=2025-05-19"]),
        (
            "The shelling (14 August-24 August 2016) killed many.",
            ["14 August=2016-08-14", "24 August 2016=2016-08-24"],
        ),
        ("The raid took two days.", ["two days=duration"]),
        ("The market opens every day.", ["every day=set"]),
        ("Gunmen attacked the bus at 9 a.m. on Tuesday.", ["9 a.m.=2025-05-13", "Tuesday=2025-05-13"]),
        ("The bloc now has ten members.", ["now=None"]),
        ("Polls were cancelled in 1997, 1998 and 2001.", ["1997=1997", "1998=1998", "2001=2001"]),
        ("The hearing is at the boardroom, 1232 Haco Drive.", []),
        ("The shop has money to stay open through Friday.", ["Friday=2025-05-23"]),
        ("The club announced a July 26 match.", ["July 26=2025-07-26"]),
        ("The winter sales bring crowds.", ["The winter=None"]),
        ("It rained in the spring.", ["the spring=2025-21"]),
        ("June Carr was honoured.", []),
        ("The drought could last a decade.", ["a decade=duration"]),
    ],
)
def test_what_a_sentence_says(read: Reader, text: str, wanted: list[str]) -> None:
    said = [
        f"{t.text}={t.kind if t.kind in ('duration', 'set') else t.edtf}"
        for t in times_of(read(text, "2025-05-18"))
    ]
    assert said == wanted


@pytest.mark.skipif(not SEED.exists(), reason="the example article is not here")
def test_the_example_article(read: Reader) -> None:
    text = next(SEED.glob("*.txt")).read_text(encoding="utf-8").strip("\n")
    times = times_of(read(text, "2025-05-18"))
    assert [(t.text, t.edtf) for t in times] == [
        ("Sunday", "2025-05-18"),
        ("a day after", "2025-05-18"),
        ("Saturday", "2025-05-17"),
        ("last year", "2024"),
        ("last week", "2025-05-11/2025-05-17"),
        ("Sunday", "2025-05-18"),
        ("2014", "2014"),
        ("March", "2025-03"),
        ("2011", "2011"),
        ("2024", "2024"),
        ("December", "2024-12"),
        ("January", "2025-01"),
        ("Saturday", "2025-05-17"),
        ("Thursday", "2025-05-15"),
    ]
    for one in times:
        assert text[one.start : one.end] == one.text
        assert one.grain == edtf.grain(one.edtf or "")
    assert {t.edtf for t in times_of(read(text, None))} == {None, "2014", "2011", "2024"}
