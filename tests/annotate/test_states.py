"""Whom "the authorities" and "the group" stand for, read by the default pipeline."""

from collections.abc import Callable

import pytest

from sitegen.annotate.pipeline import load_pipeline, make_doc
from sitegen.annotate.reading import reading
from sitegen.config import AnnotateSettings
from sitegen.model import Article

pytestmark = pytest.mark.model
Meant = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def meant() -> Meant:
    nlp = load_pipeline(AnnotateSettings())

    def read(text: str) -> dict[str, str]:
        article = Article("a.txt", "", "txt", None, text, ((0, len(text)),), (), date="2025-05-18")
        mentions = reading(nlp(make_doc(nlp, article))).mentions
        return {
            m.text: mentions[m.antecedent].name
            for m in mentions
            if m.kind == "title" and m.antecedent is not None
        }

    return read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Jordanian security forces raided a farm near Amman. The United States had warned of smugglers. "
            "The authorities said security forces arrested six men.",
            {"The authorities": "Jordan", "security forces": "Jordan"},
        ),
        (
            "Talks between Iran and the United States go on. The new authorities in Tehran want them to.",
            {"The new authorities": "Iran"},
        ),
        (
            "The former regime lost Homs in three days. Rebels brought down the Haddad regime in December.",
            {"The former regime": "Haddad regime"},
        ),
    ],
)
def test_a_state_that_acts(meant: Meant, text: str, wanted: dict[str, str]) -> None:
    assert wanted.items() <= meant(text).items()


@pytest.mark.parametrize(
    "text",
    [
        "The Iraqi army and the Turkish army fought near Mosul. The authorities said nothing.",
        "Anna Blake and Karim Haddad met. The authorities said nothing.",
        "Germany signed. The local authorities in Hamburg said nothing. France did not sign.",
    ],
)
def test_authorities_that_may_be_either_states_are_left_alone(meant: Meant, text: str) -> None:
    assert not [words for words in meant(text) if "authorities" in words]


def test_nobody_fights_himself(meant: Meant) -> None:
    text = (
        "The war weakened Al Qaeda in Yemen. The Southern Movement supplied most of the troops who "
        "fought against the group."
    )
    assert meant(text).get("the group") != "Southern Movement"


def test_a_country_is_that_of_the_capital_beside_it(meant: Meant) -> None:
    text = "Jordan asked for help. Egypt sent tents. Officials in Amman said that the country was grateful."
    assert meant(text)["the country"] == "Jordan"
