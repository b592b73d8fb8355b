from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sitegen.model import Annotation, Article
from sitegen.resolve.articles import archive_articles

Pair = tuple[Article, Annotation]
STORY = " ".join(f"Word{n} of a story that a wire sends to its papers." for n in range(30))


def ids(pairs: Sequence[Pair], known: Any = ()) -> tuple[dict[str, str], Any]:
    articles, links = archive_articles(pairs, known)
    return {a.article.source: a.id for a in articles}, links


def test_ids_are_slugs_of_titles_in_the_order_of_sources(article: Callable[..., Pair]) -> None:
    pairs = [
        article("b.txt", "two", title="Raid in Aleppo"),
        article("a.txt", "one", title="Raid in Aleppo"),
        article("sub/No title.txt", "three"),
    ]
    found, _ = ids(pairs)
    assert found == {"a.txt": "raid-in-aleppo", "b.txt": "raid-in-aleppo-2", "sub/No title.txt": "no-title"}


def test_a_renamed_file_and_an_edited_one_keep_their_ids(article: Callable[..., Pair]) -> None:
    old = article("a.txt", "one", title="First title")
    before, links = ids([old])
    renamed, _ = ids([(replace(old[0], source="b.txt"), old[1])], links)
    edited, _ = ids([article("a.txt", "other words", title="Second title")], links)
    both, _ = ids([article("b.txt", "other words", title="Second title")], links)
    assert renamed["b.txt"] == edited["a.txt"] == before["a.txt"] == "first-title"
    assert both["b.txt"] == "second-title"


def test_a_copied_draft_does_not_take_the_id_of_what_it_was_copied_from(article: Callable[..., Pair]) -> None:
    old = article("a.txt", "one", title="Title")
    _, links = ids([old])
    found, _ = ids(
        [article("a.txt", "one, edited", title="Title"), (replace(old[0], source="b.txt"), old[1])], links
    )
    assert found == {"a.txt": "title", "b.txt": "title-2"}


def test_near_copies_lead_to_the_earliest(article: Callable[..., Pair]) -> None:
    pairs = [
        article("a.txt", STORY, title="A", date="2025-05-18"),
        article("b.txt", STORY + " A last line.", title="B", date="2025-05-17"),
        article("c.txt", STORY.upper(), title="C"),
        article(
            "d.txt", " ".join(f"Other{n} words about things of that kind." for n in range(30)), title="D"
        ),
    ]
    articles, _ = archive_articles(pairs, ())
    assert {a.id: a.copy_of for a in articles} == {"a": "b", "b": None, "c": "b", "d": None}


def test_short_texts_are_no_copies(article: Callable[..., Pair]) -> None:
    articles, _ = archive_articles(
        [article("a.txt", "Rain today.", title="A"), article("b.txt", "Rain today.", title="B")], ()
    )
    assert [a.copy_of for a in articles] == [None, None]
