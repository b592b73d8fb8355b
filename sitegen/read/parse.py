"""The bytes of one article file -> Article and what is wrong with it. Pure: no file is opened.

This is what runs in the worker process for Markdown and HTML, and in our own for plain text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sitegen.model import Article, DateFrom, Format
from sitegen.problems import Problem
from sitegen.read import dates, frontmatter, links, txt
from sitegen.read.body import Body, whole
from sitegen.read.encoding import decode
from sitegen.read.frontmatter import Meta

_TOO_LARGE = "it takes more memory than it may", "split it, or raise read.max_memory_mb"
_PROBE = 16 * 1024 * 1024
"""Bytes that a process with memory left can have."""
_SHOWN = 3
"""Addresses that one problem names."""


@dataclass(frozen=True, slots=True)
class Job:
    source: str
    digest: str
    format: Format
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    article: Article | None
    problems: tuple[Problem, ...]


def _memory_is_short() -> bool:
    """Whether memory is what a library ran out of: some say so with errors of their own."""
    try:
        bytearray(_PROBE)
    except MemoryError:
        return True
    return False


@dataclass(slots=True)
class Parser:
    """Parses one article after the other; keeps the Markdown object between them.

    Markdown, lxml and trafilatura are imported when the first article needs them.
    """

    _convert: Callable[[str], str] | None = field(default=None)

    def parse(self, job: Job) -> Outcome:
        """The article, or None with the problem that says why there is none.

        A fault of a parsing library on odd input is a problem of that article.
        """
        try:
            return self._parse(job)
        except MemoryError:
            why, hint = _TOO_LARGE
        except RecursionError:
            why, hint = "its markup is nested too deep", "simplify the markup"
        except ImportError:
            raise  # our installation is at fault, or memory; no article
        except Exception as error:  # the libraries raise anything; the article is named, the others go on
            # Their words are not passed on: they may name files of this machine.
            why = f"its markup cannot be parsed ({type(error).__name__})"
            hint = "simplify the markup, or save it as plain text"
            if _memory_is_short():
                why, hint = _TOO_LARGE
        return Outcome(None, (Problem(job.source, 0, "unparsable", "error", why, hint),))

    def _parse(self, job: Job) -> Outcome:
        decoded = decode(job.data, job.source, html=job.format == "html")
        if decoded.text is None:
            return Outcome(None, decoded.problems)
        problems = list(decoded.problems)
        if not decoded.text.strip():
            return Outcome(None, (*problems, _empty(job.source)))
        if job.format == "txt":
            meta, body = Meta(), txt.parse(decoded.text)
            problems += _misplaced(job.source, decoded.text)
        elif job.format == "md":
            front = frontmatter.split(decoded.text, job.source)
            problems += front.problems
            if front.meta is None:
                return Outcome(None, tuple(problems))
            meta = front.meta
            if meta.draft:
                note = Problem(
                    job.source, 0, "draft", "note", "a draft is not published", "take draft: true out"
                )
                return Outcome(None, (*problems, note))
            body = self._body(self._markdown(front.body), job, meta)
        else:
            problems += _misplaced(job.source, decoded.text)
            from sitegen.read import html  # a second's import that plain text and Markdown are spared

            page = html.extract(decoded.text)
            meta = page.meta
            if not page.recognised:
                problems.append(
                    Problem(
                        job.source,
                        0,
                        "no-main-text",
                        "warning",
                        "no main text is recognised, so all its text is shown",
                        "look at its page; save the article's text alone",
                    )
                )
            body = self._body(page.markup, job, meta)
        if not body.text and not (body.images and body.title):
            if not body.title:
                return Outcome(None, (*problems, _empty(job.source)))
            problems.append(
                Problem(job.source, 0, "no-body", "note", "it has a title and no text", "write the article")
            )
        problems += _link_problems(job.source, body)
        return Outcome(_article(job, meta, body), tuple(problems))

    def _markdown(self, text: str) -> str:
        if self._convert is None:
            from sitegen.read.markdown import Converter

            self._convert = Converter().html
        return self._convert(text)

    def _body(self, markup: str, job: Job, meta: Meta) -> Body:
        from sitegen.read.markup import Builder
        from sitegen.read.sanitise import anchors, tokens

        stream = list(tokens(markup))
        folder = job.source.rpartition("/")[0]
        base = meta.url if job.format == "html" else None
        builder = Builder(partial(links.classify, folder=folder, base=base), anchors(stream), meta.title)
        builder.feed(stream)
        return builder.finish()


def _article(job: Job, meta: Meta, body: Body) -> Article:
    parts = whole(body)
    date, date_from = meta.date, _date_from(job.format)
    if date is None:
        date, date_from = dates.from_file_name(job.source), "file-name"
    return Article(
        source=job.source,
        digest=job.digest,
        format=job.format,
        title=body.title,
        text=parts.text,
        blocks=parts.blocks,
        body=parts.pieces,
        date=date,
        date_from=date_from if date else None,
        byline=meta.byline,
        publisher=meta.publisher,
        url=meta.url,
        language=meta.language,
        tags=meta.tags,
        aliases=meta.aliases,
        sources=meta.sources,
        assets=body.images,
    )


def _date_from(format_: Format) -> DateFrom:
    return "html-metadata" if format_ == "html" else "front-matter"


def _empty(source: str) -> Problem:
    return Problem(source, 0, "empty", "warning", "it holds no text", "write the article, or delete the file")


def _misplaced(source: str, text: str) -> list[Problem]:
    head = text[:2000].lstrip("\n")
    if head.startswith("---\n") and "\n---" in head[3:]:
        hint = "name the file .md"
        message = "front matter is read in Markdown files alone; here it is text"
        return [Problem(source, 1, "front-matter", "warning", message, hint)]
    return []


def _link_problems(source: str, body: Body) -> list[Problem]:
    problems = []
    if body.dropped:
        problems.append(
            Problem(
                source,
                0,
                "link-dropped",
                "warning",
                f"links or images left out as unsafe ({len(body.dropped)}): {_some(body.dropped)}",
                "link to http, https, mailto or a file in seeds; images are png, jpg, gif, webp, avif",
            )
        )
    if body.remote:
        problems.append(
            Problem(
                source,
                0,
                "remote-image",
                "note",
                f"images of other sites are links ({len(body.remote)}): {_some(body.remote)}",
                "save them beside the article",
            )
        )
    return problems


def _some(addresses: tuple[str, ...]) -> str:
    shown = ", ".join(address[:80] for address in addresses[:_SHOWN])
    return shown + (", …" if len(addresses) > _SHOWN else "")
