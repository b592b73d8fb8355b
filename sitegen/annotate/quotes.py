"""Quotes: what people say, in quotation marks or reported, with the speaker and the word that says so.

Direct speech is found by its marks, block by block; its cue is the nearest reporting verb outside
the marks in the sentences that the quote touches. Reported speech is the clause that a reporting
verb governs, or what stands beside "according to".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language

from sitegen.annotate.clauses import FINITE, subject
from sitegen.annotate.events import parsed
from sitegen.annotate.parties import Names, names_of
from sitegen.annotate.reading import reading
from sitegen.annotate.tree import OBJECTS, Tree
from sitegen.model import QuoteMention, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

CUES = frozenset(
    "say tell announce report state claim declare add note explain confirm deny admit argue insist stress "
    "warn remark comment reply respond suggest allege assert acknowledge reveal write tweet reiterate "
    "emphasise emphasize predict vow pledge promise urge ask answer testify contend concede recall ask "
    "disclose shout joke complain conclude continue observe quip recount boast lament".split()
)
PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“"}
MARK = re.compile('[“"«„]')
LEAST_WORDS = 4
"""Fewer words in quotation marks are a name or a doubt, not a quote, unless a sentence ends in them."""
REACH = 8
"""Tokens between a quote and its cue where they don't share a sentence."""


@dataclass(frozen=True, slots=True)
class Cue:
    token: int
    text: str
    speaker: int | None
    """Token of the speaker's head."""


@Language.factory("sitegen_quotes")
def create_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    def note_quotes(doc: Doc) -> Doc:
        notes = reading(doc)
        tree = parsed(doc)
        blocks = notes.blocks or ((0, len(doc.text)),)
        notes.quotes[:] = find_quotes(tree, names_of(tree, notes.mentions), blocks)
        return doc

    return note_quotes


def find_quotes(tree: Tree, names: Names, blocks: Sequence[Span]) -> list[QuoteMention]:
    """Direct and reported speech of one Doc, in text order."""
    marked = [(span, block) for block in blocks for span in quoted(tree.text, block)]
    spans = [span for span, _ in marked]
    found: list[QuoteMention] = []
    last: tuple[Span, Cue] | None = None
    for (start, end), block in marked:
        cue = _cue(tree, start, end, spans)
        if cue is None and last is not None and last[0] == block:
            # The speaker goes on in the same paragraph.
            cue = Cue(last[1].token, last[1].text, last[1].speaker)
        if cue is None:
            continue
        last = (block, cue)
        found.append(_mention(tree, names, start, end, cue, direct=True))
    for i in range(len(tree.words)):
        reported = _reported(tree, i)
        if reported is None:
            continue
        start, end, cue = reported
        if any(s < end and start < e and (e - s) * 2 > end - start for s, e in spans):
            continue
        found.append(_mention(tree, names, start, end, cue, direct=False))
    return sorted(found, key=lambda q: (q.start, q.end, q.direct))


def _mention(tree: Tree, names: Names, start: int, end: int, cue: Cue, *, direct: bool) -> QuoteMention:
    first = next((k for k, s in enumerate(tree.starts) if s >= start), len(tree.starts) - 1)
    return QuoteMention(
        start=start,
        end=end,
        text=tree.text[start:end],
        speaker=speaks(tree, cue, names),
        cue=cue.text,
        sentence=tree.sents[first],
        direct=direct,
    )


def speaks(tree: Tree, cue: Cue, names: Names) -> int | None:
    """The mention that speaks: the subject's own name or its apposition, or the body it speaks for.

    "Omar Khan's lawyer" and "Syrian officials" are nobody that a page is about.
    """
    if cue.speaker is None:
        return None
    head = _modified(tree, cue, names)
    near = cue.token - 2
    if head < near and tree.words[near + 1] == ",":
        mention = names.of(near)
        if mention is not None and mention.type == "person" and "," in tree.words[head:near]:
            return names.at[near]  # "The UN envoy for Syria, X, said"
    mention = names.of(head)
    if mention is not None:
        return names.at[head] if mention.kind != "demonym" else None
    for k in tree.kids[head]:
        if tree.deps[k] in ("appos", "flat") and names.at[k] >= 0:
            return names.at[k]
    if tree.lemmas[head] in VOICES:
        for k in _belonging(tree, head):
            found = names.of(k)
            if found is not None and found.type == "organisation" and found.kind != "demonym":
                return names.at[k]
    return None


