"""How many, in single sentences read by the default pipeline."""

import pytest

from tests.annotate.reads import reader

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "trigger", "counts"),
    [
        ("The shooting left five people dead and 12 wounded.", "shooting", {"killed": 5, "injured": 12}),
        ("The clashes left at least 13 people dead, five of them children.", "clashes", {"killed": 13}),
        ("The earthquake left 3,000 dead, officials said.", "earthquake", {"killed": 3000}),
        ("Toll of Damascus church bombing rises to 25", "bombing", {"killed": 25}),
        ("The death toll from the quake rose to at least 2,000.", "quake", {"killed": 2000}),
        ("Police shot dead two men in Lyon.", "shot", {"killed": 2}),
        ("Three people were shot dead in Paris.", "shot", {"killed": 3}),
        ("The fighting displaced tens of thousands.", "fighting", {"displaced": 20_000}),
        ("The flood displaced 4,500 families.", "flood", {}),
        ("Ten people were killed, including three children.", "killed", {"killed": 10}),
    ],
)
def test_counts(text: str, trigger: str, counts: dict[str, int]) -> None:
    found = reader()(text).event(trigger).counts
    assert {c.field: c.best for c in found} == counts
