"""Which language an article is in, and plain sentences for one that the pipeline can't read.

The method is old and small: the script of most letters, then the share of words that are a
language's commonest function words. It need not name every language, only tell English from
what is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from sitegen.model import Span

ENOUGH_WORDS = 25
"""A shorter text in Latin letters counts as English: too little to tell by."""
SAMPLE = 20_000
"""Characters that are looked at."""

SCRIPTS = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "THAI": "th",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ETHIOPIC": "am",
}
"""Script, the first word of a letter's Unicode name, and the language most often written in it."""

FUNCTION_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in a is that for it was on with as he be at by his from are this have not but "
        "had they has said were which will an its their been would or who she after more when",
        "fr": "le la les de des du et en un une est que qui dans pour pas sur au aux avec ce il elle se par "
        "plus ne sont ont été cette mais son sa ses leur nous vous d l qu",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an "
        "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen zum war",
        "es": "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya o "
        "este sí porque esta entre cuando muy sin sobre también me hasta hay donde fue ha",
        "it": "di e il la che in a per un è una del della con non si da dei le i al nel sono gli alla più "
        "anche come ma dal delle ha lo suo questo stato o nella",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele "
        "das tem à seu sua ou ser quando muito há nos já está também só pelo pela",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog "
        "naar heeft hij ze door over werd tot wordt deze die",
        "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från "
        "vi så kan hon när nu skulle",
        "da": "og i at det er en til af på som med for den de har ikke der var et fra han sig men om ved "
        "også blev være havde",
        "pl": "w i z na do się nie że to jest o jak po przez od dla za są co ale przy może był który oraz "
        "ich już",
        "tr": "ve bir bu da de için ile çok olarak daha olan gibi en ne var sonra kadar ise ama olduğu "
        "mi veya diye dedi",
        "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena bisa ada "
        "mereka oleh telah sebagai tersebut",
        "ro": "și de în a la cu pe nu că o să un din pentru este mai ce au care prin fost sunt dar",
        "cs": "a v se na je že to s z do o k i za by ale jako po jsem pro jeho byl které jsou",
        "hu": "a az és hogy nem is egy ez meg azt volt csak már még de mint el ha kell vagy",
        "fi": "ja on ei että se hän oli mutta ovat kun joka myös ole sen mukaan jos niin",
        "vi": "và của là có trong được các cho một người không với những này đã từ",
    }.items()
}
WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？؟۔।]+[\"'”’»」』)\]]*\s*")


def language_of(declared: str | None, text: str) -> str:
    """Primary language subtag: the declared one, else the detected one, "en" where little speaks."""
    if declared and re.fullmatch(r"[A-Za-z]{2,8}([-_].*)?", declared):
        return re.split(r"[-_]", declared)[0].lower()
    return detect(text)


def detect(text: str) -> str:
    sample = text[:SAMPLE]
    scripts = Counter(
        unicodedata.name(c, "").partition(" ")[0].partition("-")[0] for c in sample if c.isalpha()
    )
    scripts.pop("", None)
    total = sum(scripts.values())
    foreign = Counter({SCRIPTS[s]: n for s, n in sorted(scripts.items()) if s in SCRIPTS})
    if total and sum(foreign.values()) * 2 > total:
        return (
            "ja" if foreign["ja"] * 10 > foreign["zh"] > 0 else max(sorted(foreign), key=foreign.__getitem__)
        )
    words = [w.lower() for w in WORD.findall(sample)]
    if len(words) < ENOUGH_WORDS:
        return "en"
    shares = {
        language: sum(w in common for w in words) / len(words) for language, common in FUNCTION_WORDS.items()
    }
    best = max(sorted(shares), key=shares.__getitem__)
    sure = shares[best] > 0.12 and shares[best] > 1.3 * shares["en"]
    return best if sure else "en"


def plain_sentences(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """Sentences by punctuation alone, inside the blocks, without white space at their ends."""
    found = []
    for first, last in blocks:
        start = first
        cuts = [m.end() for m in SENTENCE_END.finditer(text, first, last)]
        for end in [*cuts, last]:
            piece = text[start:end]
            inked = piece.strip()
            if inked:
                lead = start + len(piece) - len(piece.lstrip())
                found.append((lead, lead + len(inked)))
            start = end
    return tuple(found)
