"""Small archives made by hand: the world of the example article, and builders for worlds of any size."""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.model import (
    Alias,
    Annotation,
    Archive,
    ArchiveArticle,
    Article,
    Claim,
    Coordinates,
    Entity,
    EntityMention,
    Event,
    EventReport,
    Evidence,
    Participant,
    Permalink,
    Permalinks,
    Piece,
    Quote,
    Relation,
    Role,
    Sourced,
    Span,
    Standing,
    Tally,
)


def article(
    id_: str,
    title: str | None,
    paragraphs: list[str],
    *,
    date: str | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    aliases: tuple[str, ...] = (),
    copy_of: str | None = None,
    language: str = "en",
    url: str | None = None,
) -> ArchiveArticle:
    """An article in plain paragraphs; every sentence ends with a full stop and a blank."""
    blocks: list[Span] = []
    text = ""
    for block in [*([title] if title else []), *paragraphs]:
        text += "\n\n" if text else ""
        blocks.append((len(text), len(text) + len(block)))
        text += block
    body = tuple(
        piece
        for start, end in blocks[1 if title else 0 :]
        for piece in (
            Piece("markup", html="<p>"),
            Piece("text", start=start, end=end),
            Piece("markup", html="</p>"),
        )
    )
    sentences = tuple(
        (start + m.start(), start + m.end())
        for start, end in blocks
        for m in re.finditer(r"\S.*?(?:[.?](?=\s|$)|$)", text[start:end])
    )
    source = Article(
        source=f"{id_}.txt",
        digest="0" * 64,
        format="txt",
        title=title,
        text=text,
        blocks=tuple(blocks),
        body=body,
        date=date,
        date_from="front-matter" if date else None,
        publisher=publisher,
        byline=byline,
        aliases=aliases,
        language=language,
        url=url,
    )
    annotation = Annotation(language, language == "en", sentences)
    return ArchiveArticle(id_, source, annotation, copy_of=copy_of)


def sentence_at(item: ArchiveArticle, offset: int) -> Span:
    return next(s for s in item.annotation.sentences if s[0] <= offset < s[1])


def mentions(articles: list[ArchiveArticle], *names: str) -> tuple[EntityMention, ...]:
    """Every whole-word occurrence of the names."""
    found = []
    for item in articles:
        for name in names:
            for m in re.finditer(rf"\b{re.escape(name)}\b", item.article.text):
                span = sentence_at(item, m.start())
                kind = "pronoun" if name in ("he", "they") else "name"
                found.append(
                    EntityMention(item.id, m.start(), m.end(), name, kind, 0.9, "test", span)  # type: ignore[arg-type]
                )
    return tuple(sorted(found, key=lambda m: (m.article, m.start, m.end)))


def entity(
    articles: list[ArchiveArticle],
    id_: str,
    type_: str,
    names: list[str],
    *,
    page: bool = True,
    **more: object,
) -> Entity:
    named = mentions(articles, *names)
    counts = {name: sum(1 for m in named if m.text == name) for name in names}
    aliases = tuple(Alias(n, c) for n, c in counts.items() if c)
    made = Entity(id_, type_, None, names[0], aliases, named, page=page)  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def evidence(articles: list[ArchiveArticle], id_: str, words: str) -> Evidence:
    item = next(a for a in articles if a.id == id_)
    span = sentence_at(item, item.article.text.index(words))
    return Evidence(id_, *span)


def report(articles: list[ArchiveArticle], id_: str, trigger: str, date: str | None = None) -> EventReport:
    item = next(a for a in articles if a.id == id_)
    at = item.article.text.index(trigger)
    return EventReport(
        id_, at, at + len(trigger), trigger, sentence_at(item, at), date, 0.8, "trigger in the lexicon"
    )


