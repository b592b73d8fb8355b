"""What a build says that it changed, whatever happened between the builds."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sitegen import stages, update
from sitegen.catalogue import Catalogue, KnownEntity
from sitegen.changes import BATCHES, Change, Log, differences, extended, read_log, summary
from sitegen.cli import sitegen
from tests.stand_in import annotate
from tests.worlds import World

ONE = """
-- seeds/one.txt --
Raid in Harbour Town

Anna Berg led a raid. Anna Berg spoke to Tom Reed.
"""
TWO = """
-- seeds/two.txt --
Second day

Nora Vale saw Tom Reed. Nora Vale left.
"""


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "annotate", annotate)


def told(changes: tuple[Change, ...]) -> set[tuple[str, str, str]]:
    return {(c.what, c.id, c.detail) for c in changes}


def test_a_build_tells_what_is_new_merged_renamed_and_gone(world: World) -> None:
    world.write(ONE)
    assert world.build().changes == (), "the first build has nothing to compare with"
    assert world.build().changes == ()
    world.write(TWO)
    done = world.build()
    assert told(done.changes) == {("new", "nora-vale", ""), ("more", "tom-reed", "1 → 2")}
    assert {a for c in done.changes for a in c.articles} == {"second-day"}
    world.write(
        '-- curation.toml --\n[[same]]\nentities = ["anna-berg", "nora-vale"]\n\n'
        '[[entity]]\nid = "tom-reed"\nname = "Mayor Reed"\n'
    )
    done = world.build()
    assert told(done.changes) == {
        ("merged", "nora-vale", "into anna-berg"),
        ("more", "anna-berg", "2 → 4"),
        ("renamed", "tom-reed", "was Tom Reed"),
    }
    assert summary(done.changes) == "1 entity merged, 1 renamed, 1 with more mentions"
    rulings = (world.root / "curation.toml").read_text()
    hiding = '[[entity]]\nid = "tom-reed"\nhide = true\n\n[[entity]]\nid = "no-one"\nhide = true\n'
    world.write(f"-- curation.toml --\n{hiding}")
    assert ("hidden", "tom-reed") in {(c.what, c.id) for c in world.build().changes}
    world.write(f"-- curation.toml --\n{rulings}")
    world.build()
    (world.root / "seeds/two.txt").unlink()
    assert {(c.what, c.id) for c in world.build().changes} == {("less", "anna-berg"), ("less", "tom-reed")}
    (world.root / "seeds/one.txt").unlink()
    assert {(c.what, c.id) for c in world.build().changes} == {
        ("gone", id_) for id_ in ("anna-berg", "harbour-town", "tom-reed")
    }
    assert world.tree() == world.fresh_tree(), "nothing of it is in the pages"


def test_the_command_tells_it(world: World) -> None:
    place = ["--config", str(world.root / "sitegen.toml")]

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(sitegen, [*arguments, *place])
        assert result.exit_code == 0, result.output
        return result.stdout

    world.write(ONE)
    world.build()
    assert "since the first" in run("changes")
    world.write(TWO)
    assert "Since the last build: 1 entity new, 1 with more mentions." in run("build")
    assert "Build 2, the last build: 1 entity new" in run("changes")
    rows = json.loads(run("changes", "--format", "json"))
    assert [(r["build"], r["kind"], r["id"], r["what"]) for r in rows] == [
        (2, "entity", "nora-vale", "new"),
        (2, "entity", "tom-reed", "more"),
    ]
    assert [r["id"] for r in json.loads(run("changes", "Nora Vale", "--format", "json"))] == ["nora-vale"]
    world.build()
    assert "--builds 2" in run("changes")
    assert json.loads(run("changes", "--format", "json")) == []
    assert len(json.loads(run("changes", "--builds", "2", "--format", "json"))) == 2


@pytest.mark.parametrize("step", ["publish", "log", "catalogue"])
def test_a_build_that_is_killed_is_part_of_the_next_ones_changes(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    world.write(ONE)
    world.build()
    world.write(TWO)
    whole = update.write_whole

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    def killed_at(path: object, content: object) -> None:
        if str(path).endswith({"log": update.LOG, "catalogue": update.CATALOGUE}.get(step, "nothing")):
            raise KeyboardInterrupt
        whole(path, content)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(
            update,
            "publish" if step == "publish" else "write_whole",
            killed if step == "publish" else killed_at,
        )
        with pytest.raises(KeyboardInterrupt):
            world.build()
    world.write("-- seeds/three.txt --\nThird day\n\nLisa Lund slept. Lisa Lund woke.\n")
    done = world.build()
    assert told(done.changes) == {
        ("new", "nora-vale", ""),
        ("new", "lisa-lund", ""),
        ("more", "tom-reed", "1 → 2"),
    }
    log = read_log(world.root / ".sitegen" / update.LOG)
    assert len(log.batches) == 1
    assert log.batches[0].build == log.builds


def test_without_its_store_a_build_compares_with_the_published_site(world: World) -> None:
    world.write(ONE)
    world.build()
    shutil.rmtree(world.root / ".sitegen")
    world.write(TWO)
    assert told(world.build().changes) == {("new", "nora-vale", ""), ("more", "tom-reed", "1 → 2")}


@pytest.mark.parametrize("data", [b"", b"{", b'{"builds": "x"}', b"\xff\xfe"])
def test_a_damaged_log_or_catalogue_stops_nothing(world: World, data: bytes) -> None:
    world.write(ONE)
    world.build()
    for name in (update.LOG, update.CATALOGUE):
        (world.root / ".sitegen" / name).write_bytes(data)
    world.write(TWO)
    world.build()
    world.write("-- seeds/three.txt --\nThird day\n\nLisa Lund slept. Lisa Lund woke.\n")
    assert told(world.build().changes) == {("new", "lisa-lund", "")}


def known(id_: str, name: str, mentions: int) -> KnownEntity:
    return KnownEntity(id_, "person", name, (), "", True, (("a", ()),), mentions)


ENTITIES = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.sampled_from(["x", "y"]), st.integers(1, 3)), max_size=5
)


@given(st.lists(ENTITIES, min_size=2, max_size=6))
def test_changes_lead_from_one_catalogue_to_the_next(history: list[dict[str, tuple[str, int]]]) -> None:
    catalogues = [Catalogue(entities=tuple(known(k, *v) for k, v in sorted(e.items()))) for e in history]
    for (old, new), (was, now) in zip(pairwise(catalogues), pairwise(history), strict=True):
        changes = differences(old, new, lambda _kind, _id: None)
        assert {c.id for c in changes if c.what == "new"} == now.keys() - was.keys()
        assert {c.id for c in changes if c.what == "gone"} == was.keys() - now.keys()
        both = was.keys() & now.keys()
        assert {c.id for c in changes if c.what == "renamed"} == {k for k in both if was[k][0] != now[k][0]}
        assert bool(changes) == (was != now)


def test_the_log_is_as_long_as_it_may_be_and_forgets_what_is_forgotten() -> None:
    log = Log()
    for n in range(BATCHES + 5):
        log = extended(log, str(n), str(n + 1), [Change("entity", "ann-lee", "more", "Ann Lee")], ())
    assert (len(log.batches), log.builds) == (BATCHES, BATCHES + 5)
    log = extended(log, "x", "y", [Change("entity", "ann-lee", "gone", "Ann Lee")], ["forgotten-1"])
    assert log.last() == (Change("entity", "forgotten-1", "forgotten", ""),)
    assert "nn" not in repr(log.batches)
    log = extended(log, "y", "z", [Change("entity", "bo-ek", "new", "Bo Ek")], ["forgotten-1"])
    assert len(log.batches) == 2
