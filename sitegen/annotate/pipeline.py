"""The spaCy pipeline: the model's components, then the archive's own; and the Docs it reads."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from sitegen.annotate.chunks import blocks_within
from sitegen.annotate.fingerprint import model_folder
from sitegen.annotate.reading import KEY, Reading
from sitegen.annotate.words import keep_tables
from sitegen.problems import SitegenError

if TYPE_CHECKING:
    from spacy.language import Language

    from sitegen.config import AnnotateSettings
    from sitegen.model import Article, Span

LONG_RUN = re.compile(r"\S{200}(?=\S)")
"""spaCy's tokenizer takes a time quadratic in the length of a run without white space."""
MODULES = {
    "sitegen_blocks": "sitegen.annotate.sentences",
    "sitegen_sentences": "sitegen.annotate.sentences",
    "sitegen_mentions": "sitegen.annotate.mentions",
    "sitegen_times": "sitegen.annotate.times",
    "sitegen_events": "sitegen.annotate.events",
    "sitegen_quotes": "sitegen.annotate.quotes",
}
"""Where each component of the archive is registered. Any other name must be known to spaCy."""
SPARED = ("lemmatizer", "attribute_ruler")
"""words.py stands in for these, which take a third of the model's time."""
NEEDED = ("tagger", "parser", "ner")


def load_pipeline(settings: AnnotateSettings) -> Language:
    """The model without SPARED, and the archive's components behind it.

    Raises SitegenError for a model that isn't installed or is of no use here, and for an
    unknown component.
    """
    nlp = load_model(settings.model)
    missing = [name for name in NEEDED if not nlp.has_pipe(name)]
    if missing:
        raise SitegenError(
            f"the language model {settings.model!r} has no {' and no '.join(missing)} "
            f'(hint: set [annotate] model to "sm" or another full English pipeline)'
        )
    keep_tables(nlp)
    for name in SPARED:
        if nlp.has_pipe(name):
            nlp.disable_pipe(name)
    add(nlp, "sitegen_blocks", before="parser")
    for name in settings.components:
        add(nlp, name)
    return nlp


def add(nlp: Language, name: str, before: str | None = None) -> None:
    if name in MODULES:
        importlib.import_module(MODULES[name])
    elif not nlp.has_factory(name):
        raise SitegenError(
            f"unknown pipeline component {name!r} (hint: [annotate] components takes "
            f"{', '.join(n for n in MODULES if n != 'sitegen_blocks')} and what spaCy knows)"
        )
    nlp.add_pipe(name, before=before)


def load_model(name: str) -> Language:
    """The named spaCy pipeline. Raises SitegenError where it can't be had."""
    folder = model_folder(name)
    # A package may keep its pipeline in a folder of its own and have no function that loads it.
    pipelines = [path.parent for path in (folder / "config.cfg", *sorted(folder.glob("*/config.cfg")))]
    try:
        for pipeline in pipelines:
            if pipeline.joinpath("config.cfg").exists():
                return spacy.load(pipeline)
        return importlib.import_module(folder.name).load()  # type: ignore[no-any-return]
    except (OSError, ImportError, ValueError, AttributeError) as error:
        raise SitegenError(
            f"the language model {name!r} can't be loaded: {error} "
            f'(hint: install it again, or set [annotate] model to "sm")'
        ) from error


def make_doc(nlp: Language, article: Article) -> Doc:
    """The whole article, tokenised, ready for `nlp(doc)`."""
    return chunk_doc(nlp, article, (0, len(article.text)))


def chunk_doc(nlp: Language, article: Article, chunk: Span) -> Doc:
    """The part `chunk` of an article's text, tokenised, its notes begun."""
    start, end = chunk
    doc = tokenise(nlp, article.text[start:end])
    title_end = min(len(article.title or ""), end) if start == 0 else 0
    doc.user_data[KEY] = Reading(
        title_end=title_end, blocks=tuple(blocks_within(article.blocks, chunk)), date=article.date
    )
    return doc


def tokenise(nlp: Language, text: str) -> Doc:
    """`text` as a Doc; runs without white space are tokenised in pieces."""
    cuts = [m.end() for m in LONG_RUN.finditer(text)]
    if not cuts:
        return nlp.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        for token in nlp.make_doc(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)
