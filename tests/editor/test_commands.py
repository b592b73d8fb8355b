"""merge, split, rename, hide, review and changes as an editor gives them, over a small built archive."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from sitegen import stages
from sitegen.cli import sitegen
from sitegen.editor import desk
from sitegen.problems import SitegenError
from sitegen.resolve import parse_permalinks
from sitegen.resolve.permalinks import follow
from tests.stand_in import annotate
from tests.worlds import World

ARTICLES = """
-- seeds/one.txt --
Raid in Harbour Town

Anna Berg led a raid. Anna Berg spoke to Tom Reed.
-- seeds/two.txt --
Second day

Nora Vale saw Tom Reed. Nora Vale left. Tom Reed stayed.
-- seeds/three.txt --
Third day

Tom Reed played football. Tom Reed scored.
-- curation.toml --
# My rulings.

[[entity]]
id = "tom-reed"  # the mayor
wikidata = "Q1"

# The end.
"""
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "annotate", annotate)


@pytest.fixture
def built(world: World) -> World:
    world.write(ARTICLES)
    world.build()
    return world


@pytest.fixture
def run(built: World) -> Run:
    def command(*arguments: str, keys: str | None = None) -> Result:
        place = ["--config", str(built.root / "sitegen.toml")]
        return CliRunner().invoke(sitegen, [*arguments, *place], input=keys)

    return command


def rulings(world: World) -> str:
    return (world.root / "curation.toml").read_text(encoding="utf-8")


def refusal(result: Result) -> str:
    """The message of a command that refused, which main() prints."""
    assert isinstance(result.exception, SitegenError), result.output
    return str(result.exception)


def pages(world: World) -> set[str]:
    return {path.removesuffix(".html") for path in world.tree() if path.startswith("people/")} - {
        "people/index"
    }


# ---------------------------------------------------------------- merge


@pytest.mark.parametrize(
    "things",
    [
        ("anna-berg", "nora-vale"),
        ("Anna Berg", "Nora Vale"),
        ("people/anna-berg.html", "https://example.org/a/people/nora-vale.html#top"),
        ("entity:anna-berg", "people/index.html#e-nora-vale"),
    ],
)
def test_merge_takes_ids_names_and_addresses_and_the_first_stays(
    built: World, run: Run, things: Sequence[str]
) -> None:
    before = rulings(built)
    dry = run("merge", *things, "--dry-run")
    assert rulings(built) == before
    done = run("merge", *things)
    added = '\n[[same]]\nentities = ["anna-berg", "nora-vale"]\n'
    assert rulings(built) == before + added
    for line in added.splitlines():
        assert f"+ {line}".rstrip() in dry.output and f"+ {line}".rstrip() in done.output
    updated = built.build()
    assert updated.built.problems == ()
    assert pages(built) == {"people/anna-berg", "people/tom-reed", "people/nora-vale"}
    assert "Nora Vale" in built.page("people/anna-berg.html")
    assert "people/anna-berg.html" in built.page("people/nora-vale.html"), "the old address leads on"
    again = run("merge", *things)
    assert "nothing to do" in again.output
    assert rulings(built) == before + added
    # Undone by taking the lines out again.
    (built.root / "curation.toml").write_text(before)
    built.build()
    assert "second-day.html" in built.page("people/nora-vale.html")
    assert built.tree() == built.fresh_tree()


def test_a_second_merge_extends_the_first(built: World, run: Run) -> None:
    run("merge", "anna-berg", "nora-vale")
    run("merge", "nora-vale", "tom-reed")
    assert rulings(built).endswith('entities = ["anna-berg", "nora-vale", "tom-reed"]\n')
    assert rulings(built).count("[[same]]") == 1


def test_the_one_that_a_merge_names_first_stays_also_where_a_ruling_had_another(
    built: World, run: Run
) -> None:
    run("merge", "anna-berg", "nora-vale")
    run("merge", "tom-reed", "anna-berg")
    assert rulings(built).endswith('entities = ["tom-reed", "anna-berg", "nora-vale"]\n')


def test_events_merge_under_the_first(built: World, run: Run) -> None:
    built.write("-- seeds/four.txt --\nFourth day\n\nTom Reed led a raid in the hills.")
    built.build()
    rows = [json.loads(line) for line in (built.root / "site/data/events.jsonl").read_text().splitlines()]
    one, two = sorted(row["id"] for row in rows if row["type"] == "raid")[:2]
    run("rename", f"event:{two}", "Lost title")
    done = run("merge", one, two)
    assert f'id = "{one}"\nsame = ["{two}"]\n' in rulings(built)
    assert "no account" in done.output
    updated = built.build()
    assert {p.code for p in updated.built.problems} == {"vain-ruling"}
    run("merge", one, two)
    assert rulings(built).count("same =") == 1


def test_what_is_kept_apart_is_not_merged(built: World, run: Run) -> None:
    run("split", "anna-berg", "nora-vale")
    assert rulings(built).endswith('[[not-same]]\nentities = ["anna-berg", "nora-vale"]\n')
    before = rulings(built)
    assert "curation.toml:9: [[not-same]]" in refusal(run("merge", "nora-vale", "anna-berg"))
    run("merge", "anna-berg", "tom-reed")
    assert "curation.toml:9" in refusal(run("merge", "tom-reed", "nora-vale")), "not by a detour either"
    assert rulings(built).startswith(before)
    assert "curation.toml:12: a ruling makes anna-berg and tom-reed one" in refusal(
        run("split", "anna-berg", "tom-reed")
    )
    assert "nothing to do" in run("split", "nora-vale", "anna-berg").output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge", "anna-berg", "tom-rede"), "nothing is called 'tom-rede' here (hint: nearest: tom-reed"),
        (("rename", "Ana Berg", "x"), "anna-berg"),
        (("hide", "people/tom-red.html"), "tom-reed"),
        (("rename", "anna-berg", "…"), "is no name"),
        (("hide", "event:anna-berg"), "nothing is called"),
        (("split", "tom-reed", "--name", "Tom Red"), "nearest: Tom Reed"),
        (("split", "tom-reed", "--name", "Tom Reed"), "--article"),
        (("split", "tom-reed", "--article", "thrid-day"), "nearest: third-day"),
        (("split", "anna-berg", "--article", "third-day"), "does not tell of"),
        (("split", "tom-reed", "--article", "third-day", "--as", "tom-reed"), "itself"),
        (("split", "tom-reed", "--article", "third-day", "--context", "he scored"), "has none of the names"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_would(
    built: World, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    before = rulings(built)
    result = run(*arguments)
    assert message in refusal(result)
    assert result.exception.status == 2  # type: ignore[union-attr]
    assert rulings(built) == before


def test_a_name_of_several_things_is_refused_with_their_ids(built: World, run: Run) -> None:
    run("rename", "nora-vale", "Anna Berg")
    built.build()
    message = refusal(run("hide", "Anna Berg"))
    assert "entity:anna-berg (" in message and "entity:nora-vale (" in message


# ---------------------------------------------------------------- rename, hide


def test_rename_changes_the_table_there_is(built: World, run: Run) -> None:
    run("rename", "tom-reed", "Mayor Reed")
    first = rulings(built)
    assert first == ARTICLES.split("-- curation.toml --\n")[1].replace(
        '"Q1"\n', '"Q1"\nname = "Mayor Reed"\n'
    )
    done = run("rename", "Tom Reed", "Thomas Reed")
    assert rulings(built) == first.replace("Mayor Reed", "Thomas Reed")
    assert '- name = "Mayor Reed"' in done.output and '+ name = "Thomas Reed"' in done.output
    built.build()
    assert "Thomas Reed" in built.page("people/tom-reed.html")
    assert "nothing to do" in run("rename", "tom-reed", "Thomas  Reed").output


def test_rename_finds_the_table_of_an_id_that_was_merged(built: World, run: Run) -> None:
    run("rename", "nora-vale", "N. Vale")
    run("merge", "anna-berg", "nora-vale")
    built.build()
    run("rename", "anna-berg", "Anna Berg")
    assert rulings(built).count("name =") == 1


def test_hide_takes_it_from_every_list(built: World, run: Run) -> None:
    run("hide", "tom-reed")
    assert 'wikidata = "Q1"\nhide = true\n' in rulings(built)
    updated = built.build()
    assert updated.built.problems == ()
    for path, data in built.tree().items():
        if path.startswith(("articles/", "data/articles.", "search/")) or path == "people/tom-reed.html":
            continue
        assert b"tom-reed" not in data, path
        quoting = (
            path.endswith(("index.html", "/anna-berg.html", "/nora-vale.html")) and "people/index" not in path
        )
        assert b"Tom Reed" not in data or quoting, f"{path}: more than a sentence of an article"
    assert "not in the archive" in built.page("people/tom-reed.html") or "any more" in built.page(
        "people/tom-reed.html"
    )
    assert "tom-reed" not in built.page("articles/third-day.html")
    assert "Tom Reed" in built.page("articles/third-day.html")
    assert "nothing to do" in run("hide", "tom-reed").output
    assert "nowhere in the last build" in refusal(run("merge", "anna-berg", "tom-reed"))
    assert "nowhere" in run("rename", "tom-reed", "T. Reed").output


# ---------------------------------------------------------------- split


def test_split_without_more_says_what_there_is(built: World, run: Run) -> None:
    shown = run("split", "tom-reed").output
    for words in ("Tom Reed", "third-day", "--article", "--as"):
        assert words in shown
    assert rulings(built) == ARTICLES.split("-- curation.toml --\n")[1]


def test_split_by_article_parts_two_people_of_one_name(built: World, run: Run) -> None:
    before = rulings(built)
    done = run("split", "tom-reed", "--article", "seeds/three.txt", "--as", "Tom Reed (footballer)")
    assert done.exit_code == 0, done.output
    assert rulings(built) == before + (
        '\n[[mention]]\narticle = "third-day"\ntext = "Tom Reed"\nentity = "tom-reed-footballer"\n'
        '\n[[entity]]\nid = "tom-reed-footballer"\nname = "Tom Reed (footballer)"\ntype = "person"\n'
    )
    assert (
        "nothing to do"
        in run("split", "tom-reed", "--article", "third-day", "--as", "Tom Reed (footballer)").output
    )
    updated = built.build()
    assert updated.built.problems == ()
    assert "third-day.html" in built.page("people/tom-reed-footballer.html")
    assert "third-day.html" not in built.page("people/tom-reed.html")
    # It lasts: the file is renamed, and the store forgotten.
    (built.root / "seeds/three.txt").rename(built.root / "seeds/renamed.txt")
    updated = built.build(fresh=True)
    assert updated.built.problems == ()
    assert "third-day.html" in built.page("people/tom-reed-footballer.html")
    # Another article of his, and one passage alone.
    run(
        "split",
        "tom-reed",
        "--article",
        "two.txt",
        "--context",
        "saw Tom Reed",
        "--as",
        "tom-reed-footballer",
    )
    assert 'context = "saw Tom Reed"\nentity = "tom-reed-footballer"\n' in rulings(built)
    assert rulings(built).count("[[entity]]") == 2
    assert built.build().built.problems == ()
    assert "second-day.html" in built.page("people/tom-reed-footballer.html")
    assert "second-day.html" in built.page("people/tom-reed.html")


def test_split_by_name_parts_what_a_rule_or_a_ruling_on_names_has_joined(world: World) -> None:
    world.write(
        "-- seeds/a.txt --\nA day\n\nMoammar Qadhafi met Anna Berg and Tom Reed. Moammar Qadhafi spoke.\n"
        "-- seeds/b.txt --\nB day\n\nMuammar Gaddafi met Anna Berg and Tom Reed. Muammar Gaddafi left.\n"
    )
    world.build()
    place = ["--config", str(world.root / "sitegen.toml")]
    assert len([p for p in pages(world) if "af" in p]) == 1, "the rules join two spellings in one company"
    (one,) = (p.removeprefix("people/") for p in pages(world) if "af" in p)
    other = "Muammar Gaddafi" if one.startswith("moammar") else "Moammar Qadhafi"
    done = CliRunner().invoke(sitegen, ["split", one, "--name", other, *place])
    assert f'entities = ["{one}", "{other}"]' in rulings(world), done.output
    assert world.build().built.problems == ()
    assert len([p for p in pages(world) if "af" in p]) == 2
    world.write("-- seeds/c.txt --\nC day\n\nMuammar Gaddafi met Moammar Qadhafi, Anna Berg and Tom Reed.\n")
    assert world.build(fresh=True).built.problems == ()
    assert len([p for p in pages(world) if "af" in p]) == 2


def test_an_event_is_split_by_article(built: World, run: Run) -> None:
    rows = [json.loads(line) for line in (built.root / "site/data/events.jsonl").read_text().splitlines()]
    raid = next(row for row in rows if row["type"] == "raid")
    article = raid["mentions"][0]["article"]
    run("split", raid["id"], "--article", article)
    assert rulings(built).endswith(f'[[event]]\nid = "{raid["id"]}"\nsplit = ["{article}"]\n')
    assert "--article alone" in refusal(run("split", raid["id"], "--name", "x"))


def test_an_event_is_renamed_and_hidden(built: World, run: Run) -> None:
    rows = [json.loads(line) for line in (built.root / "site/data/events.jsonl").read_text().splitlines()]
    raid = next(row["id"] for row in rows if row["type"] == "raid")
    run("rename", raid, "The night of the raid")
    assert rulings(built).endswith(f'[[event]]\nid = "{raid}"\ntitle = "The night of the raid"\n')
    built.build()
    assert b"The night of the raid" in built.tree()["data/events.jsonl"]
    run("hide", raid)
    assert rulings(built).endswith('title = "The night of the raid"\nhide = true\n')
    assert built.build().built.problems == ()
    assert not [path for path, data in built.tree().items() if b"The night of the raid" in data]


# ---------------------------------------------------------------- where and when


def test_an_archive_without_rulings_gets_a_file_beside_its_permalinks(world: World, tmp_path: Path) -> None:
    world.write("-- seeds/a.txt --\nA day\n\nAnna Berg met Tom Reed.\n")
    world.build()
    place = ["--config", str(world.root / "sitegen.toml")]
    CliRunner().invoke(sitegen, ["merge", "anna-berg", "tom-reed", *place])
    assert rulings(world).startswith("# The editor's rulings.")
    (world.root / "sitegen.toml").unlink()
    site = tmp_path / "out"
    place = ["--seeds", str(world.root / "seeds"), "--site", str(site)]
    assert CliRunner().invoke(sitegen, ["build", *place]).exit_code == 0
    done = CliRunner().invoke(sitegen, ["hide", "anna-berg", *place])
    assert done.exit_code == 0, done.output
    assert "hide = true" in (tmp_path / "out.sitegen" / "curation.toml").read_text()
    assert CliRunner().invoke(sitegen, ["build", *place]).exit_code == 0
    assert not (site / "people/anna-berg.html").exists()
    assert b"anna-berg" not in (site / "data/entities.jsonl").read_bytes()


def test_a_file_that_is_a_link_stays_one(built: World, run: Run) -> None:
    elsewhere = built.root.parent / "rulings.toml"
    (built.root / "curation.toml").rename(elsewhere)
    (built.root / "curation.toml").symlink_to(elsewhere)
    run("hide", "tom-reed")
    assert (built.root / "curation.toml").is_symlink()
    assert "hide = true" in elsewhere.read_text()


def test_a_file_from_windows_keeps_its_line_ends(built: World, run: Run) -> None:
    path = built.root / "curation.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    run("rename", "tom-reed", "Mayor Reed")
    run("merge", "anna-berg", "nora-vale")
    after = path.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n") + 4
    assert built.build().built.problems == ()
    assert "Mayor Reed" in built.page("people/tom-reed.html")


def test_before_the_first_build_there_is_nothing_to_rule_on(world: World) -> None:
    result = CliRunner().invoke(sitegen, ["review", "--config", str(world.root / "sitegen.toml")])
    assert "sitegen build" in refusal(result)


def test_a_command_waits_for_a_build_and_gives_up_in_the_end(
    built: World, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PATIENCE", 0.2)
    lock = FileLock(built.root / ".sitegen" / "lock", thread_local=False)
    before = rulings(built)
    with lock:
        assert "locked" in refusal(run("hide", "tom-reed"))
    assert rulings(built) == before
    monkeypatch.setattr(desk, "PATIENCE", 20.0)
    lock.acquire()
    threading.Timer(0.3, lock.release).start()
    assert run("hide", "tom-reed").exit_code == 0
    assert "hide = true" in rulings(built)


def test_rulings_that_cannot_be_read_stay_as_they_are(built: World, run: Run) -> None:
    built.write("-- curation.toml --\n[[entity]]\nid = tom\n")
    before = rulings(built)
    assert "curation.toml:2" in refusal(run("hide", "tom-reed"))
    assert rulings(built) == before


# ---------------------------------------------------------------- review


DOUBTFUL = """
-- seeds/d1.txt --
D one

