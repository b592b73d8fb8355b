"""Pages that only the preview has: what is in doubt, and what the last build changed."""

from __future__ import annotations

import html
from collections.abc import Sequence

from sitegen.changes import Log, summary
from sitegen.editor.review import Pair, Side, count

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title}</title>
<link rel="stylesheet" href="/static/site.css"></head>
<body><main><h1>{title}</h1>
<p><a href="/">The site</a> · <a href="review">In doubt</a> · <a href="changes">Changes</a></p>
{body}
</main></body></html>
"""
_e = html.escape


def review_page(found: Sequence[Pair], limit: int = 200) -> bytes:
    if not found:
        return _page("In doubt", "<p>No pair is in doubt.</p>")
    items = "\n".join(_pair(pair) for pair in found[:limit])
    return _page(
        "In doubt",
        f"<p>{count(len(found), 'pair')} in doubt, the weightiest first. Run the command, or paste the lines"
        f" into <code>curation.toml</code>; this page follows.</p>\n<ol>\n{items}\n</ol>",
    )


def _pair(pair: Pair) -> str:
    parts = [f"<li><h2>{_e(pair.first.name)} or {_e(pair.second.name)}?</h2>"]
    parts += [
        _side(side, "mention" if pair.kind == "entity" else "report") for side in (pair.first, pair.second)
    ]
    parts += [f"<p>Why: {_e(reason)}</p>" for reason in pair.reasons]
    for word, answer in (("Same", pair.same), ("Not the same", pair.not_same)):
        parts.append(f"<p>{word}: <code>{_e(answer.command)}</code></p><pre>{_e(answer.lines)}</pre>")
    return "\n".join([*parts, "</li>"])


def _side(side: Side, noun: str) -> str:
    name = f'<a href="/{_e(side.address)}">{_e(side.name)}</a>' if side.address else _e(side.name)
    size = f"{count(side.size, noun)} in {count(side.articles, 'article')}"
    told = f"<blockquote>{_e(side.sentence)} <cite>{_e(side.source)}</cite></blockquote>"
    return f"<p>{name} <code>{_e(side.id)}</code> ({_e(side.type)}, {size})</p>" + (
        told if side.sentence else ""
    )


def changes_page(log: Log, builds: int = 10) -> bytes:
    """The last builds that changed something, the newest first."""
    parts = []
    for batch in reversed(log.batches[-builds:]):
        rows = "\n".join(
            f"<tr><td>{_e(c.what)}</td><td>{c.kind}</td><td><code>{_e(c.id)}</code></td><td>{_e(c.name)}</td>"
            f"<td>{_e(c.detail)}</td></tr>"
            for c in batch.changes
        )
        last = ", the last one" if batch.build == log.builds else ""
        parts.append(
            f"<h2>Build {batch.build}{last}</h2>\n<p>{_e(summary(batch.changes))}</p>\n<table>{rows}</table>"
        )
    return _page("Changes", "\n".join(parts) or "<p>No build has changed anything since the first.</p>")


def _page(title: str, body: str) -> bytes:
    return _PAGE.format(title=title, body=body).encode("utf-8", "replace")
