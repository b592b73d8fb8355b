import pytest

from sitegen.problems import SitegenError
from sitegen.resolve.curation import parse_curation

EVERYTHING = """
[[same]]
entities = ["ahmad-al-shara", "abu-mohammed-al-jolani"]

[[not-same]]
events = ["a", "b"]

[[entity]]
id = "syria"
name = "Syria"
type = "place"
aliases = ["Syrian Arab Republic"]
wikidata = "Q858"
geonameid = 163843
page = true

[[event]]
id = "raid"
date = "2025-05-17"
same = ["raid-2"]

[[mention]]
article = "a"
text = "Damascus"
context = "Damascus said on Sunday"
entity = "syrian-government"
"""


def test_every_table_is_read_with_its_line() -> None:
    curation, problems = parse_curation(EVERYTHING)
    assert problems == ()
    assert (curation.same[0].entities, curation.same[0].line) == (
        ("ahmad-al-shara", "abu-mohammed-al-jolani"),
        2,
    )
    assert curation.not_same[0].events == ("a", "b")
    entity = curation.entities[0]
    assert (entity.id, entity.geonameid, entity.page, entity.hide, entity.line) == (
        "syria",
        163843,
        True,
        False,
        8,
    )
    assert (curation.events[0].date, curation.events[0].same) == ("2025-05-17", ("raid-2",))
    assert curation.mentions[0].context == "Damascus said on Sunday"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[entity]]\nid = "a"\nhid = true\n', 3, "unknown key hid"),
        ('[[entity]]\nid = "a"\npage = "yes"\n', 3, "true or false"),
        ('[[entity]]\nid = "a"\ntype = "city"\n', 3, "person"),
        ('[[entity]]\nname = "a"\n', 1, "lacks id"),
        ('[[same]]\nentities = ["a"]\n', 1, "fewer than two"),
        ('[[not-same]]\nentities = ["a", "b"]\nevents = ["a", "b"]\n', 1, "two rulings"),
        ('\n[[mention]]\narticle = "a"\ntext = "x"\nentity = "e"\ncontext = "y"\n', 2, "context"),
        ('[[sane]]\nentities = ["a", "b"]\n', 1, "sane"),
        ('[entity]\nid = "a"\n', 1, "entity"),
    ],
)
def test_a_bad_ruling_is_an_error_with_its_line(text: str, line: int, words: str) -> None:
    _, problems = parse_curation(text)
    assert [(p.where, p.line, p.severity) for p in problems] == [("curation.toml", line, "error")]
    assert words in problems[0].message + problems[0].hint


def test_one_bad_ruling_leaves_the_others() -> None:
    curation, problems = parse_curation('[[entity]]\nid = 3\n\n[[entity]]\nid = "b"\nhide = true\n')
    assert [(e.id, e.hide) for e in curation.entities] == [("b", True)]
    assert len(problems) == 1


def test_text_that_is_not_toml_stops_the_build() -> None:
    with pytest.raises(SitegenError, match=r"^curation\.toml:2: "):
        parse_curation('[[entity]]\nid = "a\n')
