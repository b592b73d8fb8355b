"""split: what a page wrongly joins comes apart, by names, by articles, or as two that must stay two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.catalogue import KnownArticle, KnownEntity, KnownEvent
from sitegen.editor.desk import Desk, Edit
from sitegen.editor.edits import free_id, ruling_on
from sitegen.editor.finder import Thing
from sitegen.editor.groups import group_of, joinings, partings
from sitegen.editor.rulings_file import RulingsFile
from sitegen.naming import fold
from sitegen.problems import SitegenError
from sitegen.resolve.curation import nearest


@dataclass(frozen=True, slots=True)
class How:
    """What is to be split off: names, or what articles say, or what one passage says."""

    names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    context: str = ""
    to: str = ""
    """The other entity: an id or a name that the archive has, or the name of a new one."""


def keep_apart(desk: Desk, wanted: Sequence[str]) -> Edit:
    """`sitegen split A B`: no two of them are one, whatever the rules say."""
    things = [desk.finder.thing(one) for one in wanted]
    kind = things[0].kind
    if any(t.kind != kind for t in things):
        raise SitegenError(
            "an entity and an event are never one (hint: name entities, or name events)", status=2
        )
    ids = list(dict.fromkeys(t.given for t in things))
    if len(ids) < 2:
        raise SitegenError(
            f"all of these are {things[0]} (hint: 'sitegen split {ids[0]}' shows what it is made of)",
            status=2,
        )
    for n, one in enumerate(ids):
        group, used = group_of([one], joinings(desk.curation, kind), lambda id_: id_)
        other = next((id_ for id_ in ids[n + 1 :] if id_ in group), None)
        if other:
            raise SitegenError(
                f"{used[-1].where}: a ruling makes {one} and {other} one (hint: take them out of it first)"
            )
    for parting in partings(desk.curation, kind):
        if set(ids) <= set(parting.ids):
            return Edit(desk.file, f"{parting.where} keeps them apart already: nothing to do")
    key = "entities" if kind == "entity" else "events"
    return Edit(desk.file.added("not-same", {key: ids}), f"{' and '.join(ids)} stay apart")


def split(desk: Desk, wanted: str, how: How) -> Edit:
    """`sitegen split ID --name …` or `--article …`."""
    thing = desk.finder.thing(wanted)
    if thing.known is None:
        raise SitegenError(f"{thing.id} has no mention in the last build (hint: nothing to split)", status=2)
    if isinstance(thing.known, KnownEvent):
        return _event(desk, thing, thing.known, how)
    if how.names:
        return _by_name(desk, thing, thing.known, how)
    return _by_article(desk, thing, thing.known, how)


def _event(desk: Desk, thing: Thing, known: KnownEvent, how: How) -> Edit:
    if how.names or how.context or how.to:
        raise SitegenError(
            "an event is split by --article alone (hint: its reports there are another)", status=2
        )
    articles = [desk.finder.article(one) for one in how.articles]
    _all_tell(thing, known.articles, articles)
    ids = [a.id for a in articles]
    own = ruling_on(desk, "event", thing.id)
    if own is None:
        file = desk.file.added("event", {"id": thing.id, "split": ids})
    else:
        file = desk.file.changed(own, {"split": list(dict.fromkeys([*own.values.get("split", ()), *ids]))})
    return Edit(file, f"the reports of {thing} in {', '.join(ids)} are another event")


def _by_name(desk: Desk, thing: Thing, known: KnownEntity, how: How) -> Edit:
    """Names that articles write tell the two apart, in articles to come as well."""
    spellings = [text for text, count in known.names if count]
    for name in how.names:
        if fold(name) not in {fold(text) for text in spellings}:
            near = nearest(name, spellings, ", ".join(spellings[:5]))
            raise SitegenError(f"{thing} is nowhere called {name!r} (hint: {near})", status=2)
    off = {fold(name) for name in how.names}
    rest = [text for text in spellings if fold(text) not in off and not _part_of(text, how.names)]
    if not rest:
        raise SitegenError(
            f"{thing} has no other full name than {', '.join(how.names)}: the name cannot tell them apart"
            " (hint: say in which articles it is the other one, with --article)",
            status=2,
        )
    file = desk.file
    for name in how.names:
        values = [thing.id, name]
        if not any(
            {fold(n) for n in values} <= {fold(i) for i in p.ids} for p in partings(desk.curation, "entity")
        ):
            file = file.added("not-same", {"entities": values})
    notes = [
        f"{name} alone may be short for either: if the build cannot tell, use --article"
        for name in how.names
        if " " not in fold(name)
    ]
    if how.to:
        notes.append("--as is for --article: a split by name gives the other its own name")
    done = f"{', '.join(how.names)}: another one than {thing}"
    return Edit(file, done if file != desk.file else "that is ruled already: nothing to do", tuple(notes))


def _part_of(text: str, names: Sequence[str]) -> bool:
    """Whether a short form ("Smith") says no more than the names that are split off."""
    return any(set(fold(text).split()) <= set(fold(name).split()) for name in names)


def _by_article(desk: Desk, thing: Thing, known: KnownEntity, how: How) -> Edit:
    """Where one name is two people's, each article says whom it means: a [[mention]] for each spelling."""
    articles = [desk.finder.article(one) for one in how.articles]
    texts = dict(known.texts)
    _all_tell(thing, tuple(texts), articles)
    if how.context and len(articles) != 1:
        raise SitegenError("--context is for one --article (hint: run the command once for each)", status=2)
    target = desk.finder.maybe(how.to, "entity") if how.to else None
    if target is not None and target.id == thing.id:
        raise SitegenError(f"{how.to!r} is {thing} itself (hint: --as names the other one)", status=2)
    name = how.to or thing.name
    id_ = target.id if target else _declared(desk, name) or free_id(desk, name)
    file = desk.file
    for article in articles:
        for text in _meant(article, texts[article.id], how.context):
            file = _with_mention(file, article.id, text, how.context, id_)
    if target is None and not any(b.values.get("id") == id_ for b in file.tables("entity")):
        file = file.added("entity", {"id": id_, "name": name, "type": known.type})
    where = ", ".join(a.id for a in articles)
    if file == desk.file:
        return Edit(file, "that is ruled already: nothing to do")
    left = len(texts) - len(articles)
    notes = () if left or how.context else (f"no article is left to {thing}",)
    return Edit(file, f"{thing} in {where} is {id_} ({target.name if target else name})", notes)


