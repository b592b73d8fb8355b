"""The engine: articles in, annotations out, in order, whatever the batches and workers.

Work is streamed: at most a few batches are in memory. Small work is done here; more of it
goes to worker processes (pool.py), which run `read_batch` too, so results can't differ.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.annotate.chunks import chunks
from sitegen.annotate.language import language_of, plain_sentences
from sitegen.model import Annotation
from sitegen.problems import Problem

if TYPE_CHECKING:
    from spacy.language import Language

    from sitegen.annotate.reading import Reading
    from sitegen.config import AnnotateSettings
    from sitegen.model import Article

BATCH_CHARACTERS = 60_000
BATCH_ARTICLES = 32
DESERVES_WORKERS = 200_000
"""Characters from which a second process pays for loading its own model."""
BLAS_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class AnnotateResult:
    annotation: Annotation
    problems: tuple[Problem, ...] = ()


def annotate(articles: Sequence[Article], settings: AnnotateSettings) -> Iterator[AnnotateResult]:
    """One result for each article, in order. Raises SitegenError where the model can't be had."""
    batches = _batches(articles)
    if settings.processes > 1 and sum(len(a.text) for a in articles) > DESERVES_WORKERS:
        from sitegen.annotate.pool import run_in_workers

        results = run_in_workers(batches, settings)
    else:
        results = (read_batch(batch, settings) for batch in batches)
    for batch in results:
        yield from batch


def _batches(articles: Sequence[Article]) -> Iterator[tuple[Article, ...]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (len(batch) == BATCH_ARTICLES or size + len(article.text) > BATCH_CHARACTERS):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield tuple(batch)


def read_batch(articles: Sequence[Article], settings: AnnotateSettings) -> list[AnnotateResult]:
    """The results of a batch. An article on which the pipeline fails becomes an error and a plain text."""
    languages = [language_of(a.language, a.text) for a in articles]
    readable = [a for a, language in zip(articles, languages, strict=True) if _readable(a, language)]
    read: dict[int, AnnotateResult] = {}
    if readable:
        nlp = pipeline(settings)
        try:
            results = [AnnotateResult(a) for a in _read(nlp, readable)]
        except Exception:  # one of them is to blame; alone it says which
            results = [_read_one(nlp, article) for article in readable]
        read = {id(article): result for article, result in zip(readable, results, strict=True)}
    return [read.get(id(a)) or _unread(a, language) for a, language in zip(articles, languages, strict=True)]


def _readable(article: Article, language: str) -> bool:
    return language == "en" and bool(article.text.strip())


@lru_cache(maxsize=1)
def pipeline(settings: AnnotateSettings) -> Language:
    """The pipeline, loaded once a process. Raises SitegenError."""
    for name in BLAS_THREADS:  # of use only before the first import, else the machine's choice stays
        os.environ.setdefault(name, "1")
    from sitegen.annotate.pipeline import load_pipeline

    return load_pipeline(settings)


def _read(nlp: Language, articles: Sequence[Article]) -> list[Annotation]:
    from sitegen.annotate.freeze import freeze
    from sitegen.annotate.pipeline import chunk_doc
    from sitegen.annotate.reading import reading

    spans = [(n, span) for n, a in enumerate(articles) for span in chunks(a.text, a.blocks)]
    parts: list[list[tuple[int, Reading]]] = [[] for _ in articles]
    with nlp.memory_zone():  # else the vocabulary grows with every new word of an archive
        docs = (chunk_doc(nlp, articles[n], span) for n, span in spans)
        for (n, (start, _)), doc in zip(spans, nlp.pipe(docs, batch_size=BATCH_ARTICLES), strict=True):
            parts[n].append((start, reading(doc)))
        return [freeze("en", notes) for notes in parts]


def _read_one(nlp: Language, article: Article) -> AnnotateResult:
    try:
        return AnnotateResult(_read(nlp, [article])[0])
    except Exception as error:  # whatever it is, the other articles go on and this is told
        problem = Problem(
            where=article.source,
            line=0,
            code="annotate-failed",
            severity="error",
            message=f"reading its names and events failed: {type(error).__name__}: {error}",
            hint="it is shown as plain text; please report the article to the makers of sitegen",
        )
        sentences = plain_sentences(article.text, article.blocks)
        return AnnotateResult(Annotation("en", False, sentences), (problem,))


def _unread(article: Article, language: str) -> AnnotateResult:
    if not article.text.strip():
        return AnnotateResult(Annotation(article.language, True, ()))
    how = "says that it is" if article.language else "seems to be"
    problem = Problem(
        where=article.source,
        line=0,
        code="not-english",
        severity="note",
        message=f"{how} in another language ({language}): shown and searched, "
        "not read for names, dates and events",
        hint="if it is English, write `language: en` into its front matter",
    )
    sentences = plain_sentences(article.text, article.blocks)
    return AnnotateResult(Annotation(language, False, sentences), (problem,))
