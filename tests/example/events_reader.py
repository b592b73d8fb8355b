"""Holds the dates, events and quotes of a built archive against a reader's list.

`python -m tests.example.events_reader SITE`: SITE is built of the real article as of the day that
the list names; its `data/` is read and nothing else. Each line that is printed is one thing that
the list has and the archive has not.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EVENTS = HERE / "real_events.toml"
ENTITIES = HERE / "real.toml"
Row = dict[str, Any]


@dataclass
class Report:
    """Failures by kind; how many things of each kind are listed and how many were found."""

    failures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    listed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def hold(self, kind: str, right: bool, what: str) -> None:
        self.listed[kind] += 1
        self.found[kind] += right
        if not right:
            self.failures[kind].append(what)

    def share(self, *kinds: str) -> float:
        return sum(self.found[k] for k in kinds) / sum(self.listed[k] for k in kinds)

    def lines(self) -> list[str]:
        counts = ", ".join(f"{kind} {self.found[kind]} of {n}" for kind, n in self.listed.items())
        return [counts, *(f"{kind}: {line}" for kind, lines in self.failures.items() for line in lines)]


def check(data: Path, listed: Path = EVENTS, entities: Path = ENTITIES) -> Report:
    """What is missing or wrong in the export `data` of one article by the lists."""
    wanted = tomllib.loads(listed.read_text("utf-8"))
    names = tomllib.loads(entities.read_text("utf-8"))["entity"]
    (article,) = _rows(data / "articles.jsonl")
    text: str = article["text"]
    ids = _ids(names, _rows(data / "entities.jsonl"))
    report = Report()
    _dates(text, wanted["date"], _rows(data / "times.jsonl"), report)
    events = [row for row in _rows(data / "events.jsonl") if row["type"] != "statement"]
    for want in wanted["event"]:
        _event(text, want, events, ids, report)
    for want in wanted["quote"]:
        at = _found(text, want["at"])
        said = [q for q in _rows(data / "quotes.jsonl") if q["start"] <= at[0] < q["end"]]
        right = any(q["speaker"] == ids.get(want["speaker"]) for q in said)
        report.hold("quote", right, f"{want['at']!r}: {[q['speaker'] for q in said]}")
    return report


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _ids(names: Mapping[str, Row], rows: list[Row]) -> dict[str, str]:
    """Key of the list -> entity id."""
    by_name = {row["name"]: row["id"] for row in rows}
    forms = {k: [n] if isinstance(n := one["name"], str) else n for k, one in names.items()}
    return {key: by_name[n] for key, written in forms.items() for n in written if n in by_name}


def _found(text: str, at: str) -> tuple[int, int]:
    """Where the words in braces stand, all of `at` where it has none."""
    before, brace, rest = at.partition("{")
    core, _, after = rest.partition("}") if brace else (before, "", "")
    before = before if brace else ""
    pattern = rf"{re.escape(before)}({re.escape(core)}){re.escape(after)}".replace(r"\ ", r"\s+")
    hit = re.search(pattern, text)
    if hit is None:
        raise ValueError(f"{at!r} is not in the article")
    return hit.span(1)


def _dates(text: str, wanted: list[Row], times: list[Row], report: Report) -> None:
    dated = [t for t in times if t["kind"] in ("date", "time") and t["edtf"]]
    used: set[int] = set()
    for want in wanted:
        start, end = _found(text, want["at"])
        own = [t for t in dated if t["start"] < end and start < t["end"]]
        used.update(t["start"] for t in own)
        right = any(t["edtf"] == want["value"] for t in own)
        report.hold("date", right, f"{want['at']!r}: {[t['edtf'] for t in own]}, not {want['value']}")
    report.failures["date invented"] += [
        f"{t['text']!r}: {t['edtf']}" for t in dated if t["start"] not in used
    ]


def _event(text: str, want: Row, events: list[Row], ids: Mapping[str, str], report: Report) -> None:
    what = want["at"][0]
    spots = [_found(text, at) for at in want["at"]]
    own = [
        row
        for row in events
        if any(m["start"] < e and s < m["end"] for m in row["mentions"] for s, e in spots)
    ]
    report.hold("event", bool(own), what)
    if not own:
        report.listed["participant"] += len(want["who"])
        report.listed["place"] += "place" in want
        return
    typed = [row for row in own if row["type"] in want["type"]]
    report.hold("type", bool(typed), f"{what}: {[r['type'] for r in own]}, not {want['type']}")
    report.hold("one event", len(own) == 1, f"{what}: {[r['title'] for r in own]}")
    if "date" in want:
        dates = [row["date"] for row in own]
        report.hold("event date", want["date"] in dates, f"{what}: {dates}, not {want['date']}")
    if "place" in want:
        places = want["place"] if isinstance(want["place"], list) else [want["place"]]
        right = any(row["place"] == ids.get(key) for row in own for key in places if key in ids)
        report.hold("place", right, f"{what}: {[r['place'] for r in own]}, not {places}")
    named = {p["entity"] for row in own for p in row["participants"]}
    for who in want["who"]:
        keys = who if isinstance(who, list) else [who]
        right = any(ids.get(key) in named for key in keys)
        report.hold("participant", right, f"{what}: no {' or '.join(keys)} in {sorted(named)}")
    for counted in ("killed", "arrested"):
        if counted in want:
            low, high = want[counted]
            bests = [row["numbers"][counted]["best"] for row in own if counted in row["numbers"]]
            report.hold("number", any(low <= b <= high for b in bests), f"{what}: {counted} {bests}")
    if "page" in want:
        pages = [row["url"] for row in own if row["url"]]
        report.hold("page", bool(pages) == want["page"], f"{what}: {pages}")
    if "status" in want:
        states = [row["status"] for row in typed]
        report.hold("status", any(s in want["status"] for s in states), f"{what}: {states}")


if __name__ == "__main__":
    outcome = check(Path(sys.argv[1]) / "data")
    print("\n".join(outcome.lines()))
    sys.exit(1 if any(outcome.failures.values()) else 0)
