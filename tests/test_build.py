"""The engine: what is computed again, and that a build from any store equals a clean one.

The model is left out: a stand-in annotator finds capitalised names and the word "raid", which is
all that the engine needs to be put to the test. The real one runs in test_archive.py.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import build, stages
from sitegen.locate import locate
from sitegen.problems import SitegenError
from sitegen.search import Hit, query
from sitegen.update import Updated, update
from tests.stand_in import annotate
from tests.worlds import NoReport, World

ALPHA = """
-- seeds/alpha.md --
---
title: Raid in Harbour Town
date: 2025-03-01
---
Police chief Anna Berg led a raid in Harbour Town on Saturday.

Anna Berg spoke.
-- seeds/beta.txt --

Berg visits Old Mill

Anna Berg visited Old Mill.
She met Tom Reed. Tom Reed was glad.
-- seeds/gamma.txt --
Nothing of the kind

A quiet day for Lisa Lund. Lisa Lund slept.
"""


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "annotate", annotate)


@pytest.fixture
def built(world: World) -> World:
    world.write(ALPHA)
    world.build()
    return world


def test_pages_for_articles_and_people(built: World) -> None:
    pages = built.tree()
    assert {"articles/raid-in-harbour-town.html", "articles/berg-visits-old-mill.html"} <= pages.keys()
    assert "people/anna-berg.html" in pages
    assert "Police chief" in built.page("people/anna-berg.html")
    assert 'href="../people/anna-berg.html"' in built.page("articles/raid-in-harbour-town.html")


def test_two_files_with_one_text_are_annotated_once_and_shift_nobody(world: World) -> None:
    text = "Same\n\nAnna Berg spoke to Tom Reed. Anna Berg left."
    world.write(
        f"-- seeds/a.txt --\n{text}\n-- seeds/b.txt --\n{text}\n-- seeds/c.txt --\nX\n\nTom Reed stayed."
    )
    done = world.build()
    assert done.built.tally.counts["annotated"] == 2
    for name in ("same.html", "same-2.html", "x.html"):
        assert re.search(r'people/tom-reed\.html"[^>]*>Tom Reed</a>', world.page(f"articles/{name}"))


def test_a_second_build_recomputes_nothing(built: World) -> None:
    before = built.tree()
    again = built.build()
    assert again.built.tally.counts == {"read": 0, "annotated": 0, "rendered": 0, "indexed": 0}
    assert again.published.written == 0
    assert built.tree() == before


def test_an_edit_recomputes_what_it_must_and_no_more(built: World) -> None:
    before = built.tree()
    built.write("-- seeds/gamma.txt --\nNothing of the kind\n\nA quiet day for Lisa Lund. Lisa Lund woke up.")
    done = built.build()
    counts = done.built.tally.counts
    assert (counts["read"], counts["annotated"]) == (1, 1)
    changed = {path for path, data in built.tree().items() if before.get(path) != data}
    pages = {path for path in changed if path.endswith(".html")}
    assert {"articles/nothing-of-the-kind.html", "people/lisa-lund.html"} <= pages
    assert not any("berg" in path or "raid" in path for path in pages)
    assert counts["rendered"] == len(pages)
    assert built.tree() == built.fresh_tree()


def test_a_renamed_file_keeps_its_address_and_is_not_annotated_again(built: World) -> None:
    (built.root / "seeds/beta.txt").rename(built.root / "seeds/zeta.txt")
    done = built.build()
    assert done.built.tally.counts["annotated"] == 0
    assert "articles/berg-visits-old-mill.html" in built.tree()
    assert built.tree() == built.fresh_tree()


def test_an_edit_of_settings_templates_and_static_files_counts(built: World) -> None:
    built.write('-- sitegen.toml --\n[site]\ntitle = "Renamed archive"')
    built.build()
    assert "Renamed archive" in built.page("index.html")
    built.write("-- static/site.css --\nbody { color: red }")
    built.build()
    assert built.page("static/site.css") == "body { color: red }\n"
    built.write("-- templates/missing.html --\nlost")
    built.build()
    assert built.page("404.html").strip() == "lost"
    assert built.tree() == built.fresh_tree()


def test_a_deleted_article_leaves_no_orphan_but_its_address_answers(built: World) -> None:
    (built.root / "seeds/gamma.txt").unlink()
    built.build()
    page = built.page("articles/nothing-of-the-kind.html")
    assert "Lisa Lund" not in page
    assert built.tree() == built.fresh_tree()


def test_a_change_of_the_same_size_and_time_is_seen(built: World) -> None:
    path = built.root / "seeds/gamma.txt"
    status = path.stat()
    path.write_text(path.read_text().replace("slept", "dozed"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    built.build()
    assert "dozed" in built.page("articles/nothing-of-the-kind.html")


def test_a_bad_article_stops_no_other(built: World) -> None:
    built.write("-- seeds/bad.md --\n---\ntitle: [unclosed\n---\nText.")
    done = built.build()
    assert [(p.where, p.severity) for p in done.built.problems if p.severity == "error"] == [
        ("seeds/bad.md", "error")
    ]
    assert "articles/raid-in-harbour-town.html" in built.tree()
    again = built.build()
    assert again.built.problems == done.built.problems, "a stored problem is told again"


@pytest.mark.parametrize(
    "text", ["", "-- seeds/one.txt --\nOne\n\nOnly Anna Berg."], ids=["empty", "one article"]
)
def test_small_archives(world: World, text: str) -> None:
    world.write(text)
    done = world.build()
    assert not [p for p in done.built.problems if p.severity == "error"]
    assert "index.html" in world.tree()
    assert world.tree() == world.fresh_tree()


def test_a_damaged_store_is_rebuilt_with_the_same_bytes(built: World) -> None:
    before = built.tree()
    store = built.root / ".sitegen" / "memo.sqlite"
    data = bytearray(store.read_bytes())
    data[4096 : len(data) // 2] = os.urandom(len(data) // 2 - 4096)
    store.write_bytes(data)
    built.write("-- seeds/gamma.txt --\nNothing of the kind\n\nA quiet day for Lisa Lund. Lisa Lund slept. ")
    built.write(ALPHA)
    built.build()
    assert built.tree() == before


def test_two_builds_at_once(built: World) -> None:
    with FileLock(built.root / ".sitegen" / "lock"), pytest.raises(SitegenError, match="locked"):
        built.build()


def test_a_ruling_hides_and_names(built: World) -> None:
    built.write('-- curation.toml --\n[[entity]]\nid = "anna-berg"\nname = "Chief Berg"\n')
    built.build()
    assert "Chief Berg" in built.page("people/anna-berg.html")
    built.write('-- curation.toml --\n[[entity]]\nid = "anna-berg"\nhide = true\n')
    built.build()
    assert "anna-berg" not in built.page("people/index.html")
    assert built.tree() == built.fresh_tree()


def test_images_are_copied_and_a_missing_one_is_told(built: World) -> None:
    built.write("-- seeds/pics/p.md --\n---\ntitle: Picture\n---\n![A dot](dot.png)\n\n![Gone](gone.png)")
    (built.root / "seeds/pics/dot.png").write_bytes(b"\x89PNG\r\n\x1a\n0")
    done = built.build()
    assert b"\x89PNG\r\n\x1a\n0" in built.tree().values()
    assert any(p.code == "missing-image" and "gone.png" in p.message for p in done.built.problems)
    (built.root / "seeds/pics/gone.png").write_bytes(b"\x89PNG\r\n\x1a\n1")
    assert built.build().built.problems == ()
    assert b"\x89PNG\r\n\x1a\n1" in built.tree().values()


# ---------------------------------------------------------------- incremental equals fresh

FILES = ("a.txt", "b.txt", "sub/c.md")
TEXTS = (
    "Raid in Harbour Town\n\nAnna Berg led a raid. Anna Berg spoke.",
    "Raid in Harbour Town\n\nTom Reed led a raid. Anna Berg spoke.",
    "Quiet\n\nTom Reed and Lisa Lund. Lisa Lund slept. Tom Reed too.",
)
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), st.sampled_from(FILES), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(FILES), st.sampled_from(FILES)),
    st.tuples(st.just("build"), st.just(""), st.just("")),
)


def apply(root: Path, edit: tuple[str, str, str]) -> None:
    what, name, value = edit
    path = root / "seeds" / name
    if what == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value)
    elif what == "delete":
        path.unlink(missing_ok=True)
    elif what == "rename" and path.is_file():
        (root / "seeds" / value).parent.mkdir(parents=True, exist_ok=True)
        path.replace(root / "seeds" / value)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=st.lists(EDITS, min_size=2, max_size=7))
def test_incremental_equals_fresh_after_any_edits(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, str]]
) -> None:
    root = tmp_path_factory.mktemp("edits") / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "sitegen.toml").write_text("")
    world = World(root)
    for edit in edits:
        if edit[0] == "build":
            world.build()
        else:
            apply(root, edit)
    world.build()
    assert world.tree() == world.fresh_tree()


def test_pages_come_before_a_large_index(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As while watching: new pages with the old index, marked; then the new one, as of a clean build."""
    monkeypatch.setattr(build, "EARLY_FROM", 1)
    config = locate(built.root / "sitegen.toml", None, None, built.root)
    seen: list[dict[str, bytes]] = []

    def early(updated: Updated) -> None:
        assert updated.stale
        seen.append(built.tree())

    old = built.tree()
    built.write("-- seeds/delta.txt --\nFresh news\n\nOnly Zelda Quist knew.")
    done = update(config, NoReport(), early=early)
    (between,) = seen
    assert "articles/fresh-news.html" in between and not done.stale
    assert b'"stale":true' in between["search/manifest.js"]
    assert [h.title for h in query_of(between, built.root / "between", "Zelda")] == []
    assert query_of(between, built.root / "between", "raid") == query_of(old, built.root / "old", "raid")
    assert query(built.root / "site", "Zelda")
    assert built.tree() == built.fresh_tree()
    # an edit that leaves the index as it is, and one that does nothing, need no second publish
    seen.clear()
    update(config, NoReport(), early=early)
    built.write('-- sitegen.toml --\n[site]\ntitle = "Another title"\nurl = "https://example.org/a/"\n')
    update(locate(config.root / "sitegen.toml", None, None, config.root), NoReport(), early=early)
    assert seen == [] and "Another title" in built.page("index.html")


