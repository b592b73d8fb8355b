"""The commands. The only place that prints or exits.

building    new, build, serve, watch
reading     search, check, explain, changes
editing     review, merge, split, rename, hide

Exit status: 0 fine, 1 problems of severity error or a build that could not go on, 2 usage.
"""

from __future__ import annotations

import sys

import click

from sitegen.cli import building, editing, reading
from sitegen.cli.options import sitegen
from sitegen.console import Screen
from sitegen.problems import SitegenError

__all__ = ["building", "editing", "main", "reading", "sitegen"]


def main() -> None:
    """Entry point: runs a command and turns a SitegenError into one line and its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sitegen.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except SitegenError as error:
        Screen().error(str(error))
        sys.exit(error.status)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone, as with `| head`
        sys.exit(1)
