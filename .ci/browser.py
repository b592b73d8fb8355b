"""See to a browser for the tests: one that is there, else Debian's Chromium, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
VARIABLE = "SITEGEN_BROWSER"


def installed() -> str | None:
    """Path of a Chromium on this machine: the one that SITEGEN_BROWSER names, else one on the PATH."""
    return os.environ.get(VARIABLE) or next((path for name in NAMES if (path := shutil.which(name))), None)


def playwright_own() -> str | None:
    """Path of the browser that Playwright installed, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110


def _apt() -> bool:
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and shutil.which("sudo") is None:
        return False
    print("Installing Debian's chromium for the browser tests")
    subprocess.run([*prefix, apt, "update", "-qq"], check=False)
    command = [*prefix, apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0


def _playwright() -> bool:
    print("Installing Playwright's Chromium for the browser tests")
    return (
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode
        == 0
    )


def main() -> int:
    if installed() or playwright_own():
        return 0
    if (_apt() and installed()) or (_playwright() and playwright_own()):
        return 0
    print(
        f"No browser for the tests: install Chromium or Chrome, or name one with {VARIABLE}=PATH,"
        " and run make test again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
