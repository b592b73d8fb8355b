"""The recipe: a Config in, a Snapshot out. Nothing is written but the memo."""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import msgspec

from sitegen import __version__, theme
from sitegen.annotate import model_fingerprint
from sitegen.catalogue import Places, catalogue
from sitegen.config import Config
from sitegen.export import Addresses, export
from sitegen.fingerprint import key, source_digest
from sitegen.memo import Memo
from sitegen.model import Archive, Article, OutputFile, Snapshot
from sitegen.plan import plan
from sitegen.problems import Problem, SitegenError, printable
from sitegen.read import SourceFile, scan
from sitegen.render import Renderer
from sitegen.resolve import parse_curation, parse_permalinks, resolve, write_permalinks
from sitegen.search import SCRIPT, SCRIPT_PARTS
from sitegen.stages import (
    Origin,
    Report,
    annotate_stage,
    copies,
    index_runs,
    index_stage,
    older_index,
    read_stage,
    render_stage,
    store_files,
)


@dataclass(slots=True)
class Tally:
    """How much was computed anew, by stage, and the seconds that each stage took."""

    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class Summary:
    """How much of what the archive holds."""

    articles: int
    entities: int
    events: int
    pages: int


@dataclass(frozen=True, slots=True)
class Built:
    """A build's result. `permalinks` is the text that permalinks.json must have, `catalogue` what the
    editor's commands read (catalogue.py), as msgpack."""

    snapshot: Snapshot
    catalogue: OutputFile
    permalinks: str
    problems: tuple[Problem, ...]
    summary: Summary
    tally: Tally


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole build as the memo keeps it, so that an unchanged archive is not resolved again."""

    files: dict[str, Origin]
    catalogue: Origin
    permalinks: str
    problems: tuple[Problem, ...]
    summary: Summary
    images: dict[str, str | None]
    """Images that articles show: path relative to the seeds folder -> sha256, None where it is missing."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build depends on but the images, read once."""

    sources: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    curation: str
    permalinks: str
    static: Mapping[str, Origin]
    renderer: Renderer

    def key(self, config: Config, permalinks: str) -> str:
        """The memo key of the whole build, had it these permalinks."""
        return key(
            "build",
            __version__,
            source_digest("."),
            model_fingerprint(config.settings.annotate),
            msgspec.json.encode(config.settings),
            msgspec.json.encode([(s.source, s.digest) for s in self.sources]),
            msgspec.json.encode(self.problems),
            self.curation,
            permalinks,
            msgspec.json.encode(sorted((path, o.digest) for path, o in self.static.items())),
            self.renderer.digest,
        )


BeforeIndex = Callable[[str], Callable[[Built], None] | None]
"""Asked with the text of the new permalinks.json: what to do with the pages before their index is made.
Where it says None, the last index is not looked at, which would keep its files in the memo."""

EARLY_FROM = 400
"""Documents from which on the index is worth a publish of its own; one of fewer is made in a moment."""


def build(
    config: Config,
    memo: Memo,
    report: Report,
    *,
    recall: bool = True,
    before_index: BeforeIndex = lambda permalinks: None,
) -> Built:
    """Build the archive. The snapshot depends on the inputs alone, not on what the memo holds.

    Without `recall` every value that the build rests on is looked up, also where an equal build is known.
    What `before_index` returns is given what there is before a large index is made: the new pages, with
    the last index marked as older than they are.
    Problems of single articles are in the result; raises SitegenError where nothing can be built.
    """
    tally = Tally({"read": 0, "annotated": 0, "rendered": 0, "indexed": 0})
    with tally.timed("scan"):
        report.stage("Scanning", None)
        inputs = read_inputs(config)
        known = _recall(config, memo, inputs) if recall else None
    if known is None:
        compiled = compile_archive(config, memo, inputs, report, tally)
        with _collector_at_rest():
            known = _compose(
                config,
                memo,
                compiled,
                inputs,
                report,
                tally,
                before_index,
            )
        data = msgspec.msgpack.encode(known)
        # The build's own permalinks are an input of the next one, which is the same build again.
        memo.put((inputs.key(config, p), data) for p in {inputs.permalinks, known.permalinks})
        memo.sweep()
    return _built(config, memo, known, tally)


