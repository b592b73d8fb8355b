"""`sitegen new`: the files that an archive starts with."""

from __future__ import annotations

from pathlib import Path

from sitegen.problems import SitegenError

SETTINGS = """\
# The archive's settings. Every line may be left out.

[site]
title = "My archive"
description = "What it holds, in one sentence."
# Where it will stand. Without it there are no feeds, sitemap or canonical addresses.
# url = "https://example.org/archive/"
language = "en"

[publish]
# "full", or "excerpt" or "none" for articles that you may not publish again.
text = "full"
"""
CURATION = """\
# The editor's rulings. They beat what the program found and last for ever.
# Ids are the last part of a page's address: people/jane-doe.html is "jane-doe".
# Commands write here for you: sitegen review, merge, split, rename, hide.

# [[same]]
# entities = ["jane-doe", "j-doe"]

# [[entity]]
# id = "jane-doe"
# name = "Jane Doe"
# hide = false
"""
ARTICLE = """\
---
title: Riverside council approves new bridge
date: 2025-03-04
author: Archive desk
---
The Riverside City Council approved a new bridge over the Avon on Tuesday, Mayor Anna Lindqvist
said. The council voted 9 to 4.

Work will begin in June, Ms Lindqvist told reporters. Replace this article by your own: plain text,
Markdown or saved web pages, in any folders below seeds/.
"""
IGNORED = """\
/.sitegen/
/site/
"""


def start(folder: Path) -> None:
    """Write a new archive into `folder`, which must be new or empty. Raises SitegenError otherwise."""
    if folder.exists() and any(folder.iterdir()):
        raise SitegenError(f"{folder} is not empty (hint: name a new folder)", status=2)
    files = {
        "sitegen.toml": SETTINGS,
        "curation.toml": CURATION,
        "seeds/2025-03-04-new-bridge.md": ARTICLE,
        ".gitignore": IGNORED,
    }
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SitegenError(f"{error.filename}: cannot be written: {error.strerror}") from error
