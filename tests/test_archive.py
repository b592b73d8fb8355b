"""The whole program with its real model, as a user runs it: commands, kills, foreign surroundings."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.worlds import World, published

pytestmark = pytest.mark.model

ALPHA = """
-- seeds/2025-05-18-raid.txt --

Police raid flat in Lyon
Police raided a flat in Lyon on Saturday and arrested three men, Interior Minister Bruno Retailleau said.

“We acted on time,” Mr Retailleau told reporters in Paris.
-- seeds/meeting.md --
---
title: Retailleau meets Faeser in Berlin
date: 2025-04-02
---
French Interior Minister Bruno Retailleau met his German counterpart Nancy Faeser in Berlin on Wednesday.
"""


def sitegen(root: Path, *arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments],
        cwd=root,
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def test_an_archive_from_new_to_search(tmp_path: Path) -> None:
    made = sitegen(tmp_path, "new", "mine")
    assert made.returncode == 0
    root = tmp_path / "mine"
    built = sitegen(root, "build", "--format", "json")
    assert built.returncode == 0, built.stderr
    report = json.loads(built.stdout)
    assert (report["articles"], report["computed"]["annotated"]) == (1, 1)
    assert "Riverside" in (root / "site" / "index.html").read_text()
    again = sitegen(root, "build")
    assert "Nothing has changed" in again.stdout
    found = json.loads(
        sitegen(root, "search", "--site", "site", "--format", "json", "bridge", "mayor").stdout
    )
    assert found[0]["kind"] == "article"
    assert found[0]["source"] == "2025-03-04-new-bridge.md"
    assert {"kind", "id", "url", "title", "score", "source"} <= found[0].keys()
    assert sitegen(root, "check").returncode == 0
    explained = sitegen(root, "explain", found[0]["id"])
    assert "2025-03-04-new-bridge.md" in explained.stdout
    assert sitegen(tmp_path, "new", "mine").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["build"], 2, "no sitegen.toml here"),
        (["build", "--seeds", "nowhere"], 2, "nowhere is not a folder"),
        (["explode"], 2, "No such command"),
        (["build", "--colour"], 2, "No such option"),
        (["search", "--site", "nowhere", "x"], 2, "not a built site"),
    ],
)
def test_usage_errors(tmp_path: Path, arguments: list[str], status: int, message: str) -> None:
    done = sitegen(tmp_path, *arguments)
    assert (done.returncode, message in done.stderr) == (status, True), done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_has_help(tmp_path: Path) -> None:
    commands = ["new", "build", "serve", "watch", "search", "check", "explain", "changes"]
    commands += ["review", "merge", "split", "rename", "hide"]
    text = sitegen(tmp_path, "--help").stdout
    for name in commands:
        assert f"  {name} " in text
        assert len(sitegen(tmp_path, name, "--help").stdout.splitlines()) > 3


def test_a_bad_file_is_one_line_and_exit_status_1(world: World) -> None:
    world.write(ALPHA + "-- seeds/bad.md --\n---\ntitle: x\ndate: 31 Febuary\n---\nText")
    done = sitegen(world.root, "build")
    assert done.returncode == 1
    assert "seeds/bad.md:3: error[" in done.stderr
    assert "Traceback" not in done.stderr
    assert "articles/police-raid-flat-in-lyon.html" in world.tree()


def test_the_same_bytes_whatever_the_surroundings(world: World, tmp_path: Path) -> None:
    world.write(ALPHA)
    assert sitegen(world.root, "build").returncode == 0
    first = world.tree()
    elsewhere = tmp_path / "else where" / "ärchive"
    twin = World(elsewhere)
    (elsewhere / "seeds").mkdir(parents=True)
    for name in ("sitegen.toml", "permalinks.json"):
        (elsewhere / name).write_bytes((world.root / name).read_bytes())
    # The other order of creation, other times of the files.
    for path in sorted((world.root / "seeds").iterdir(), reverse=True):
        (elsewhere / "seeds" / path.name).write_bytes(path.read_bytes())
        os.utime(elsewhere / "seeds" / path.name, (0, 0))
    done = sitegen(
        Path("/"),
        "build",
        "--config",
        str(elsewhere / "sitegen.toml"),
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="4711",
        COLUMNS="20",
    )
    assert done.returncode == 0, done.stderr
    assert twin.tree() == first
    for name, data in first.items():
        assert str(tmp_path).encode() not in data, f"{name} tells a local path"


def test_killed_at_any_moment_the_site_is_whole(world: World) -> None:
    world.write(ALPHA)
    sitegen(world.root, "build")
    old = world.tree()
    world.write(ALPHA.replace("three men", "four men"))
    chance = random.Random(7)
    trees = []
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "build"],
            cwd=world.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 3.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        trees.append(world.tree())
    assert sitegen(world.root, "build").returncode == 0
    new = world.tree()
    assert new != old
    assert all(tree in (old, new) for tree in trees)
    assert new == world.fresh_tree()


def test_an_output_that_cannot_be_written_is_named(world: World) -> None:
    world.write(ALPHA)
    (world.root / "taken").write_text("a file")
    done = sitegen(world.root, "build", "--site", "taken")
    assert done.returncode == 1
    assert "taken is not a folder" in done.stderr


def test_a_second_build_does_not_import_the_model(world: World) -> None:
    world.write(ALPHA)
    sitegen(world.root, "build")
    code = (
        "import sys; sys.argv = ['sitegen', 'build']\n"
        "from sitegen.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print(sorted(m for m in sys.modules if m in ('spacy', 'numpy', 'thinc')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=world.root, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_example_archive_builds_without_an_error_and_every_ruling_holds(example: Path) -> None:
    done = sitegen(example, "check", "--format", "json")
    problems = json.loads(done.stdout)
    assert [p for p in problems if p["severity"] == "error" or p["where"] == "curation.toml"] == []
    first = World(example).tree()
    assert first == World(example).fresh_tree(), "with its own permalinks it is the same archive again"
    assert len([p for p in published(example / "site") if p.startswith("articles/")]) >= 20
