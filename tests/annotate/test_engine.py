"""The engine: order, chunks, languages, workers. The pipeline itself runs in a few tests only."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate import annotate, engine, model_fingerprint, pool
from sitegen.annotate.chunks import chunks
from sitegen.annotate.freeze import freeze
from sitegen.annotate.language import detect, language_of, plain_sentences
from sitegen.annotate.reading import Reading
from sitegen.config import AnnotateSettings
from sitegen.model import Article, EventMention, Mention, RelationMention
from sitegen.problems import SitegenError

SETTINGS = AnnotateSettings(components=("sitegen_sentences", "sitegen_mentions"))
TEXT = (
    "Talks in Rome\n\nItaly said on Monday that talks in Rome had ended. Maria Rossi led them."
    "\n\nMs Rossi left"
)


def article(text: str, title: str | None = None, language: str | None = None) -> Article:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append((start, start + len(line)))
        start += len(line) + 1
    return Article("a.txt", "0" * 64, "txt", title, text, tuple(blocks), (), language=language)


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(5, 60))
def test_chunks_cover_the_text_in_order(text: str, limit: int) -> None:
    found = chunks(text, article(text).blocks, limit)
    assert all(0 < end - start <= limit for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())


def test_chunks_end_with_blocks() -> None:
    text = "one two three.\nfour five six.\nseven eight."
    assert chunks(text, article(text).blocks, 32) == [(0, 30), (30, 42)]


def test_languages() -> None:
    french = "Le président de la République a dit que les discussions sur le budget ne sont pas finies. " * 3
    assert detect(french) == "fr"
    assert detect("قال الرئيس إن المحادثات انتهت في دمشق") == "ar"
    assert detect("叙利亚外交部长星期六在巴格达说") == "zh"
    assert detect("Short one") == "en"
    assert detect(TEXT * 3) == "en"
    assert language_of("de-CH", TEXT) == "de"
    assert language_of("not a language!", TEXT) == "en"


def test_plain_sentences_stay_in_their_blocks() -> None:
    text = "Un. Deux !  Trois\nQuatre。五。"
    pieces = [text[s:e] for s, e in plain_sentences(text, article(text).blocks)]
    assert pieces == ["Un.", "Deux !", "Trois", "Quatre。", "五。"]


def test_other_languages_are_not_read_and_say_so() -> None:
    results = list(annotate([article("Bonjour. Ça va ?", language="fr"), article(" \n ")], SETTINGS))
    foreign, empty = results
    assert not foreign.annotation.read
    assert foreign.annotation.sentences == ((0, 8), (9, 16))
    assert [(p.code, p.severity, p.where) for p in foreign.problems] == [("not-english", "note", "a.txt")]
    assert empty.annotation.read
    assert empty.annotation.sentences == ()
    assert empty.problems == ()


def mention(start: int, role_of: int | None = None) -> Mention:
    return Mention(start, start + 1, "x", "name", "person", None, "x", 0, 1.0, "", role_of=role_of)


def test_freeze_sorts_shifts_and_keeps_references() -> None:
    notes = Reading(sentences=[(0, 9)], mentions=[mention(5, role_of=1), mention(2)])
    notes.events = [EventMention(0, 1, "x", "x", "raid", 0, "occurred", 1.0, "", place=0, source=1)]
    notes.relations = [RelationMention(0, "leads", 1, 0, 9)]
    other = Reading(sentences=[(0, 4)], mentions=[mention(0)])
    frozen = freeze("en", [(0, notes), (100, other)])
    assert [m.start for m in frozen.mentions] == [2, 5, 100]
    assert frozen.mentions[1].role_of == 0
    assert (frozen.events[0].place, frozen.events[0].source) == (1, 0)
    assert (frozen.relations[0].subject, frozen.relations[0].object) == (1, 0)
    assert frozen.mentions[2].sentence == 1
    assert frozen.sentences == ((0, 9), (100, 104))


def test_fingerprint_needs_the_model_and_not_spacy() -> None:
    code = (
        "import sys, sitegen.annotate as a; from sitegen.config import AnnotateSettings as S;"
        "print(a.model_fingerprint(S())); assert 'spacy' not in sys.modules"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == model_fingerprint(AnnotateSettings())
    with pytest.raises(SitegenError, match="not installed"):
        model_fingerprint(AnnotateSettings(model="no_such_model"))


def test_a_missing_model_is_told() -> None:
    with pytest.raises(SitegenError, match="no_such_model"):
        list(annotate([article(TEXT)], replace(SETTINGS, model="no_such_model")))


@pytest.mark.model
def test_a_package_may_keep_its_pipeline_in_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import spacy

    package = tmp_path / "plain_pipeline"
    package.mkdir()
    spacy.blank("en").to_disk(package / "_model")
    package.joinpath("__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    from sitegen.annotate.pipeline import load_pipeline

    with pytest.raises(SitegenError, match="has no tagger and no parser and no ner"):
        load_pipeline(AnnotateSettings(model="plain_pipeline"))


def test_a_worker_that_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def doomed() -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        return subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"], stdin=pipe, stdout=pipe)

    monkeypatch.setattr(pool, "start_worker", doomed)
    with pytest.raises(SitegenError, match=r"exit status 7.*a\.txt"):
        list(pool.run_in_workers([(article(TEXT),)], SETTINGS))


@pytest.mark.model
def test_one_article_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = engine.pipeline(SETTINGS)
    real = engine._read

    def fragile(nlp: object, articles: list[Article]) -> object:
        if any("Boom" in a.text for a in articles):
            raise ValueError("boom")
        return real(engine.pipeline(SETTINGS), articles)

    assert nlp.has_pipe("sitegen_mentions")
    monkeypatch.setattr(engine, "_read", fragile)
    good, bad = annotate([article(TEXT), article("Boom. Bang.")], SETTINGS)
    assert good.annotation.mentions
    assert not bad.annotation.read
    assert bad.annotation.sentences == ((0, 5), (6, 11))
    assert [(p.code, p.severity) for p in bad.problems] == [("annotate-failed", "error")]


@pytest.mark.model
def test_results_do_not_depend_on_batches_or_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(f"{TEXT} number {n} with Peter Brown in Paris.", "Talks in Rome") for n in range(5)]
    alone = [r for a in articles for r in annotate([a], SETTINGS)]
    assert list(annotate(articles, SETTINGS)) == alone
    monkeypatch.setattr(engine, "DESERVES_WORKERS", 10)
    monkeypatch.setattr(engine, "BATCH_ARTICLES", 2)
    assert list(annotate(articles, SETTINGS)) == alone


@pytest.mark.model
def test_sentences_are_trimmed_and_never_cross_blocks() -> None:
    read = next(iter(annotate([article(TEXT, "Talks in Rome")], SETTINGS))).annotation
    pieces = [TEXT[s:e] for s, e in read.sentences]
    assert pieces == [
        "Talks in Rome",
        "Italy said on Monday that talks in Rome had ended.",
        "Maria Rossi led them.",
        "Ms Rossi left",
    ]


@pytest.mark.model
@pytest.mark.parametrize("char", ["(", "😀", "$", "a-", "中", "'s ", "\u202e", "é\u0301", "Al ", "A and "])
def test_hostile_texts_are_read_quickly(char: str) -> None:
    text = char * (4000 // len(char))
    (result,) = annotate([article(text, language="en")], SETTINGS)
    assert result.problems == ()
    assert all(text[m.start : m.end] == m.text for m in result.annotation.mentions)