Robert Stone spoke. Robert Stone left.
-- seeds/d2.txt --
D two

Bob Stone slept.
"""


def test_review_tells_pairs_and_their_rulings_and_asks(built: World, run: Run) -> None:
    built.write(DOUBTFUL)
    built.build()
    (pair,) = json.loads(run("review", "--format", "json").stdout)
    assert (pair["first"]["id"], pair["second"]["id"]) == ("robert-stone", "bob-stone")
    assert pair["first"]["sentence"] == "Robert Stone spoke."
    assert pair["first"]["source"] == "d1.txt"
    assert pair["reasons"]
    assert pair["same"]["command"] == "sitegen merge robert-stone bob-stone"
    shown = run("review").output
    assert "Robert Stone  or  Bob Stone?" in shown and pair["not_same"]["command"] in shown
    assert "No pair" in run("review", "--kind", "event").output
    later = run("review", "--ask", keys="l\n")
    assert "Nothing ruled" in later.output
    before = rulings(built)
    # The lines to paste say what the command writes.
    asked = run("review", "--ask", keys="n\n")
    assert "1 ruled" in asked.output
    assert rulings(built) == before + "\n" + pair["not_same"]["lines"]
    assert "No pair" in run("review").output, "an answer counts before the next build"
    built.build()
    assert "No pair" in run("review").output
    built.write(f"-- curation.toml --\n{before}")
    built.build()
    run("review", "--ask", keys="s\n")
    assert rulings(built).endswith(pair["same"]["lines"])
    built.build()
    assert "Bob Stone" in built.page("people/robert-stone.html")
    links = parse_permalinks((built.root / "permalinks.json").read_text()).entities
    assert follow("bob-stone", links) == "robert-stone"


def test_the_preview_has_what_no_published_site_has(built: World) -> None:
    from sitegen.locate import locate
    from sitegen.preview import own_pages
    from sitegen.server import answer_to

    built.write(DOUBTFUL.replace("Robert Stone spoke", "Robert Stone spoke <script>"))
    done = built.build()
    own = own_pages(locate(built.root / "sitegen.toml", None, None, built.root))
    answer = answer_to(b"/_sitegen/review", done.built.snapshot.files, own)
    assert answer.status == 200
    assert b"sitegen merge robert-stone bob-stone" in answer.body
    assert b"<script>" not in answer.body and b"&lt;script&gt;" in answer.body
    assert answer_to(b"/_sitegen/changes", done.built.snapshot.files, own).status == 200
    assert answer_to(b"/_sitegen/other", {}, own).status == 503
    assert not any("review" in path or b"sitegen merge" in data for path, data in built.tree().items())