def test_the_first_pages_come_with_an_empty_index(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "EARLY_FROM", 1)
    world.write(ALPHA)
    seen: list[dict[str, bytes]] = []
    config = locate(world.root / "sitegen.toml", None, None, world.root)
    update(config, NoReport(), early=lambda _: seen.append(world.tree()))
    assert b'"stale":true' in seen[0]["search/manifest.js"]
    assert query_of(seen[0], world.root / "between", "raid") == ()
    assert world.tree() == world.fresh_tree()


def test_an_index_of_another_version_is_not_shown(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update of sitegen the new pages could not read it."""
    monkeypatch.setattr(build, "EARLY_FROM", 1)
    monkeypatch.setattr(stages, "stage_fingerprint", lambda stage, *_: f"another {stage}")
    seen: list[dict[str, bytes]] = []
    built.write("-- seeds/delta.txt --\nFresh news\n\nOnly Zelda Quist knew.")
    config = locate(built.root / "sitegen.toml", None, None, built.root)
    update(config, NoReport(), early=lambda _: seen.append(built.tree()))
    assert query_of(seen[0], built.root / "between", "raid") == ()
    assert query(built.root / "site", "raid")


def query_of(tree: dict[str, bytes], folder: Path, text: str) -> tuple[Hit, ...]:
    """The hits of a published tree, set down in `folder`."""
    for path, data in tree.items():
        if path.startswith("search/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return query(folder, text)
