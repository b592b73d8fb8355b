"""What `sitegen hide --forget` leaves of a name: the article's text, and nothing else."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen import build, stages
from sitegen.annotate import AnnotateResult
from sitegen.cli import sitegen
from sitegen.config import AnnotateSettings
from sitegen.locate import locate
from sitegen.model import Argument, Article
from sitegen.update import update
from tests.stand_in import annotate
from tests.worlds import NoReport, World

ARTICLES = """
-- seeds/one.md --
---
title: Trouble in town
date: 2025-03-01
---
Anna Berg led a raid against Nora Vale. Anna Berg spoke to Tom Reed.
-- seeds/two.txt --
Second day

Nora Vale saw Tom Reed and Anna Berg. Nora Vale left.
-- seeds/three.txt --
Third day

Tom Reed and Nora Vale slept.
"""
NAME = re.compile(rb"anna[ _+-]?(?:%20)?berg|berg, anna", re.IGNORECASE)


def with_targets(articles: Sequence[Article], settings: AnnotateSettings) -> Iterator[AnnotateResult]:
    """The stand-in's findings; a raid is against whoever else its sentence names, and has a page."""
    for result in annotate(articles, settings):
        notes = result.annotation
        events = []
        for event in notes.events:
            others = [n for n, m in enumerate(notes.mentions) if m.sentence == event.sentence][1:]
            targets = (Argument("target", n, 0, 0) for n in others)
            events.append(replace(event, arguments=(*event.arguments, *targets)))
        yield replace(result, annotation=replace(notes, events=tuple(events)))


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "annotate", with_targets)


def forget(world: World, *names: str) -> str:
    place = ["--config", str(world.root / "sitegen.toml")]
    out = ""
    for name in names:
        result = CliRunner().invoke(sitegen, ["hide", name, "--forget", *place])
        assert result.exit_code == 0, result.output
        out += result.output
    return out


def naming(world: World) -> dict[str, bytes]:
    """Every file below the root but the articles that has the name, and every value of the store."""
    found = {}
    for path in sorted(world.root.rglob("*")):
        inside = path.relative_to(world.root)
        if path.is_file() and inside.parts[0] != "seeds" and path.name != "memo.sqlite":
            data = path.read_bytes()
            if NAME.search(data) or NAME.search(str(inside).encode()):
                found[inside.as_posix()] = data
    return found


def stored(root: Path) -> list[bytes]:
    """Every value of the store."""
    connection = sqlite3.connect(root / ".sitegen" / "memo.sqlite")
    try:
        return [zlib.decompress(value) for (value,) in connection.execute("select value from memo")]
    finally:
        connection.close()


def test_a_forgotten_name_is_in_the_text_of_articles_alone(world: World) -> None:
    world.write(ARTICLES)
    world.build()
    world.write('-- curation.toml --\n[[entity]]\nid = "anna-berg"\nname = "Anna Berg"\npage = true\n')
    world.build()
    assert any(path.startswith("site/people/") for path in naming(world))
    assert {"permalinks.json", ".sitegen/catalogue.msgpack"} <= naming(world).keys()
    assert any(b"raid-on-nora-vale-by-anna-berg" in data for data in naming(world).values()), (
        "an event is named after her"
    )
    forget(world, "Anna Berg")
    assert "curation.toml" not in naming(world)
    done = world.build()
    assert done.built.problems == ()
    assert [c.what for c in done.changes] == ["forgotten"]
    # Sentences of the articles are left, on their pages, in excerpts, in the data, as evidence.
    for path, data in naming(world).items():
        assert path.startswith("site/"), path
        assert b"anna-berg" not in data.lower(), f"{path} has her slug"
        text = re.sub(r"<[^>]+>", "", data.decode("utf-8", "replace"))
        for found in NAME.finditer(text.encode()):
            around = text.encode()[found.start() - 13 : found.end() + 11].decode("utf-8", "replace")
            assert re.search("Tom Reed and Anna Berg|Anna Berg led a|Anna Berg spoke to", around), (
                path,
                around,
            )
    for path in ("people/index.html", "data/entities.jsonl", "data/events.jsonl", "data/entities.csv"):
        assert not NAME.search((world.root / "site" / path).read_bytes()), path
    assert not (world.root / "site/people/anna-berg.html").exists(), "nor does her old address answer"
    for value in stored(world.root):
        assert b"anna-berg" not in value.lower()
    raw = (world.root / ".sitegen" / "memo.sqlite").read_bytes()
    assert b"anna-berg" not in raw.lower()
    assert not (world.root / ".sitegen" / "memo.sqlite.damaged").exists()
    assert world.tree() == world.fresh_tree()


