"""A saved page -> its main text as simple HTML, and what its head says, by trafilatura.

The date is read here: trafilatura's own search guesses it from any date in the text, with today
as a limit, and an archive wants one that the page states or none.
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from trafilatura.htmlprocessing import build_html_output
from trafilatura.utils import load_html

from sitegen.read import dates
from sitegen.read.frontmatter import Meta, language_tag, one_line
from sitegen.read.links import web_address

# Its complaints about odd pages would be printed; ours are Problems.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_FIXED_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}
"""Without them trafilatura asks the clock, though its date is not used."""
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
)
"""Of <meta name|property|itemprop>, lower case, the most trusted first."""
_URL_DATE = re.compile(r"/((?:19|20)[0-9]{2})/([0-9]{1,2})/([0-9]{1,2})/")
_TAG = re.compile(r"<(?:[a-z][a-z0-9]*[\s/>]|!--|!doctype)", re.IGNORECASE)
_HEAD = re.compile(r"<head\b.*?</head>", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Page:
    """`markup` is HTML of the text, unsafe until it is sanitised; `recognised` is whether it is the
    main text, and not all that the page holds."""

    meta: Meta
    markup: str
    recognised: bool = True


def extract(text: str) -> Page:
    """The main text and metadata of a page. Whatever lxml and trafilatura raise."""
    tree = load_html(text)
    if tree is None:  # nothing in it looks like HTML
        return Page(Meta(), _everything(text), recognised=False)
    date = _published(tree)
    language = tree.get("lang") or tree.get("xml:lang") or ""
    # Without metadata: if it knew the page's address, it would turn links to other files of the
    # archive into links to the publisher's site. It works on a copy of the tree.
    document: Any = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        include_images=True,
        include_formatting=True,
        include_links=True,
        date_extraction_params=dict(_FIXED_DATES),
    )
    recognised = document is not None and _WORD.search(document.text or "") is not None
    markup = _simple(document) if recognised else _everything(text)
    found = trafilatura.extract_metadata(tree, date_config=dict(_FIXED_DATES))
    url = web_address(found.url or "")
    if date is None and url and (dated := _URL_DATE.search(url)):
        date = dates.from_text("-".join(dated.groups()))
    meta = Meta(
        title=one_line(found.title or "") or None,
        date=date,
        byline=one_line((found.author or "").replace("; ", ", ")) or None,
        publisher=one_line(found.sitename or "") or None,
        url=url,
        language=language_tag(one_line(found.language or language)),
    )
    return Page(meta, markup, recognised)


def _simple(document: Any) -> str:
    # Its serialiser makes <pre> of every piece of code, in the middle of a paragraph too.
    for code in document.body.iter("code"):
        if "\n" not in "".join(code.itertext()):
            code.tag = "samp"
    return re.sub(r"<(/?)samp\b", r"<\1code", str(build_html_output(document)))


def _everything(text: str) -> str:
    """All that a page holds but its head; text without a tag as paragraphs."""
    if not _TAG.search(text):
        paragraphs = re.split(r"\n[ \t]*\n", text)
        return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return _HEAD.sub("", text, count=1)


def _published(tree: Any) -> str | None:
    """EDTF of the day that the page says it was published on."""
    for written in _date_candidates(tree):
        if date := dates.from_text(written):
            return date
    return None


def _date_candidates(tree: Any) -> Iterator[str]:
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content") or ""
        for attribute in ("property", "name", "itemprop"):
            named.setdefault((element.get(attribute) or "").lower(), content)
    yield from (named[name] for name in _DATE_NAMES if name in named)
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _json_dates(script.text or "")
    times = list(tree.iter("time"))
    for element in times:
        if element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or ""):
            yield element.get("datetime") or "".join(element.itertext())
    stated = {element.get("datetime")[:10] for element in times if element.get("datetime")}
    if len(stated) == 1:
        yield stated.pop()


def _json_dates(text: str) -> Iterator[str]:
    try:
        queue = [json.loads(text)]
    except (ValueError, RecursionError):
        return  # broken JSON-LD is common and no fault of the article's
    for _ in range(1000):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            if isinstance(date := node.get("datePublished"), str):
                yield date
            queue += [value for key, value in node.items() if key in ("@graph", "mainEntity")]
