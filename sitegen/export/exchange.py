"""Exchange formats beside the records: CSV, GeoJSON, FollowTheMoney."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from sitegen.edtf import bounds
from sitegen.export.rows import Addresses
from sitegen.model import Archive, Coordinates, Entity, Event
from sitegen.taxonomy import FIELDS

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(archive: Archive, addresses: Addresses) -> dict[str, bytes]:
    """CSV files by name: UTF-8 with a BOM, which spreadsheets need, and CRLF lines (RFC 4180)."""
    return {
        "entities.csv": _csv(
            ("id", "type", "subtype", "name", "url", "mentions", "articles", "lat", "lon"),
            (_entity_cells(e, addresses) for e in archive.entities),
        ),
        "events.csv": _csv(
            ("id", "type", "title", "status", "date", "place", "participants", *FIELDS, "url", "reports"),
            (_event_cells(e, addresses) for e in archive.events if e.type != "statement"),
        ),
        "mentions.csv": _csv(
            ("entity", "article", "start", "end", "text", "kind", "confidence"),
            (
                (e.id, m.article, m.start, m.end, m.text, m.kind, m.confidence)
                for e in archive.entities
                for m in e.mentions
            ),
        ),
        "relations.csv": _csv(
            ("subject", "relation", "object", "article", "start", "end"),
            ((r.subject, r.relation, r.object, r.article, r.start, r.end) for r in archive.relations),
        ),
    }


def _entity_cells(e: Entity, addresses: Addresses) -> tuple[object, ...]:
    at = e.coordinates
    articles = len({m.article for m in e.mentions})
    point = (at.lat, at.lon) if at else ("", "")
    return (e.id, e.type, e.subtype, e.name, addresses.entities.get(e.id), len(e.mentions), articles, *point)


def _event_cells(e: Event, addresses: Addresses) -> tuple[object, ...]:
    numbers = {t.field: f"{t.low}-{t.high}" if t.low != t.high else str(t.best) for t in e.numbers}
    who = "; ".join(f"{p.entity} ({p.role})" for p in e.participants)
    counts = (numbers.get(name) for name in FIELDS)
    address = addresses.events.get(e.id)
    return (e.id, e.type, e.title, e.status, e.date, e.place, who, *counts, address, len(e.mentions))


def _csv(head: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for line in lines:
        writer.writerow([_cell(value) for value in line])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return "" if value is None else value


def geojson(archive: Archive, addresses: Addresses) -> bytes:
    """Events that stand at a place with coordinates, as a FeatureCollection (RFC 7946)."""
    entities = {e.id: e for e in archive.entities}
    features = []
    for event in archive.events:
        point = _point(event.place, entities)
        if event.type == "statement" or point is None:
            continue
        features.append(
            {
                "type": "Feature",
                "id": event.id,
                "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
                "properties": {
                    "title": event.title,
                    "type": event.type,
                    "status": event.status,
                    "date": event.date,
                    "place": event.place,
                    "precision": point.precision,
                    "url": addresses.events.get(event.id),
                },
            }
        )
    return msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n"


def _point(place: str | None, entities: dict[str, Entity]) -> Coordinates | None:
    """The place's coordinates, else those of the first place around it that has some."""
    seen: set[str] = set()
    while place in entities and place not in seen:
        seen.add(place)
        if entities[place].coordinates:
            return entities[place].coordinates
        place = entities[place].located_in or ""
    return None


FTM_ORGANISATIONS = {"company": "Company", "government": "PublicBody", "ministry": "PublicBody"}


def followthemoney(archive: Archive) -> Iterator[dict[str, object]]:
    """People, organisations, dated events and articles in the FollowTheMoney model, by id."""
    for entity in archive.entities:
        if entity.type not in ("person", "organisation"):
            continue
        schema = (
            "Person"
            if entity.type == "person"
            else FTM_ORGANISATIONS.get(entity.subtype or "", "Organization")
        )
        properties = {
            "name": [entity.name],
            "alias": [a.text for a in entity.aliases if a.text != entity.name],
            "position": [r.text for r in entity.roles] if schema == "Person" else [],
            "wikidataId": [value for name, value in entity.identifiers if name == "wikidata"],
        }
        yield _thing(f"entity-{entity.id}", schema, properties)
    names = {e.id: e.name for e in archive.entities}
    involved = {e.id for e in archive.entities if e.type in ("person", "organisation")}
    for event in archive.events:
        if not event.page:
            continue
        span = bounds(event.date) if event.date else None
        properties = {
            "name": [event.title],
            "startDate": [span[0].isoformat()] if span else [],
            "endDate": [span[1].isoformat()] if span else [],
            "location": [names[event.place]] if event.place in names else [],
            "involved": [f"entity-{p.entity}" for p in event.participants if p.entity in involved],
            "proof": [f"article-{m.article}" for m in event.mentions],
        }
        yield _thing(f"event-{event.id}", "Event", properties)
    for article in archive.articles:
        a = article.article
        properties = {
            "title": [a.title] if a.title else [],
            "publishedAt": [a.date] if a.date else [],
            "author": [a.byline] if a.byline else [],
            "publisher": [a.publisher] if a.publisher else [],
            "sourceUrl": [a.url] if a.url else [],
        }
        yield _thing(f"article-{article.id}", "Article", properties)


def _thing(id_: str, schema: str, properties: dict[str, list[str]]) -> dict[str, object]:
    kept = {name: list(dict.fromkeys(values)) for name, values in properties.items() if values}
    return {"id": id_, "schema": schema, "properties": kept}
