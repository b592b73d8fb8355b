from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.config import Settings, parse_settings
from sitegen.locate import locate
from sitegen.problems import Problem, SitegenError


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_settings("") == Settings()


def test_settings_are_read() -> None:
    settings = parse_settings(
        '[site]\ntitle = "A"\n[read]\nmax_seconds = 3\n[search]\npublish_index = false\n'
    )
    assert settings.site.title == "A"
    assert settings.read.max_seconds == 3.0
    assert settings.search.publish_index is False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[site]\n\ntitel = 1\n", r"sitegen\.toml:3: unknown setting site\.titel .*title"),
        ("\n[sitee]\n", r"sitegen\.toml:2: unknown section \[sitee\].*\[site\]"),
        ("title = 'x'\n", r"unknown section \[title\]"),
        ("[site]\ntitle = 5\n", r"sitegen\.toml:2: site\.title is 5 \(hint: it takes a string"),
        ("[read]\nmax_bytes = -1\n", r"sitegen\.toml:2.*whole number"),
        ("[read]\nmax_bytes = true\n", "whole number"),
        ("[publish]\ntext = 'all'\n", 'one of "full", "excerpt", "none"'),
        ("[annotate]\ncomponents = [1]\n", "list of strings"),
        ("[site\n", r"sitegen\.toml: .*line 1"),
    ],
)
def test_a_bad_setting_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SitegenError, match=message):
        parse_settings(text)


# ---------------------------------------------------------------- where the archive stands


def test_the_nearest_settings_upwards_are_the_archive(tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").write_text("[site]\ntitle = 'Here'\n")
    (tmp_path / "seeds" / "deep").mkdir(parents=True)
    config = locate(None, None, None, tmp_path / "seeds" / "deep")
    assert config.settings.site.title == "Here"
    assert (config.seeds, config.site) == (tmp_path / "seeds", tmp_path / "site")
    assert (config.store, config.permalinks) == (tmp_path / ".sitegen", tmp_path / "permalinks.json")


def test_seeds_beside_settings_belong_to_their_archive(tmp_path: Path) -> None:
    (tmp_path / "a" / "seeds").mkdir(parents=True)
    (tmp_path / "a" / "sitegen.toml").write_text("")
    config = locate(None, Path("a/seeds"), Path("out"), tmp_path)
    assert (config.root, config.site) == (tmp_path / "a", tmp_path / "out")


def test_seeds_elsewhere_are_ad_hoc_and_nothing_is_searched_upwards(tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").write_text("[site]\ntitle = 'Not mine'\n")
    (tmp_path / "x" / "articles").mkdir(parents=True)
    config = locate(None, Path("x/articles"), Path("out/S"), tmp_path)
    assert config.settings == Settings()
    assert config.site == tmp_path / "out" / "S"
    assert config.store == tmp_path / "out" / "S.sitegen"
    assert config.permalinks.parent == config.store
    assert config.curation is None


@pytest.mark.parametrize(
    ("options", "message"),
    [((None, None), "no sitegen.toml here"), ((None, Path("nowhere")), "nowhere is not a folder")],
)
def test_no_archive_is_a_usage_error(
    tmp_path: Path, options: tuple[Path | None, Path | None], message: str
) -> None:
    with pytest.raises(SitegenError, match=message) as caught:
        locate(options[0], options[1], None, tmp_path)
    assert caught.value.status == 2


# ---------------------------------------------------------------- problems


def test_a_problem_is_one_line_that_forges_nothing() -> None:
    problem = Problem(
        "seeds/a\nb\x1b[31m.md", 3, "bad-date", "error", "not a date: \u202e31", "write 2025-05-18"
    )
    assert str(problem) == (
        "seeds/a\\nb\\x1b[31m.md:3: error[bad-date]: not a date: \\u202e31 (hint: write 2025-05-18)"
    )
