"""Parts that several pages share: heads, links, rows, evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import quote

from sitegen import edtf
from sitegen.model import ArchiveArticle, Entity, Event, EventReport, Evidence, Span
from sitegen.plan import words
from sitegen.plan.addresses import anchor, href, root_of
from sitegen.plan.views import (
    ArticleRow,
    EntityRow,
    EventRow,
    EvidenceView,
    Head,
    Link,
    MapPoint,
    MapView,
    When,
)
from sitegen.plan.world import World, title_span

LINE = 180
"""Characters of a one-line description."""

NAMING_ARTICLES = 3
"""Articles shown with an entity that has no page."""

SUMMARY = 60
"""Characters of a summary at least, where there are as many."""

LONGEST_SENTENCE = 700
"""Characters of a sentence shown as evidence; a longer one is cut around what it is shown for."""

LAND = "static/world.svg"

_MACHINE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Here:
    """A page that is being planned: its address, and the world it is planned from."""

    world: World
    path: str
    root: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", root_of(self.path))

    def to(self, address: str) -> str:
        return href(self.root, address)

    def head(
        self,
        title: str,
        description: str = "",
        *,
        kind: str = "website",
        crumbs: Sequence[tuple[str, str]] = (),
        section: str = "",
        feed: str = "",
        hidden: bool = False,
        language: str = "",
    ) -> Head:
        """`crumbs`: (text, address) of the pages above; `feed`: address of the page's feed."""
        base = base_url(self.world.settings.site.url)
        return Head(
            path=self.path,
            title=words.shortened(title, 150),
            description=words.shortened(description, 300),
            canonical=base + quote(self.path) if base and not hidden else "",
            kind=kind,
            crumbs=tuple(Link(self.to(address), text) for text, address in crumbs),
            section=section,
            feed=self.to(feed) if base and feed else "",
            hidden=hidden,
            language=language,
        )

    # ------------------------------------------------ links

    def article(self, id_: str, fragment: str = "") -> Link:
        address = self.world.where.articles[id_]
        return Link(self.to(address + fragment), self.world.titles[id_], "article")

    def sentence(self, article: str, offset: int) -> Link:
        """To the sentence that holds a character, as far as it is published."""
        n = self.world.sentence_of(article, offset)
        if n is None or self.world.articles[article].annotation.sentences[n][0] >= self.world.cuts[article]:
            return self.article(article)
        return self.article(article, f"#s{n + 1}")

    def entity(self, entity: Entity) -> Link:
        """To its page, or to its row where it has none; to nothing on the page that has the row."""
        where = self.world.where
        address = where.entities.get(entity.id) or where.rows.get(entity.id, "")
        shown = address and address.partition("#")[0] != self.path
        return Link(self.to(address) if shown else "", entity.name, entity.type)

    def event(self, event: Event) -> Link:
        address = self.world.where.events.get(event.id)
        return Link(self.to(address) if address else "", event.title, "event")

    # ------------------------------------------------ rows

    def article_row(self, id_: str, *, summary: bool = False) -> ArticleRow:
        article = self.world.articles[id_]
        return ArticleRow(
            link=self.article(id_),
            when=article_when(article),
            publisher=article.article.publisher or "",
            summary=article_summary(self.world, article) if summary else "",
        )

    def entity_row(self, entity: Entity, mentions: int = 0, line: str = "") -> EntityRow:
        """`mentions`: how often it is named where the row stands; 0 for everywhere."""
        return EntityRow(
            link=self.entity(entity),
            anchor=anchor(entity.id),
            type=words.subtype(entity),
            line=line or entity_line(entity),
            mentions=mentions or len(entity.mentions),
        )

    def index_row(self, entity: Entity) -> EntityRow:
        """A row of an index; what has no page shows there which articles name it."""
        row = self.entity_row(entity)
        if entity.id in self.world.where.entities:
            return row
        naming = self.world.in_articles[entity.id][:NAMING_ARTICLES]
        return replace(row, named_in=tuple(self.article(id_) for id_ in naming))

    def event_row(self, event: Event, role: str = "") -> EventRow:
        place = self.world.entities.get(event.place or "")
        return EventRow(
            link=self.event(event),
            when=event_when(event),
            type=words.event_type(event),
            family=words.family(event),
            status=words.STATUSES[event.status],
            place=place.name if place else "",
            role=role,
            told="" if event.date else self.told(event),
            is_page=event.id in self.world.where.events,
        )

    def told(self, event: Event) -> str:
        """What is known of the time of an event without a date: “three days later”, reported 18 May 2025."""
        articles = self.world.articles
        words_ = next(
            (text for m in event.mentions if m.article in articles and (text := self._time_words(m))), ""
        )
        dates = {d for m in event.mentions if (d := _written(articles.get(m.article)))}
        known = [f"“{words_}”"] if words_ else []
        if dates:
            known.append(f"{'first ' if len(dates) > 1 else ''}reported {edtf.describe(min(dates))}")
        return ", ".join(known)

    def _time_words(self, report: EventReport) -> str:
        """The words that a report has for its time, where no calendar makes a date of them."""
        notes = self.world.articles[report.article].annotation
        at = bisect_left(notes.events, (report.start, report.end), key=lambda e: (e.start, e.end))
        mention = notes.events[at] if at < len(notes.events) else None
        if mention is None or (mention.start, mention.end) != (report.start, report.end):
            return ""
        if mention.time is None or mention.date is not None:
            return ""
        time = notes.times[mention.time]
        return self.words(report.article, (time.start, time.end))

    def words(self, article: str, span: Span | None) -> str:
        """Some words of an article, as far as its text is published; "" for none."""
        if span is None or self.world.settings.publish.text == "none":
            return ""
        return words.shortened(self.world.articles[article].article.text[slice(*span)], LONGEST_SENTENCE)

    # ------------------------------------------------ evidence

    def evidence(self, evidence: Evidence, marks: Iterable[Span] = ()) -> EvidenceView:
        """`marks`: what it is shown for, in characters of the article's text."""
        article = self.world.articles[evidence.article]
        shown: tuple[str, tuple[Span, ...]] = ("", ())
        if self.world.settings.publish.text != "none":
            inside = [(s, e) for s, e in sorted(marks) if evidence.start <= s < e <= evidence.end]
            shown = _passage(article.article.text, (evidence.start, evidence.end), inside)
        return EvidenceView(
            text=shown[0],
            marks=shown[1],
            source=self.sentence(evidence.article, evidence.start),
            publisher=article.article.publisher or "",
            when=article_when(article),
        )

    def map_of(self, places: Sequence[Entity], *, margin: float) -> MapView | None:
        """A map of the places that have coordinates; `margin`: degrees around them."""
        points = tuple(
            MapPoint(
                lat=c.lat,
                lon=c.lon,
                label=p.name,
                href=self.entity(p).href,
                size=len(p.mentions),
                precision=c.precision,
            )
            for p in places
            if (c := p.coordinates) is not None
        )
        if not points:
            return None
        west, east = _stretch([p.lon for p in points], margin * 1.6, 180)
        lats = [p.lat for p in points]
        south, north = _stretch(lats, max(margin, (east - west) / 6 - (max(lats) - min(lats)) / 2), 85)
        return MapView(points, west, south, east, north, self.to(LAND))


