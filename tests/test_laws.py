"""The two laws of sitegen/__init__.py, held over the syntax trees."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"
MODEL = {"model", "problems", "config", "taxonomy", "edtf", "naming", "gazetteer"}
STAGES = {"read", "annotate", "resolve", "plan", "export", "render", "search", "publish"}
ABOVE = {
    "memo": set(),
    "fingerprint": set(),
    "theme": set(),
    "links": {"problems"},
    "catalogue": {"model"},
    "changes": {"catalogue"},
    "watch": set(),
    "server": {"model"},
    "locate": MODEL,
    "starter": MODEL,
    "explain": MODEL,
    "console": {"problems"},
    "stages": MODEL | STAGES | {"memo", "fingerprint"},
    "build": MODEL | STAGES | {"memo", "fingerprint", "theme", "stages", "catalogue"},
    "update": MODEL | STAGES | {"memo", "build", "stages", "catalogue", "changes"},
    "editor": MODEL | {"resolve", "catalogue", "changes", "build", "update"},
    "preview": MODEL | {"theme", "server", "stages", "update", "watch", "editor", "changes"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Dotted names below sitegen that a module imports anywhere, and the top of what else it imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "sitegen" else {module}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_law_1_a_stage_imports_the_model_and_itself_alone(path: Path) -> None:
    own = part(path)
    if own in ("__init__", "cli", "__main__", "tools"):
        return
    if own in MODEL:
        allowed = MODEL
    elif own in STAGES:
        allowed = MODEL | {own} | ({"plan.views", "theme"} if own == "render" else set())
    else:
        allowed = ABOVE[own] | {own}
    for name in imported(path):
        if not name.startswith("sitegen."):
            continue
        inside = name.removeprefix("sitegen.")
        parts = inside.split(".")
        assert parts[0] in allowed or ".".join(parts[:2]) in allowed or parts[0] == "__version__", (
            f"{path.relative_to(PACKAGE)} imports {name}"
        )


@pytest.mark.parametrize(
    ("library", "stage"),
    [
        ("spacy", "annotate"),
        ("jinja2", "render"),
        ("whoosh", "search"),
        ("watchdog", "watch"),
        ("click", "cli"),
    ],
)
def test_a_library_is_imported_in_one_place(library: str, stage: str) -> None:
    users = {
        part(p) for p in FILES if part(p) != "tools" and any(n.split(".")[0] == library for n in imported(p))
    }
    assert users == {stage}