def _built(config: Config, memo: Memo, manifest: Manifest, tally: Tally) -> Built:
    files = {p: OutputFile(p, o.digest, partial(_load, config, memo, o)) for p, o in manifest.files.items()}
    own = manifest.catalogue
    listed = OutputFile("catalogue", own.digest, partial(_load, config, memo, own))
    return Built(Snapshot(files), listed, manifest.permalinks, manifest.problems, manifest.summary, tally)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The archive, and what came to light on the way to it."""

    archive: Archive
    problems: tuple[Problem, ...]
    images: dict[str, str | None]


def compile_archive(config: Config, memo: Memo, inputs: Inputs, report: Report, tally: Tally) -> Compiled:
    """The first half of a build: read, annotate, resolve."""
    with tally.timed("read"):
        records, tally.counts["read"] = read_stage(config, memo, inputs.sources, report)
        found = [r.article for r in records if r.article is not None]
        images = _images(config.seeds, found)
        articles = [replace(a, assets=tuple(i for i in a.assets if images[i])) for a in found]
    with tally.timed("annotate"):
        annotated, tally.counts["annotated"] = annotate_stage(config, memo, articles, report)
    with tally.timed("resolve"), _collector_at_rest():
        report.stage("Resolving", None)
        curation, curation_problems = parse_curation(inputs.curation)
        pairs = [(a, n.annotation) for a, n in zip(articles, annotated, strict=True)]
        permalinks = parse_permalinks(inputs.permalinks)
        archive, resolve_problems = resolve(pairs, curation, permalinks, config.settings.resolve)
    problems = (
        *inputs.problems,
        *(p for r in records for p in r.problems),
        *(_missing_image(a, i) for a in found for i in a.assets if not images[i]),
        *(p for n in annotated for p in n.problems),
        *curation_problems,
        *resolve_problems,
    )
    return Compiled(archive, problems, images)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without the search for cycles: an archive is millions of small values that hold none, and Python
    would go through all of them again and again, for a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _compose(
    config: Config,
    memo: Memo,
    compiled: Compiled,
    inputs: Inputs,
    report: Report,
    tally: Tally,
    before_index: BeforeIndex,
) -> Manifest:
    """The second half: plan, render, export, index."""
    settings, archive = config.settings, compiled.archive
    with tally.timed("plan"):
        report.stage("Planning", None)
        told = _placed(config, compiled.problems)
        made = (("sitegen", __version__), ("model", model_fingerprint(settings.annotate)))
        # The editor's rulings are the editor's business: they may name who is hidden.
        shown = [p for p in told if p.where != "curation.toml"]
        planned = plan(archive, settings, problems=shown, made=made)
        where = planned.addresses
    with tally.timed("render"):
        pages, tally.counts["rendered"] = render_stage(memo, inputs.renderer, planned.pages, report)
    with tally.timed("export"):
        report.stage("Exporting", None)
        exported = export(
            archive,
            Addresses(where.articles, where.entities, where.events),
            text=settings.publish.text,
            model=model_fingerprint(settings.annotate),
            version=__version__,
        )
        data = store_files(memo, exported)
    listed = catalogue(archive, Places(where.articles, where.entities, where.rows, where.events))
    kept = store_files(memo, [("catalogue", msgspec.msgpack.encode(listed))])
    script = b"".join(_load(config, memo, inputs.static[part]) for part in SCRIPT_PARTS)
    files = {
        **inputs.static,
        **copies("seeds", config.seeds, {a: s for s, a in where.assets.items()}),
        **store_files(memo, [(SCRIPT, script)]),
        **pages,
        **data,
    }

    permalinks = write_permalinks(planned.permalinks)

    def manifest(index: Mapping[str, Origin]) -> Manifest:
        return Manifest(
            files=dict(sorted({**files, **index}.items())),
            catalogue=kept["catalogue"],
            permalinks=permalinks,
            problems=tuple(sorted({*told, *_placed(config, planned.problems)})),
            summary=Summary(
                len(archive.articles), len(archive.entities), len(archive.events), len(planned.pages)
            ),
            images=compiled.images,
        )

    runs = index_runs(config, planned.documents)
    publish = before_index(permalinks) if len(planned.documents) >= EARLY_FROM else None
    if publish is not None:
        older = older_index(config, memo, runs)
        if older is not None:
            publish(_built(config, memo, manifest(older), tally))
    with tally.timed("index"):
        index, tally.counts["indexed"] = index_stage(config, memo, runs, report)
    return manifest(index)


# ---------------------------------------------------------------- inputs


def read_inputs(config: Config) -> Inputs:
    sources, problems = scan(config.seeds, config.settings.read)
    static: dict[str, Origin] = {}
    for place, folder in (("theme", theme.static()), ("static", config.static)):
        if folder is not None:
            names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
            static |= copies(place, folder, {f"static/{name}": name for name in names})
    return Inputs(
        sources=sources,
        problems=problems,
        curation=read_text(config.curation),
        permalinks=read_text(config.permalinks),
        static=static,
        renderer=Renderer(config.templates, config.settings.site),
    )


def read_text(path: Path | None) -> str:
    """The file's text with its own line ends, "" where there is no such file."""
    if path is None:
        return ""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SitegenError(
            f"{path.name}: not UTF-8 at byte {error.start} (hint: save it as UTF-8)"
        ) from error
    except OSError as error:
        raise SitegenError(f"{path}: cannot be read: {error.strerror}") from error