def test_forgetting_while_watching_leaves_nothing_in_the_store(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last index, which would be shown until the new one is there, still has the name."""
    monkeypatch.setattr(build, "EARLY_FROM", 1)
    world.write(ARTICLES)
    world.build()
    assert any(b"people/anna-berg" in value for value in stored(world.root))
    forget(world, "Anna Berg")
    seen = []
    config = locate(world.root / "sitegen.toml", None, None, world.root)
    update(config, NoReport(), early=lambda updated: seen.append(updated))
    assert seen == []
    assert not any(b"anna-berg" in value.lower() for value in stored(world.root))


def test_the_store_keeps_what_later_builds_need(world: World) -> None:
    world.write(ARTICLES)
    world.build()
    forget(world, "anna-berg")
    assert world.build().built.tally.counts["annotated"] == 0
    # The same build as one before, which would be recalled whole.
    (world.root / "curation.toml").write_text("")
    world.build()
    forget(world, "anna-berg")
    world.build()
    world.write("-- seeds/four.txt --\nFourth day\n\nLisa Lund slept.\n")
    assert world.build().built.tally.counts["annotated"] == 1


def test_a_store_set_aside_goes_too_and_a_kill_before_the_purge_is_made_good(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.memo import Memo

    world.write(ARTICLES)
    world.build()
    world.build(fresh=True)  # sets the first store aside
    forget(world, "anna-berg")

    def killed(_: Memo) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Memo, "purge", killed)
        with pytest.raises(KeyboardInterrupt):
            world.build()
    assert (world.root / ".sitegen" / "memo.sqlite.damaged").exists()
    world.build()
    assert not (world.root / ".sitegen" / "memo.sqlite.damaged").exists()
    assert not any(b"anna-berg" in value.lower() for value in stored(world.root))


def test_the_forgotten_stay_so_when_articles_come_and_go(world: World) -> None:
    world.write(ARTICLES)
    world.build()
    told = forget(world, "anna-berg")
    assert "forgotten-" in told
    world.build()
    world.write("-- seeds/four.txt --\nFourth day\n\nAnna Berg is back. Anna Berg spoke.\n")
    (world.root / "seeds/one.md").rename(world.root / "seeds/moved.md")
    for fresh in (False, True):
        done = world.build(fresh=fresh)
        assert done.built.problems == ()
        assert b"anna-berg" not in b"".join(world.tree().values()).lower()
    for path in (world.root / "seeds").iterdir():
        path.unlink()
    world.write("-- seeds/five.txt --\nFifth day\n\nLisa Lund slept.\n")
    assert world.build().built.problems == ()


def test_a_ruling_that_names_nothing_tells_no_reader(world: World) -> None:
    world.write(ARTICLES)
    world.write('-- curation.toml --\n[[entity]]\nid = "anna-bergg"\nhide = true\n')
    done = world.build()
    assert [p.code for p in done.built.problems] == ["unknown-reference"]
    assert "anna-bergg" not in world.page("quality/index.html")


def test_lines_that_still_have_the_name_are_told(world: World) -> None:
    world.write(ARTICLES)
    world.write(
        '-- curation.toml --\n# Anna Berg asked us to.\n[[not-same]]\nentities = ["anna-berg", "tom-reed"]\n'
    )
    world.build()
    told = forget(world, "anna-berg")
    assert "curation.toml:1 still has the name" in told and "curation.toml:3 still has the name" in told