def base_url(url: str) -> str:
    """[site] url with one "/" at its end, or nothing."""
    return url.rstrip("/") + "/" if url else ""


@lru_cache(maxsize=50_000)
def when(value: str | None, note: str = "") -> When:
    if not value or edtf.bounds(value) is None:
        return When("Undated")
    machine = value if _MACHINE.fullmatch(value) else ""
    return When(edtf.describe(value), value, machine, note, edtf.grain(value) != "day")


def article_when(article: ArchiveArticle) -> When:
    if article.article.date is None and article.date_inferred is not None:
        return When(f"Undated (inferred: {inferred(article.date_inferred)})", note=article.inferred_why)
    return when(article.article.date, words.DATE_FROM.get(article.article.date_from or "", ""))


def _written(article: ArchiveArticle | None) -> str:
    """Its date, where that is one; dates of one grain sort as they stand."""
    day = article.article.date if article else None
    return day if day and edtf.bounds(day) else ""


def inferred(interval: str) -> str:
    """ "17 to 23 May 2025", "17 May 2025 or later" """
    first, _, last = interval.partition("/")
    return f"{edtf.describe(first)} or later" if last == ".." else edtf.describe(interval)


def event_when(event: Event) -> When:
    return when(event.date, words.DATE_FROM.get(event.date_from or "", ""))


def article_summary(world: World, article: ArchiveArticle) -> str:
    start = title_span(article)[1]
    body = article.article.text[start : world.cuts[article.id]]
    if world.settings.publish.text == "none":
        return ""
    ends = [e for s, e in article.annotation.sentences if s >= start]
    # A dateline or a lone word is no summary: on to the next sentence.
    end = next((e for e in ends if e - start >= SUMMARY), ends[-1] if ends else start + 400)
    return words.shortened(article.article.text[start : min(end, start + len(body))], 240)


def entity_line(entity: Entity) -> str:
    """Who or what it is, in a line: its description, else its latest role."""
    if entity.description is not None:
        return words.shortened(entity.description.text, LINE)
    return words.shortened(entity.roles[-1].text, LINE) if entity.roles else ""


def _passage(text: str, sentence: Span, marks: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """What is shown of a sentence, and the marks as characters of that."""
    start, end = _window(sentence, marks)
    cut = (start > sentence[0], end < sentence[1])
    shift = start - (2 if cut[0] else 0)
    return _ellipsis(text[start:end], cut), _apart(
        [(s - shift, e - shift) for s, e in marks if start <= s < e <= end]
    )


def _window(sentence: Span, marks: Sequence[Span]) -> Span:
    start, end = sentence
    if end - start <= LONGEST_SENTENCE:
        return sentence
    middle = marks[0][0] if marks else start
    first = max(start, min(middle - LONGEST_SENTENCE // 3, end - LONGEST_SENTENCE))
    return first, min(end, first + LONGEST_SENTENCE)


def _ellipsis(text: str, cut: tuple[bool, bool]) -> str:
    return ("… " if cut[0] else "") + text + (" …" if cut[1] else "")


def _apart(marks: Sequence[Span]) -> tuple[Span, ...]:
    if len(marks) < 2:
        return tuple(marks)
    kept: list[Span] = []
    for mark in sorted(marks, key=lambda m: (m[0], -m[1])):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return tuple(kept)


def _stretch(values: Sequence[float], margin: float, limit: float) -> tuple[float, float]:
    """The range of the values with a margin, within the globe, to a tenth of a degree."""
    low, high = max(-limit, min(values) - margin), min(limit, max(values) + margin)
    return round(low, 1), round(high, 1)
