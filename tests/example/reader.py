"""Holds a built archive against a reader's list of its entities.

`python -m tests.example.reader SITE [LIST]`: SITE is a published site; its `data/` is read and
nothing else. Each line that is printed is one thing that a reader would find wrong; the exit
status is 1 where there is one.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = HERE / "entities.toml"
REAL = HERE / "real.toml"
BEFORE = re.compile(r"(?:the|a|an|mr|mrs|ms|dr)\.?\s+", re.IGNORECASE)
AFTER = re.compile(r"(?:['’]s|['’])$")
FORM = re.compile(r"(?:\(([^)]*)\))?([^()]*)(?:\(([^)]*)\))?")
Span = tuple[int, int]


@dataclass(frozen=True)
class Occurrence:
    """A stretch of an article that names one of `keys`; a mention of it is one of `spans`."""

    keys: frozenset[str]
    spans: frozenset[Span]
    needed: bool

    @property
    def outer(self) -> Span:
        return min(start for start, _ in self.spans), max(end for _, end in self.spans)


@dataclass(frozen=True)
class Found:
    """A mention of the export, its span without article, honorific and possessive."""

    entity: str
    start: int
    end: int
    text: str
    kind: str


@dataclass
class Report:
    """Failures by kind, and what was looked at."""

    failures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    missing: set[str] = field(default_factory=set)
    """Keys of the list of which a mention was not found."""

    def lines(self) -> Iterator[str]:
        yield ", ".join(f"{count} {what}" for what, count in self.counts.items())
        failures = {kind: lines for kind, lines in self.failures.items() if lines}
        yield ", ".join(f"{kind} {len(lines)}" for kind, lines in failures.items()) or "no failure"
        for kind, lines in self.failures.items():
            yield from (f"{kind}: {line}" for line in lines)


def check(data: Path, listed: Path = NAMES) -> Report:
    """What is wrong in the export `data` by the list."""
    wanted = tomllib.loads(listed.read_text("utf-8"))
    articles = {row["source"]: row for row in _rows(data / "articles.jsonl")}
    entities = {row["id"]: row for row in _rows(data / "entities.jsonl")}
    found: dict[str, list[Found]] = defaultdict(list)
    texts = {row["id"]: row["text"] for row in articles.values()}
    for row in entities.values():
        for mention in row["mentions"]:
            found[mention["article"]].append(_trimmed(row["id"], mention, texts[mention["article"]]))
    report = Report()
    seen: list[tuple[str, Occurrence, Found]] = []
    for source, forms in wanted["article"].items():
        if source not in articles:
            report.failures["list"].append(f"{source}: no such article")
            continue
        row = articles[source]
        occurrences = _occurrences(source, row["text"], forms, report)
        named = [one for one in found[row["id"]] if one.kind not in ("title", "pronoun")]
        seen += _match(source, row["text"], occurrences, named, entities, report)
    homes = _identities(seen, wanted, report)
    _headings(homes, entities, wanted["entity"], report)
    for source, forms in wanted.get("nominals", {}).items():
        if source in articles:
            _nominals(source, articles[source], forms, found, homes, report)
    for source in wanted["unread"]:
        for one in found[articles[source]["id"]]:
            report.failures["extra"].append(f"{source}: {one.text!r} in an article that is not read")
    for source in wanted["unpublished"]:
        if source in articles:
            report.failures["extra"].append(f"{source}: is a draft")
    return report


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _trimmed(entity: str, mention: Mapping[str, Any], text: str) -> Found:
    start, end = mention["start"], mention["end"]
    while before := BEFORE.match(text, start, end):
        start = before.end()
    if after := AFTER.search(text[start:end]):
        end = start + after.start()
    return Found(entity, start, end, mention["text"], mention["kind"])


# ---------------------------------------------------------------- the list


def _occurrences(source: str, text: str, forms: Mapping[str, list[str]], report: Report) -> list[Occurrence]:
    """Every stretch that the forms stand for; the longer first, those with a context first of all."""
    spans: dict[Span, tuple[set[str], set[Span], bool, bool]] = {}
    for key, written in forms.items():
        for form in written:
            needed = not form.startswith("?")
            hits = list(_hits(form.removeprefix("?"), text))
            if needed and not hits:
                report.failures["list"].append(f"{source}: {form!r} is not in the article")
            for hit, variants in hits:
                keys, all_variants, was_needed, context = spans.get(hit, (set(), set(), False, False))
                context_now = "{" in form
                if context and not context_now:
                    continue
                if context_now and not context:
                    keys, all_variants = set(), set()
                spans[hit] = (keys | {key}, all_variants | variants, needed or was_needed, context_now)
    occurrences: list[Occurrence] = []
    for (start, end), (keys, variants, needed, _) in sorted(
        spans.items(), key=lambda item: item[0][0] - item[0][1]
    ):
        covered = any(one.needed and one.outer[0] <= start and end <= one.outer[1] for one in occurrences)
        occurrences.append(Occurrence(frozenset(keys), frozenset(variants), needed and not covered))
    return occurrences


def _hits(form: str, text: str) -> Iterator[tuple[Span, set[Span]]]:
    """(whole span, spans with and without the brackets) of each time that the form is in the text."""
    core = re.search(r"\{(.*)\}", form)
    before, after = (form[: core.start()], form[core.end() :]) if core else ("", "")
    parts = FORM.fullmatch(core[1] if core else form)
    assert parts, form
    pattern = "".join(f"({re.escape(part or '')})" for part in parts.groups())
    pattern = re.escape(before) + pattern + re.escape(after)
    pattern = re.sub(r"(?:\\ )+", r"\\s+", pattern).replace("'", "['’]")
    for hit in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
        starts, ends = {hit.start(1), hit.start(2)}, {hit.end(2), hit.end(3)}
        yield (hit.start(1), hit.end(3)), set(product(starts, ends))


# ---------------------------------------------------------------- mentions


def _match(
    source: str,
    text: str,
    occurrences: list[Occurrence],
    found: list[Found],
    entities: Mapping[str, Mapping[str, Any]],
    report: Report,
) -> Iterator[tuple[str, Occurrence, Found]]:
    """Pairs of what is listed and what was found; what has no partner goes to the report."""
    by_span = {span: one for one in reversed(occurrences) for span in one.spans}
    matched: list[Span] = []
    loose: list[Found] = []
    for one in found:
        listed = by_span.get((one.start, one.end))
        if listed is None:
            loose.append(one)
            continue
        matched.append((one.start, one.end))
        report.counts["mentions found"] += 1
        yield source, listed, one
    for listed in occurrences:
        start, end = listed.outer
        inside = (s <= s2 and e2 <= e for s, e in matched for s2, e2 in listed.spans)
        if not listed.needed or any(inside):
            continue
        near = [one for one in loose if one.start < end and start < one.end]
        what = f"{source}: {'|'.join(sorted(listed.keys))} {text[start:end]!r} …{_around(text, start, end)}…"
        if near:
            cut = ", ".join(f"{one.text!r} ({one.entity}, {entities[one.entity]['type']})" for one in near)
            report.failures["cut"].append(f"{what}: found {cut}")
        else:
            report.failures["missing"].append(what)
        report.counts["mentions not found"] += 1
        report.missing |= listed.keys
    for one in loose:
        if not any(one.start < end and start < one.end for start, end in (o.outer for o in occurrences)):
            report.failures["extra"].append(
                f"{source}: {one.text!r} ({one.kind}, {one.entity}, {entities[one.entity]['type']}) "
                f"…{_around(text, one.start, one.end)}…"
            )
        elif not any(o.needed and one.start < o.outer[1] and o.outer[0] < one.end for o in occurrences):
            report.failures["cut"].append(
                f"{source}: {one.text!r} ({one.entity}) …{_around(text, one.start, one.end)}…"
            )


def _around(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", text[max(0, start - 25) : end + 25])


# ---------------------------------------------------------------- identities


def _identities(
    seen: list[tuple[str, Occurrence, Found]], wanted: Mapping[str, Any], report: Report
) -> dict[str, str]:
    """Home of each listed entity: the id that most of its mentions have. Reports what is joined and torn."""
    one_of = {key: min(group) for group in wanted["may_be_one"] for key in group}
    ids: dict[str, Counter[str]] = defaultdict(Counter)
    for _, listed, one in seen:
        if len(listed.keys) == 1:
            ids[min(listed.keys)][one.entity] += 1
    homes = {key: min(counts, key=lambda id_: (-counts[id_], id_)) for key, counts in ids.items()}
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    for key, home in homes.items():
        owners[home][one_of.get(key, key)] += ids[key][home]
    for home, keys in sorted(owners.items()):
        if len(keys) > 1:
            report.failures["joined"].append(f"{home}: {', '.join(sorted(keys))}")
    for source, listed, one in seen:
        if not any(homes.get(key) == one.entity for key in listed.keys) and (
            len(listed.keys) > 1 or one.entity != homes[min(listed.keys)]
        ):
            stranger = [key for key in owners.get(one.entity, ()) if key not in listed.keys]
            kind = "joined" if stranger else "torn"
            where = ", ".join(sorted({homes.get(key, "no id") for key in listed.keys}))
            report.failures[kind].append(f"{source}: {one.text!r} is {one.entity}, not {where}")
    report.failures["no entity"] += sorted(report.missing - set(homes))
    report.counts["entities listed"] = len(wanted["entity"])
    report.counts["entities found"] = len(homes)
    return homes


def _headings(
    homes: Mapping[str, str],
    entities: Mapping[str, Mapping[str, Any]],
    wanted: Mapping[str, Mapping[str, Any]],
    report: Report,
) -> None:
    for key, home in sorted(homes.items()):
        row = entities[home]
        for trait in ("type", "subtype", "name"):
            right = wanted[key].get(trait)
            right = [right] if isinstance(right, str) else right
            if trait == "subtype" and row["type"] not in ("organisation", "place"):
                continue
            if trait == "subtype" and row["type"] == "place" and row[trait] is None:
                continue  # not known, which is not wrong
            if right is not None and (row[trait] or "other") not in right:
                report.failures[f"wrong {trait}"].append(
                    f"{key} ({home}): {row[trait]}, not {' or '.join(right)}"
                )


def _nominals(
    source: str,
    row: Mapping[str, Any],
    forms: Mapping[str, list[str]],
    found: Mapping[str, list[Found]],
    homes: Mapping[str, str],
    report: Report,
) -> None:
    wanted: dict[Span, str] = {}
    for key, written in forms.items():
        for form in written:
            for (start, end), _ in _hits(form, row["text"]):
                before = BEFORE.match(row["text"], start, end)
                wanted[before.end() if before else start, end] = key
                report.counts["nominals listed"] += 1
    for one in found[row["id"]]:
        meant = wanted.get((one.start, one.end)) if one.kind == "title" else None
        if meant is None:
            continue
        report.counts["nominals found"] += 1
        if one.entity != homes.get(meant):
            report.failures["nominal"].append(
                f"{source}: {one.text!r} is {one.entity}, not {homes.get(meant)} "
                f"…{_around(row['text'], one.start, one.end)}…"
            )


if __name__ == "__main__":
    outcome = check(Path(sys.argv[1]) / "data", Path(sys.argv[2]) if len(sys.argv) > 2 else NAMES)
    print("\n".join(outcome.lines()))
    sys.exit(1 if any(outcome.failures.values()) else 0)