VOICES = frozenset(
    "official spokesman spokeswoman spokesperson statement officer leadership delegation source".split()
)
"""What speaks for the body that it belongs to."""
PAST = ("VBN", "VBD")
REPRESENTS = frozenset(("of", "from", "for"))


def _belonging(tree: Tree, head: int) -> Iterator[int]:
    yield from (k for k in tree.kids[head] if tree.deps[k] in ("compound", "amod", "nmod", "poss"))
    yield from (o for name, o in tree.prepositions(head) if name in REPRESENTS)


def _modified(tree: Tree, cue: Cue, names: Names) -> int:
    """The subject's head; the noun before "that" where a relative clause's subject was taken for it.

    "A committee that Mr Khan named said": two verbs follow one name.
    """
    head = cue.speaker
    assert head is not None
    noun = tree.heads[cue.token]
    between = range(head + 1, cue.token)
    if tree.deps[cue.token] == "relcl" and noun < head and any(tree.tags[k] in PAST for k in between):
        return noun
    if head > cue.token or not any(tree.tags[k] in FINITE for k in between):
        return head
    first = min(tree.subtree(head))
    for k in range(head, max(tree.spans[tree.sents[head]][0], head - REACH), -1):
        if tree.words[k].lower() in ("that", "who", "whom", "which") and k >= first - 1:
            return k - 1 if tree.pos[k - 1] in ("NOUN", "PROPN") else head
    return head


def quoted(text: str, block: Span) -> Iterator[Span]:
    """What stands between quotation marks in a block, the marks left out.

    A mark that is never closed quotes as far as the block's end, as in speech of several paragraphs.
    """
    at, stop = block
    while at < stop:
        opening = MARK.search(text, at, stop)
        if opening is None:
            return
        start = opening.end()
        if opening.group() == '"' and opening.start() > block[0] and text[opening.start() - 1].isdigit():
            at = start  # inches
            continue
        end = text.find(PAIRS[opening.group()], start, stop)
        if end < 0:
            if opening.group() == '"':
                return
            end = stop
        inside = text[start:end].strip()
        if len(inside.split()) >= LEAST_WORDS or inside.endswith((".", ",", "!", "?")):
            lead = start + len(text[start:end]) - len(text[start:end].lstrip())
            if inside:
                yield lead, lead + len(inside)
        at = end + 1


def _cue(tree: Tree, start: int, end: int, quotes: Sequence[Span]) -> Cue | None:
    """The nearest reporting verb outside all quotes, in the sentences that the quote touches or beside it."""
    inside = [k for k, s in enumerate(tree.starts) if start <= s < end]
    if not inside:
        return None
    sentences = {tree.sents[inside[0]], tree.sents[inside[-1]]}
    around = [k for s in sorted(sentences) for k in range(*tree.spans[s])]
    after = range(inside[-1] + 1, min(len(tree.words), inside[-1] + REACH + 2))
    before = range(max(0, inside[0] - REACH), inside[0])
    options = []
    for k in {*around, *after, *before}:
        if k in inside or tree.pos[k] == "NOUN" or tree.lemmas[k] not in CUES | {"accord"}:
            continue
        if any(s <= tree.starts[k] < e for s, e in quotes):
            continue
        gap = inside[0] - k if k < inside[0] else k - inside[-1]
        speaker = _speaker(tree, k)
        if speaker is None and tree.sents[k] not in sentences:
            continue
        if tree.sents[k] not in sentences and k < inside[0] and ":" not in tree.words[k : inside[0]]:
            continue
        options.append((speaker is None, gap, k, speaker))
    if not options:
        return None
    _, _, k, speaker = min(options)
    return Cue(k, _cue_text(tree, k), speaker)


