"""Any history of edits, commands and builds: the rulings hold, and a build equals a clean one."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import stages
from sitegen.cli import sitegen
from tests.stand_in import annotate
from tests.worlds import World

PEOPLE = ("Anna Berg", "Tom Reed", "Nora Vale", "Lisa Lund")
TEXTS = (
    "One day\n\nAnna Berg led a raid against Tom Reed. Anna Berg spoke. Nora Vale did not.",
    "Two days\n\nNora Vale saw Tom Reed. Lisa Lund left.",
    "Three days\n\nLisa Lund and Anna Berg slept. Tom Reed too. Lisa Lund woke.",
)
FILES = ("a.txt", "b.txt", "sub/c.txt")
WHO = st.sampled_from(PEOPLE)
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(TEXTS)),
    st.tuples(st.just("rename file"), st.sampled_from(FILES), st.sampled_from(FILES)),
    st.tuples(st.just("merge"), WHO, WHO),
    st.tuples(st.just("split"), WHO, WHO),
    st.tuples(st.just("rename"), WHO, st.sampled_from(["Somebody Else", "The Other"])),
    st.tuples(st.just("hide"), WHO, st.sampled_from(["--dry-run", "--forget"])),
    st.tuples(st.just("article"), WHO, st.sampled_from(FILES)),
)


@pytest.fixture(autouse=True, scope="module")
def no_model() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "annotate", annotate)
        yield


def step(world: World, what: str, one: str, two: str) -> None:
    place = ["--config", str(world.root / "sitegen.toml")]
    path = world.root / "seeds" / one
    if what == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(two)
    elif what == "rename file":
        if path.is_file():
            (world.root / "seeds" / two).parent.mkdir(parents=True, exist_ok=True)
            path.replace(world.root / "seeds" / two)
    else:
        arguments = {
            "hide": ["hide", one, two],
            "article": ["split", one, "--article", two, "--as", f"{one} the younger"],
        }.get(what, [what, one, two])
        done = CliRunner().invoke(sitegen, [*arguments, *place])
        # Refused is as good as done: there is no such name now, or a ruling is against it.
        assert done.exception is None or hasattr(done.exception, "status"), done.exception


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(STEPS, min_size=3, max_size=8))
def test_any_history(tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, str, str]]) -> None:
    root = tmp_path_factory.mktemp("history") / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "sitegen.toml").write_text("")
    world = World(root)
    for name, text in zip(FILES, TEXTS, strict=True):
        step(world, "write", name, text)
    world.build()
    for what, one, two in history:
        step(world, what, one, two)
        done = world.build()
        # A ruling may come to name nothing when an article goes; it is never an error, or contradictory.
        codes = {p.code for p in done.built.problems if p.where == "curation.toml"}
        assert codes <= {"unknown-reference", "vain-ruling", "unknown-event"}, done.built.problems
        rows = [json.loads(line) for line in (root / "site/data/entities.jsonl").read_text().splitlines()]
        assert not any(row["id"].startswith("forgotten-") for row in rows)
    assert world.build().changes == ()
    assert world.tree() == world.fresh_tree()