def _images(seeds: Path, articles: Sequence[Article]) -> dict[str, str | None]:
    return {i: _image_digest(seeds, i) for i in sorted({i for a in articles for i in a.assets})}


def _image_digest(seeds: Path, name: str) -> str | None:
    """sha256 of an image; None where it is missing, no regular file, or reached through a link."""
    path = seeds / name
    inside = path.relative_to(seeds).parts
    folders = [seeds.joinpath(*inside[: n + 1]) for n in range(len(inside))]
    if ".." in inside or any(f.is_symlink() for f in folders) or not path.is_file():
        return None
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _missing_image(article: Article, name: str) -> Problem:
    message = f"the image {name} is not there"
    return Problem(article.source, 0, "missing-image", "warning", message, "put it there or mend its address")


# ---------------------------------------------------------------- the memo's whole build


def _recall(config: Config, memo: Memo, inputs: Inputs) -> Manifest | None:
    """The manifest of an equal build, if the memo still holds every file of it."""
    stored = memo.get(inputs.key(config, inputs.permalinks))
    if stored is None:
        return None
    known = msgspec.msgpack.decode(stored, type=Manifest)
    if known.images != {i: _image_digest(config.seeds, i) for i in known.images}:
        return None
    kept = [known.catalogue, *(o for o in known.files.values() if o.place == "memo")]
    digests = memo.digests([o.name for o in kept])
    return known if all(digests.get(o.name) == o.digest for o in kept) else None


def _load(config: Config, memo: Memo, origin: Origin) -> bytes:
    if origin.place == "memo":
        data = memo.get(origin.name)
    else:
        folders = {"theme": theme.static(), "static": config.static, "seeds": config.seeds}
        data = (folders[origin.place] or config.root).joinpath(origin.name).read_bytes()
    if data is None or hashlib.sha256(data).hexdigest() != origin.digest:
        raise SitegenError(f"{printable(origin.name)} changed while the site was built (hint: build again)")
    return data


def _placed(config: Config, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems, those of seeds with the folder's name, each once, sorted by place."""
    folder = config.seeds.relative_to(config.root) if config.seeds.is_relative_to(config.root) else None
    prefix = (folder or Path(config.seeds.name)).as_posix()
    elsewhere = {"curation.toml", "permalinks.json", "sitegen.toml"}
    return tuple(
        sorted({p if p.where in elsewhere else replace(p, where=f"{prefix}/{p.where}") for p in problems})
    )