def syria() -> Archive:
    """Four dated articles, an undated copy, an untitled note, one in Italian; 13 entities and 6 events."""
    arts = [
        article(
            "aleppo-raid",
            "Syrian forces raid ISIS cell in Aleppo",
            [
                "Syrian security forces raided a house in Aleppo on Saturday, killing three ISIS members. "
                "One officer was killed in the operation, the Interior Ministry said.",
                "“They will be eradicated,” said Asaad Al Shibani, the Foreign Minister. "
                "He met Marco Rubio on Thursday.",
                "The raid was the largest since the fall of Bashar Al Assad.",
            ],
            date="2025-05-18",
            publisher="The Example Times",
            byline="Nour Haddad",
            aliases=("/2025/05/aleppo/",),
            url="https://example.org/aleppo",
        ),
        article(
            "cell-arrested",
            "ISIS cell arrested after Aleppo clash",
            [
                "Four members of ISIS were killed and three arrested in Aleppo, a monitor in Damascus said. "
                "The raid took place on Saturday.",
                "Ahmad Al Shara thanked the Interior Ministry. Al Shara had promised to fight ISIS.",
            ],
            date="2025-05-19",
            publisher="Levant Wire",
        ),
        article(
            "riyadh-meeting",
            "Trump meets Al Shara in Riyadh",
            [
                "Donald Trump met Ahmad Al Shara in Riyadh on Wednesday. "
                "Mr Trump said the United States would lift sanctions on Syria.",
                "“It is a chance at greatness,” Donald Trump said. Al Shara leads Syria since December.",
            ],
            date="2025-05-14",
            publisher="The Example Times",
        ),
        article(
            "assad-falls",
            "Assad flees as rebels enter Damascus",
            [
                "Bashar Al Assad fled Syria on Sunday as rebels led by Hayat Tahrir Al Sham took Damascus. "
                "Kurds in the north east watched from afar.",
                "The offensive began in Aleppo.",
            ],
            date="2024-12-08",
            publisher="Levant Wire",
        ),
        article(
            "assad-falls-copy",
            "Assad flees as rebels enter Damascus",
            ["Bashar Al Assad fled Syria on Sunday as rebels led by Hayat Tahrir Al Sham took Damascus."],
            copy_of="assad-falls",
        ),
        article(
            "untitled-note",
            None,
            ["A notebook page: <script>alert(1)</script> & so on. It names Aleppo, twice Aleppo."],
        ),
        article("nota", "Una nota da Damasco", ["Il testo non è in inglese."], date="2025", language="it"),
    ]
    arts.sort(key=lambda a: a.id)
    e = [
        entity(
            arts,
            "ahmad-al-shara",
            "person",
            ["Ahmad Al Shara", "Al Shara"],
            description=Sourced(
                "leads Syria since December", evidence(arts, "riyadh-meeting", "Al Shara leads")
            ),
            roles=(Role("leader", "syria", "2025-05", evidence(arts, "riyadh-meeting", "Al Shara leads")),),
            identifiers=(("wikidata", "Q1"),),
            joined=("“Al Shara” is the surname of one full name in the same article",),
        ),
        entity(arts, "asaad-al-shibani", "person", ["Asaad Al Shibani"]),
        entity(arts, "marco-rubio", "person", ["Marco Rubio"], page=False, page_reason="named once"),
        entity(arts, "donald-trump", "person", ["Donald Trump", "Mr Trump"]),
        entity(arts, "bashar-al-assad", "person", ["Bashar Al Assad"]),
        entity(arts, "isis", "organisation", ["ISIS"], subtype="armed-group"),
        entity(arts, "syrian-interior-ministry", "organisation", ["Interior Ministry"], subtype="ministry"),
        entity(arts, "hayat-tahrir-al-sham", "organisation", ["Hayat Tahrir Al Sham"], subtype="armed-group"),
        entity(
            arts,
            "syria",
            "place",
            ["Syria"],
            subtype="country",
            coordinates=Coordinates(35.0, 38.5, "country", 163843),
        ),
        entity(
            arts,
            "aleppo",
            "place",
            ["Aleppo"],
            subtype="city",
            located_in="syria",
            coordinates=Coordinates(36.2, 37.16, "city", 170063),
        ),
        entity(
            arts,
            "damascus",
            "place",
            ["Damascus"],
            subtype="city",
            located_in="syria",
            coordinates=Coordinates(33.51, 36.29, "city", 170654),
        ),
        entity(
            arts,
            "riyadh",
            "place",
            ["Riyadh"],
            subtype="city",
            coordinates=Coordinates(24.69, 46.72, "city", 108410),
        ),
        entity(arts, "kurds", "group", ["Kurds"]),
    ]
    e.sort(key=lambda x: x.id)
    raid = evidence(arts, "aleppo-raid", "killing three")
    officer = evidence(arts, "aleppo-raid", "One officer")
    monitor = evidence(arts, "cell-arrested", "Four members")

    def claim(
        field: str, value: str, at: Evidence, source: str | None = None, standing: Standing = ""
    ) -> Claim:
        return Claim(field, value, at.article, at.start, at.end, source, standing=standing)

    events = [
        Event(
            "raid-in-aleppo-2025-05-17",
            "raid",
            "Raid in Aleppo, 17 May 2025",
            "occurred",
            "2025-05-17",
            "relative",
            "aleppo",
            (
                Participant("syrian-interior-ministry", "agent", "Syrian security forces"),
                Participant("isis", "target", "ISIS members"),
            ),
            (Tally("killed", 3, 4, 4), Tally("arrested", 3, 3, 3)),
            (
                claim("date", "2025-05-17", raid),
                claim("date", "2025-05-17", monitor),
                claim("killed", "3", raid),
                claim("killed", "1", officer, "syrian-interior-ministry", "part"),
                claim("killed", "4", monitor),
                claim("arrested", "3", monitor),
                claim("place", "aleppo", raid),
                claim("place", "aleppo", monitor),
            ),
            (
                report(arts, "aleppo-raid", "raided", "2025-05-17"),
                report(arts, "aleppo-raid", "operation"),
                report(arts, "cell-arrested", "raid", "2025-05-17"),
            ),
            disputed=("killed",),
            joined=("same type, same day, same city, shared ISIS",),
            page=True,
        ),
        Event(
            "arrests-in-aleppo",
            "arrest",
            "Arrest of three ISIS members in Aleppo, 17 May 2025",
            "occurred",
            "2025-05-17",
            "relative",
            "aleppo",
            (Participant("isis", "target", "members of ISIS"),),
            (Tally("arrested", 3, 3, 3),),
            (claim("arrested", "3", monitor),),
            (report(arts, "cell-arrested", "arrested in"),),
            part_of="raid-in-aleppo-2025-05-17",
            page=True,
        ),
        Event(
            "trump-al-shara-meeting",
            "meeting",
            "Meeting of Donald Trump and Ahmad Al Shara in Riyadh, 14 May 2025",
            "occurred",
            "2025-05-14",
            "relative",
            "riyadh",
            (
                Participant("donald-trump", "participant", "Donald Trump"),
                Participant("ahmad-al-shara", "participant", "Ahmad Al Shara"),
            ),
            (),
            (),
            (report(arts, "riyadh-meeting", "met"),),
            page=True,
        ),
        Event(
            "us-sanctions-lifted",
            "sanctions-lifted",
            "Sanctions on Syria to be lifted",
            "planned",
            None,
            None,
            "syria",
            (Participant("donald-trump", "agent", "the United States"),),
            (),
            (),
            (report(arts, "riyadh-meeting", "lift"),),
            page=True,
        ),
        Event(
            "fall-of-damascus",
            "overthrow",
            "Fall of Bashar Al Assad, December 2024",
            "occurred",
            "2024-12",
            "stated",
            "damascus",
            (
                Participant("hayat-tahrir-al-sham", "agent", "rebels"),
                Participant("bashar-al-assad", "target", "Bashar Al Assad"),
            ),
            (),
            (),
            (report(arts, "assad-falls", "fled"), report(arts, "assad-falls-copy", "fled")),
            maybe_same=("trump-al-shara-meeting",),
            page=True,
        ),
        Event(
            "rubio-meeting",
            "meeting",
            "Meeting",
            "occurred",
            None,
            None,
            None,
            (),
            (),
            (),
            (report(arts, "aleppo-raid", "met"),),
            page_reason="too slight",
        ),
    ]
    events.sort(key=lambda x: x.id)
    led = evidence(arts, "riyadh-meeting", "Al Shara leads")
    quote = next(a for a in arts if a.id == "aleppo-raid").article.text
    at = quote.index("“They")
    links = Permalinks(
        articles=tuple(Permalink(a.id, (f"source:{a.article.source}",)) for a in arts),
        entities=tuple(
            sorted(
                [
                    *(
                        Permalink(x.id, (f"{x.type}:{x.name.casefold()}",))
                        for x in e
                        if x.id not in ("kurds",)
                    ),
                    Permalink("kurds", ("group:kurds",), ("people/kurds.html", "groups/kurds.html")),
                    Permalink("abu-al-jolani", (), ("people/abu-al-jolani.html",), to="ahmad-al-shara"),
                    Permalink("gone", (), ("people/gone.html",)),
                ],
                key=lambda p: p.id,
            )
        ),
        events=tuple(Permalink(x.id, ()) for x in events),
    )
    return Archive(
        articles=tuple(arts),
        entities=tuple(e),
        events=tuple(events),
        relations=(Relation("ahmad-al-shara", "leads", "syria", led.article, led.start, led.end),),
        quotes=(
            Quote("aleppo-raid", at, at + 25, "asaad-al-shibani", "said", "They will be eradicated", True),
        ),
        doubts=(),
        permalinks=links,
    )


def empty() -> Archive:
    return Archive((), (), (), (), (), (), Permalinks())


def only(archive: Archive, *ids: str) -> Archive:
    """The articles alone, without entities and events."""
    kept = tuple(a for a in archive.articles if a.id in ids)
    return replace(
        empty(), articles=kept, permalinks=Permalinks(articles=tuple(Permalink(a.id, ()) for a in kept))
    )
