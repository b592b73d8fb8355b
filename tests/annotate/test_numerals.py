"""What the words of a number say, without a model."""

import pytest

from sitegen.annotate.numerals import Figure, numeral, read


@pytest.mark.parametrize(
    ("before", "text", "figure"),
    [
        ("", "three", (3, 3, 3)),
        ("", "1,426", (1426, 1426, 1426)),
        ("", "twenty-three", (23, 23, 23)),
        ("", "two hundred and ten", (210, 210, 210)),
        ("killed at least ", "20", (20, 20, None)),
        ("as many as ", "2,000", (None, 2000, 2000)),
        ("between ", "10 and 15", (10, 12, 15)),
        ("", "10 to 15", (10, 12, 15)),
        ("", "dozens", (24, 24, 99)),
        ("", "several hundred", (300, 300, 900)),
        ("", "tens of thousands", (20_000, 20_000, 99_999)),
        ("", "Hundreds of thousands", (200_000, 200_000, 999_999)),
        ("", "another 12", (12, 12, 12)),
        ("", "another two", (2, 2, 2)),
        ("", "a dozen", (12, 12, 12)),
        ("more than a week ago ", "20", (20, 20, 20)),
    ],
)
def test_figures(before: str, text: str, figure: Figure) -> None:
    found = read(text, before)
    assert found is not None and found[0] == figure


def test_the_words_that_qualify_a_number_belong_to_it() -> None:
    before = "killed more than "
    found = read("20", before)
    assert found is not None and before[-found[1] :] == "more than "


def test_what_is_no_number() -> None:
    assert read("people", "") is None
    assert not numeral("people") and numeral("12-15") and numeral("dozens")
