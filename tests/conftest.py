"""What the tests share: small worlds, and the example archive built once."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.worlds import World

os.environ.setdefault("OMP_NUM_THREADS", "1")
# No test is timed: a busy machine fails none.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
ROOT = Path(__file__).parent.parent


@pytest.fixture
def world(tmp_path: Path) -> World:
    root = tmp_path / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "sitegen.toml").write_text('[site]\ntitle = "Test archive"\nurl = "https://example.org/a/"\n')
    return World(root)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example archive's root, built once for all test processes; its site is at `/ "site"`."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    root = shared / "example"
    with FileLock(shared / "example.lock"):
        if not (root / "done").exists():
            root.mkdir(exist_ok=True)
            for name in ("seeds", "sitegen.toml", "curation.toml", "permalinks.json"):
                place = ROOT / name
                if place.is_dir():
                    shutil.copytree(place, root / name, dirs_exist_ok=True)
                elif place.exists():
                    shutil.copy(place, root / name)
            World(root).build()
            (root / "done").touch()
    return root


def _browser_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("browser", ROOT / ".ci" / "browser.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser_path() -> str:
    """A Chromium on this machine; `make test` sees to one."""
    module = _browser_module()
    path = module.installed() or module.playwright_own()
    assert path, "no browser: run make test, or set SITEGEN_BROWSER"
    return str(path)


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[object]:
    """A headless Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        yield chromium
        chromium.close()
