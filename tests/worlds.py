"""Small archives for tests: written as one text, built, edited, compared with a clean build."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from sitegen.locate import locate
from sitegen.update import Updated, update


class NoReport:
    """A Report that tells nobody."""

    def stage(self, name: str, total: int | None) -> None:
        del name, total

    def step(self, count: int = 1) -> None:
        del count


@dataclass
class World:
    """A small archive in a folder of its own, written as one text:

        -- seeds/a.md --
        ---
        title: …

    Each `-- name --` line begins a file; lines are taken off their common indentation by the test.
    """

    root: Path

    def write(self, text: str) -> None:
        """Write these files; the others stay."""
        name, lines = "", list[str]()
        for line in [*text.splitlines(), "--  --"]:
            if line.startswith("-- ") and line.endswith(" --"):
                if name:
                    path = self.root / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
                name, lines = line[3:-3].strip(), []
            else:
                lines.append(line)

    def build(self, *, fresh: bool = False) -> Updated:
        return update(locate(self.root / "sitegen.toml", None, None, self.root), NoReport(), fresh=fresh)

    def tree(self) -> dict[str, bytes]:
        """The published site: path -> bytes."""
        return published(self.root / "site")

    def fresh_tree(self) -> dict[str, bytes]:
        """What a clean build with the same permalinks gives."""
        twin = self.root.with_name(self.root.name + "-fresh")
        shutil.copytree(self.root, twin, ignore=shutil.ignore_patterns(".sitegen", "site"))
        try:
            World(twin).build()
            return published(twin / "site")
        finally:
            shutil.rmtree(twin)

    def page(self, path: str) -> str:
        return (self.root / "site" / path).read_text(encoding="utf-8")


def published(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