def _declared(desk: Desk, name: str) -> str:
    """The id of an entity that an earlier split has made, and no build has seen yet."""
    for block in desk.file.tables("entity"):
        id_, called = block.values.get("id"), str(block.values.get("name", ""))
        if isinstance(id_, str) and fold(called) == fold(name) and not desk.finder.taken(id_):
            return id_
    return ""


def _meant(article: KnownArticle, texts: Sequence[str], context: str) -> list[str]:
    if not context:
        if not texts:
            raise SitegenError(
                f"{article.id} only points to it (hint: give the words with --context)", status=2
            )
        return list(texts)
    inside = [text for text in sorted(texts, key=len, reverse=True) if text in " ".join(context.split())]
    if not inside:
        raise SitegenError(
            f"{context!r} has none of the names that {article.id} uses: {', '.join(texts)}"
            " (hint: copy a stretch of the article around the name)",
            status=2,
        )
    return inside[:1]


def _with_mention(file: RulingsFile, article: str, text: str, context: str, id_: str) -> RulingsFile:
    values: dict[str, str | bool | list[str]] = {"article": article, "text": text}
    if context:
        values["context"] = " ".join(context.split())
    for block in file.tables("mention"):
        if {k: v for k, v in block.values.items() if k != "entity"} == values:
            return file.changed(block, {"entity": id_})
    return file.added("mention", {**values, "entity": id_})


def _all_tell(thing: Thing, known: Sequence[str], articles: Sequence[KnownArticle]) -> None:
    for article in articles:
        if article.id not in known:
            some = ", ".join(known[:5]) + (" …" if len(known) > 5 else "")
            raise SitegenError(f"{article.id} does not tell of {thing} (hint: these do: {some})", status=2)


# ---------------------------------------------------------------- what it is made of


def parts(desk: Desk, wanted: str) -> Iterator[str]:
    """`sitegen split ID`: what it is made of, and the commands that take it apart."""
    thing = desk.finder.thing(wanted)
    known = thing.known
    if known is None:
        raise SitegenError(f"{thing.id} has no mention in the last build (hint: nothing to split)", status=2)
    if isinstance(known, KnownEvent):
        yield f"{thing.id}: {thing.name}, reported in"
        yield from (f"  {id_}" for id_ in known.articles)
        yield "What some of these report is another event:"
        yield f"  sitegen split {thing.id} --article {known.articles[-1]}"
        return
    yield f"{thing.id}: {thing.name}, {known.type}, named"
    yield from (f"  {count:>4}  {text}" for text, count in known.names if count)
    yield "in"
    for id_, texts in known.texts:
        yield f"  {id_}: {', '.join(texts) or 'without its name'}"
    full = [text for text, count in known.names if count and " " in fold(text)]
    if len({fold(text) for text in full}) > 1:
        yield "One of these names is somebody else's, in every article:"
        yield f'  sitegen split {thing.id} --name "{full[-1]}"'
    yield "Some of these articles mean another one of the same name:"
    yield f'  sitegen split {thing.id} --article {known.texts[-1][0]} --as "{thing.name} (the other one)"'
