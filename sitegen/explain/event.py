"""What an event rests on: why this date, place, type and status, why it is one, why it has a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from sitegen import edtf
from sitegen.model import Archive, ArchiveArticle, Claim, Event, EventReport, Span

_At = Callable[[Claim], str]

HOW = {
    "stated": "the text states it",
    "relative": "counted from the date of the report or of another event",
    "publication": "the date of the report",
    None: "nothing gives one",
}
STANDING = {
    "": "",
    "part": ", less than its article counts in all",
    "earlier": ", before later reports gave another",
}


def event_facts(event: Event, archive: Archive) -> Iterator[tuple[str, str]]:
    """(label, value) lines in reading order. Reports are numbered; the other lines point to them."""
    articles = {a.id: a for a in archive.articles}
    numbers = {(m.article, m.sentence): n for n, m in reversed(list(enumerate(event.mentions, 1)))}

    def at(claim: Claim) -> str:
        number = numbers.get((claim.article, (claim.start, claim.end)))
        where = (
            f"report {number}" if number else f"{articles[claim.article].article.source}, another sentence"
        )
        return where + (f", {claim.source} says so" if claim.source else "")

    yield "page" if event.page else "row only", event.page_reason
    if event.ruled:
        yield "ruled", "the editor says " + ", ".join(event.ruled)
    yield "type", _voted(event, "type", event.type)
    yield "status", _status(event)
    yield from _date(event, articles, at)
    yield from _place(event, at)
    for p in event.participants:
        told = Counter(c.role for c in _claims(event, "participant") if c.value == p.entity)
        others = ", ".join(f"{role} in {_reports(n)}" for role, n in sorted(told.items(), key=str) if role)
        yield (
            "participant",
            f"{p.entity} as {p.role}, named {p.as_named!r}" + (f" ({others})" if others else ""),
        )
    for t in event.numbers:
        yield "number", f"{t.field} {t.best}" + (f", {t.low} to {t.high}" if t.low != t.high else "")
        for c in _claims(event, t.field):
            words = _words(c.article, c.words, articles)
            dated = articles[c.article].article.date or "undated"
            yield (
                "  figure",
                f"{c.value}{f' (“{words}”)' if words else ''}, {dated}: {at(c)}{STANDING[c.standing]}",
            )
    for field in event.disputed:
        yield "disputed", f"{field}: reports differ, and none corrects the other"
    for reason in event.joined:
        yield "one event", "by the editor's ruling" if reason == "ruling" else reason
    titles = {e.id: e.title for e in archive.events}
    if event.part_of:
        yield "part of", f"{event.part_of} ({titles.get(event.part_of, '')})"
    yield from (("has part", f"{e.id} ({e.title})") for e in archive.events if e.part_of == event.id)
    yield from (("maybe same", f"{id_} ({titles.get(id_, '')})") for id_ in event.maybe_same)
    for n, m in enumerate(event.mentions, 1):
        yield f"report {n}", _report(m, articles[m.article])


def _claims(event: Event, field: str) -> list[Claim]:
    return [c for c in event.claims if c.field == field]


def _reports(number: int) -> str:
    return f"{number} report{'' if number == 1 else 's'}"


def _voted(event: Event, field: str, value: str) -> str:
    """ "raid, in 6 reports; attack in 1 report" """
    votes = Counter(c.value for c in _claims(event, field))
    own = f"{value}, in {_reports(votes.pop(value))}" if value in votes else value
    others = [f"{v} in {_reports(n)}" for v, n in sorted(votes.items(), key=lambda v: (-v[1], v[0]))]
    return "; ".join([own, *others])


def _status(event: Event) -> str:
    reasons: dict[str, None] = {}
    for m in event.mentions:
        state, _, why = m.reason.partition("; ")[2].partition(": ")
        if state == event.status and why:
            reasons[why] = None
    return _voted(event, "status", event.status) + (f" ({'; '.join(reasons)})" if reasons else "")


def _date(event: Event, articles: Mapping[str, ArchiveArticle], at: _At) -> Iterator[tuple[str, str]]:
    how = "the editor's ruling" if "date" in event.ruled else HOW[event.date_from]
    shown = f"{event.date} ({edtf.describe(event.date)})" if event.date else "unknown"
    yield "date", f"{shown}: {how}"
    for c in _claims(event, "date"):
        words = _words(c.article, c.words, articles)
        dated = articles[c.article].article
        known = f"in an article of {dated.date}" if dated.date else "in an undated article"
        yield "  says", f"{c.value}{f' (“{words}”)' if words else ''} {known}: {at(c)}"


def _place(event: Event, at: _At) -> Iterator[tuple[str, str]]:
    yield "place", (event.place or "unknown") + (": the editor's ruling" if "place" in event.ruled else "")
    for value in dict.fromkeys(c.value for c in _claims(event, "place")):
        yield "  says", f"{value}: {'; '.join(at(c) for c in _claims(event, 'place') if c.value == value)}"


def _words(article: str, words: Span | None, articles: Mapping[str, ArchiveArticle]) -> str:
    return " ".join(articles[article].article.text[slice(*words)].split()) if words else ""


def _report(m: EventReport, article: ArchiveArticle) -> str:
    text, (start, end) = article.article.text, m.sentence
    marked = f"{text[start : m.start]}[{text[m.start : m.end]}]{text[m.end : end]}"
    dated = article.article.date or (
        f"undated, {article.date_inferred}" if article.date_inferred else "undated"
    )
    return f"{article.article.source} ({dated}): “{' '.join(marked.split())}” {m.confidence:.2f}, {m.reason}"