def _cue_text(tree: Tree, k: int) -> str:
    return "according to" if tree.lemmas[k] == "accord" else tree.words[k].lower()


def _speaker(tree: Tree, k: int) -> int | None:
    if tree.lemmas[k] == "accord":
        return next((o for name, o in tree.prepositions(k) if name == "to"), None)
    own = [j for j in tree.kids[k] if tree.deps[j] in ("nsubj", "nsubjpass")]
    # The last word of a quote may be taken for a subject too.
    return min(own, key=lambda j: abs(j - k)) if len(own) > 1 else subject(tree, k)


def _reported(tree: Tree, i: int) -> tuple[int, int, Cue] | None:
    """Span and cue of the reported speech that token i introduces."""
    lemma = tree.lemmas[i]
    first, last = tree.spans[tree.sents[i]]
    if lemma == "accord" and i + 1 < last and tree.words[i + 1].lower() == "to":
        speaker = _speaker(tree, i)
        if speaker is None:
            return None
        return _without(tree, first, last, set(tree.subtree(i)), Cue(i, "according to", speaker))
    if lemma not in CUES or tree.pos[i] != "VERB":
        return None
    speaker = subject(tree, i)
    if speaker is None:
        return None
    cue = Cue(i, tree.words[i].lower(), speaker)
    content = tree.kid(i, "ccomp")
    that = _that(tree, i)
    if that is not None and (content is None or content < i or min(tree.subtree(content)) < that):
        inside = content is not None and content > that
        stop = tree.subtree(content)[-1] + 1 if content is not None and inside else last
        stop = next((k for k in range(that, stop) if tree.words[k] == ";"), stop)
        return _without(tree, that + 1, stop, set(), cue)
    if content is not None:
        below = tree.subtree(content)
        below = [k for k in below if k > i] if content > i else [k for k in below if k < i]
        return _without(tree, below[0], below[-1] + 1, {i}, cue) if len(below) > 2 else None
    if tree.deps[i] in ("parataxis", "ccomp") and tree.heads[i] != i and tree.kid(i, *OBJECTS) is None:
        if tree.deps[i] == "ccomp" and tree.pos[tree.heads[i]] in ("VERB", "AUX") and i < tree.heads[i]:
            return _without(tree, first, last, set(tree.subtree(i)), cue)
        if tree.deps[i] == "parataxis":
            return _without(tree, first, last, set(tree.subtree(i)), cue)
    return None


def _that(tree: Tree, i: int) -> int | None:
    """ "that" of "said that", "said on Tuesday that", "told reporters that", before any other verb."""
    for k in range(i + 1, min(tree.spans[tree.sents[i]][1], i + REACH)):
        if tree.words[k].lower() == "that" and tree.pos[k] != "DET" and tree.deps[k] != "det":
            return k
        if (tree.pos[k] in ("VERB", "AUX") and not tree.words[k].isupper()) or tree.words[k] in (
            ",",
            ";",
            ":",
        ):
            return None
    return None


def _without(tree: Tree, first: int, last: int, cut: set[int], cue: Cue) -> tuple[int, int, Cue] | None:
    """The characters of tokens first..last, less what is cut at their ends, punctuation and "that"."""
    idle = {"that", ",", "“", '"', "”", ".", ":", ";"}

    def empty(k: int) -> bool:
        return k in cut or not tree.words[k].strip() or tree.words[k].lower() in idle

    while first < last and empty(first):
        first += 1
    while last > first and empty(last - 1):
        last -= 1
    if last - first < LEAST_WORDS - 1:
        return None
    return tree.starts[first], tree.end(last - 1), cue
