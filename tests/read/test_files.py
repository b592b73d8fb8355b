"""Which files are looked at. A hostile folder must neither be left, nor hang us, nor pass in silence."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from sitegen.config import ReadSettings
from sitegen.problems import Problem, SitegenError
from sitegen.read.files import UnreadableError, format_of, load, scan

SETTINGS = ReadSettings(max_bytes=1000)


def scanned(seeds: Path) -> tuple[list[str], list[tuple[str, str, str]]]:
    files, problems = scan(seeds, SETTINGS)
    return [file.source for file in files], [(p.where, p.severity, p.code) for p in problems]


def write(seeds: Path, *names: str) -> None:
    for name in names:
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Title of {path.name}\n\nText.\n", encoding="utf-8")


def test_articles_of_every_depth_in_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a.txt", "a/z.html", "B.MD", "a/b/c.htm", "d.markdown", "é.txt")
    assert scanned(tmp_path) == (
        ["B.MD", "a.txt", "a/b/c.htm", "a/z.html", "b.md", "d.markdown", "é.txt"],
        [],
    )


def test_size_and_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    (file,), _ = scan(tmp_path, SETTINGS)
    assert file.size == 3
    assert file.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.txt~",
        "#a.md#",
        "a.md.tmp",
        ".git/a.md",
        ".DS_Store",
        "a.svg",
        "md",
        ".md",
        "4913",
        "x.json",
    )
    (tmp_path / "folder.md").mkdir()
    assert scanned(tmp_path) == ([], [(".md", "note", "hidden-file")]) or scanned(tmp_path) == ([], [])


def test_a_hidden_article_is_told(tmp_path: Path) -> None:
    write(tmp_path, ".a.md")
    assert scanned(tmp_path) == ([], [(".a.md", "note", "hidden-file")])


def test_links_are_told_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, "secret.md")
    seeds = tmp_path / "seeds"
    write(seeds, "a.md")
    for name, target in {
        "file.md": outside / "secret.md",
        "folder": outside,
        "loop": seeds,
        "self.md": seeds / "self.md",
        "dangling.md": seeds / "nowhere",
        "device.txt": Path("/dev/zero"),
        "inside.md": seeds / "a.md",
    }.items():
        (seeds / name).symlink_to(target)
    sources, problems = scanned(seeds)
    assert sources == ["a.md"]
    names = ["dangling.md", "device.txt", "file.md", "folder", "inside.md", "loop", "self.md"]
    assert problems == [(name, "warning", "symlink") for name in names]


def test_pipes_and_sockets_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock.md")
        assert scanned(tmp_path) == (
            [],
            [("pipe.md", "warning", "not-a-file"), ("sock.md", "warning", "not-a-file")],
        )


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(1 << 40)  # sparse: reading it would never end
    assert scanned(tmp_path) == (["a.md"], [("large.txt", "error", "too-large")])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_what_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md")
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "b").chmod(0)
    try:
        assert scanned(tmp_path) == ([], [("a.md", "error", "unreadable"), ("b", "error", "unreadable")])
    finally:
        (tmp_path / "b").chmod(0o700)


def test_a_name_that_is_not_utf8_is_an_error_that_can_be_printed(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.md")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    sources, problems = scanned(tmp_path)
    assert sources == []
    assert problems == [("bad\\udcff.md", "error", "file-name")]


def test_control_characters_in_a_name_forge_no_line(tmp_path: Path) -> None:
    write(tmp_path, "nl\nx.md: error[fake]\x1b[31m.md")
    (file,), _ = scan(tmp_path, SETTINGS)
    told = str(Problem(file.source, 0, "c", "error", "m"))
    assert "\n" not in told and "\x1b" not in told


def test_folders_without_end_are_reported(tmp_path: Path) -> None:
    deep = tmp_path / "/".join(["d"] * 205)
    deep.mkdir(parents=True)
    write(deep, "a.md")
    sources, problems = scanned(tmp_path)
    assert sources == []
    assert [(severity, code) for _, severity, code in problems] == [("error", "deep-folder")]


def test_a_folder_that_is_not_there_cannot_be_scanned(tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match="seeds folder"):
        scan(tmp_path / "nowhere", SETTINGS)


def test_a_file_that_became_a_link_since_the_scan_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "outside", "a.md")
    seeds = tmp_path / "seeds"
    write(seeds, "b/a.md")
    assert load(seeds, "b/a.md", SETTINGS)
    (seeds / "b" / "a.md").unlink()
    (seeds / "b").rmdir()
    (seeds / "b").symlink_to(tmp_path / "outside")
    (seeds / "a.md").symlink_to(tmp_path / "outside" / "a.md")
    for source in ("b/a.md", "a.md", "gone.md", "../outside/a.md"):
        with pytest.raises(UnreadableError):
            load(seeds, source, SETTINGS)


def test_formats() -> None:
    names = ["a.txt", "a.MD", "b/a.markdown", "a.Html", "a.htm", "a.b.md"]
    assert [format_of(name) for name in names] == ["txt", "md", "md", "html", "html", "md"]
    assert {format_of(name) for name in ("a", ".md", "md", "a.md/b", "a.md.bak", "a.svg")} == {None}
