"""Safe tokens -> the text, blocks and pieces of an article's body.

The builder keeps a stack of the elements that are open in the source and opens them in the
output only when there is something to show: so no element is empty, inline elements never span
two blocks, and each tag stands where HTML allows it.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sitegen.model import Piece
from sitegen.read.body import Body, coalesced
from sitegen.read.encoding import clean
from sitegen.read.frames import Checkpoint, Frame
from sitegen.read.links import IMAGES, Address
from sitegen.read.sanitise import HEADINGS, INLINE, PARENTS, VOID, Token
from sitegen.read.tags import BLANKS, ITEMS, LEAVES, WRAPPERS, attributes_of, image, tidy, with_id
from sitegen.read.writer import Writer

MAX_DEPTH = 24
"""Containers inside containers that are shown; deeper ones lose their tags, not their text."""
_MAX_INLINE = 12
_REMOVED = "an address of an unsafe kind"
"""What is reported for a link or an image whose address the sanitiser has taken away."""
_UNLINKED = frozenset({"a", "code", "kbd", "samp", "var"})


@dataclass(slots=True)
class Builder:
    """Takes tokens, gives a Body. One use each."""

    resolve: Callable[[str], Address]
    anchors: frozenset[str]
    """Ids that the article links to."""
    title: str | None = None
    frames: list[Frame | None] = field(default_factory=list)
    """Open elements, None for those that are passed over."""
    containers: list[Frame] = field(default_factory=list)
    inlines: list[Frame] = field(default_factory=list)
    opened: int = 0
    """How many of `containers`, from the outermost, are settled."""
    out: Writer = field(default_factory=Writer)
    started: bool = False
    """Whether something is shown since the last block ended."""
    pictured: bool = False
    """Whether an image was the last thing shown."""
    breaks: int = 0
    newlines: int = 0
    wrapper: str = ""
    levels: list[int] = field(default_factory=list)
    seen_heading: bool = False
    ids: dict[str, str] = field(default_factory=dict)
    linked: list[tuple[int, str]] = field(default_factory=list)
    images: set[str] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)
    remote: list[str] = field(default_factory=list)

    # ------------------------------------------------------------ tokens

    def feed(self, stream: Iterable[Token]) -> None:
        for token in stream:
            if token.kind == "text":
                self.text(token.value)
            elif token.kind == "start":
                self.start(token.value, token.attributes)
            else:
                self.end(token.value)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in VOID:
            self._void(tag, attributes)
        elif tag in INLINE:
            within = tag == "a" and any(frame.tag == "a" for frame in self.inlines)
            if within or len(self.inlines) == _MAX_INLINE:
                self.frames.append(None)
                return
            frame = self._frame(tag, attributes)
            self.frames.append(frame)
            self.inlines.append(frame)
        elif tag in PARENTS:
            self._flush()
            frame = self._frame(tag, attributes)
            self.frames.append(frame)
            self.containers.append(frame)
            if tag in HEADINGS and not self.seen_heading and not self.started:
                frame.before = Checkpoint(
                    self.out.mark(), tuple(self.levels), self.opened, len(self.ids), len(self.images)
                )
            elif tag in ("td", "th"):
                self._settle()  # an empty cell keeps its column
        else:
            self._flush()
            self.frames.append(None)

    def end(self, tag: str) -> None:
        if tag in VOID or not self.frames:
            return
        frame = self.frames.pop()
        if frame is None:
            if tag not in INLINE:
                self._flush()
        elif self.inlines and frame is self.inlines[-1]:
            self.inlines.pop()
            if frame.name:
                self.out.markup(f"</{frame.name}>")
        else:
            self._close(frame)

    def text(self, data: str) -> None:
        data = clean(data)
        if self._preformatted():
            self._lines(data)
            return
        data = BLANKS.sub(" ", data)
        note = next((frame.note for frame in self.inlines if frame.note), "")
        if note:
            self._note(note, data.strip())
            return
        if self.out.block is None and not data.strip():
            return
        if self.out.blank or self.breaks or self.out.block is None:
            if self.pictured and data.startswith(" "):
                self.out.markup(" ")  # the image has parted the blanks; the text needs but one
            data = data.lstrip(" ")
        self.pictured = False
        if data:
            self._write(data)

    def finish(self) -> Body:
        while self.frames:
            frame = self.frames[-1]
            self.end(frame.tag if frame else "div")
        self._flush()
        for index, name in self.linked:
            # A place that is never shown (an empty heading) cannot be linked to.
            safe = self.ids.get(name)
            self.out.pieces[index] = Piece("markup", f'<a href="#{safe}">' if safe else "<a>")
        return Body(
            self.title,
            "".join(self.out.chunks),
            tuple(self.out.blocks),
            tuple(coalesced(self.out.pieces)),
            tuple(sorted(self.images)),
            tuple(self.dropped),
            tuple(self.remote),
        )

    # ------------------------------------------------------------ elements

    def _frame(self, tag: str, attributes: dict[str, str]) -> Frame:
        if not attributes and tag != "a":
            return Frame(tag, Piece("markup", f"<{tag}>"))
        written = attributes_of(tag, attributes)
        anchor = attributes.get("id", "")
        frame = Frame(tag, Piece("markup", f"<{tag}{written}>"), anchor if anchor in self.anchors else "")
        if tag == "a":
            frame.markup = self._link(attributes.get("href", ""), written)
            if not attributes.keys() & {"href", "id", "name"}:
                self.dropped.append(_REMOVED)
            if attributes.get("class") in ("footnote-ref", "footnote-backref"):
                frame.note = attributes["class"]
        return frame

    def _link(self, href: str, written: str) -> Piece:
        """The start tag of a link; `<a>` without an address where it leads nowhere safe."""
        address = self.resolve(href) if href else Address("none")
        if address.kind == "web":
            return Piece("markup", f'<a href="{html.escape(address.value)}"{written}>')
        if address.kind == "file":
            return Piece("target", f'<a href="\x00"{written}>', target=address.value)
        if address.kind == "here":
            return Piece("markup", "\x00", target=address.value)
        if href:
            self.dropped.append(href)
        return Piece("markup", "")

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._break()
        elif tag == "hr":
            self._flush()
            inner = self._settle()
            if (inner.name if inner else "") in PARENTS["hr"]:
                self.out.markup("<hr>")
        elif tag == "img":
            self._image(attributes)
        elif self.started:
            self.out.markup("<wbr>")

    def _image(self, attributes: dict[str, str]) -> None:
        source, alt = attributes.get("src", ""), tidy(attributes.get("alt", ""))
        address = self.resolve(source) if source else Address("none")
        if address.kind == "file" and address.value.lower().endswith(IMAGES):
            if not alt:
                self._leave_inlines()  # a link around an image without words would have no name
            self._begin(inline=bool(alt))
            self.out.pieces.append(image(address.value, alt))
            self.images.add(address.value)
            self.pictured = True
            return
        (self.remote if address.kind == "web" else self.dropped).append(source or _REMOVED)
        if not alt:
            return
        # A page asks no other site for anything: a remote image becomes a link to it.
        linked = address.kind == "web" and not any(frame.tag == "a" for frame in self.inlines)
        if linked:
            self.start("a", {"href": source})
        self.text(alt)
        if linked:
            self.end("a")

    def _break(self) -> None:
        if self._preformatted():
            self._lines("\n")
            return
        if not self.started:
            return
        self.breaks += 1
        inner = self._innermost()
        if self.breaks > 1 and (inner is None or inner.tag not in LEAVES or inner.name == "p"):
            # Two breaks in a row are how many pages write a new paragraph.
            self._end_block()
            if inner is not None and inner.name == "p":
                self.out.markup("</p>")
                inner.name = None
                self.opened = min(n for n, frame in enumerate(self.containers) if frame is inner)

    # ------------------------------------------------------------ output

    def _open(self, frame: Frame, name: str) -> None:
        frame.name, frame.at = name, len(self.out.pieces)
        piece = frame.markup
        if piece.html == "\x00":
            self.linked.append((len(self.out.pieces), piece.target))
        elif frame.tag in HEADINGS:
            piece = Piece("markup", piece.html.replace(frame.tag, name, 1))
        if frame.anchor and frame.anchor not in self.ids and piece.html.startswith("<"):
            self.ids[frame.anchor] = f"a-{len(self.ids) + 1}"
            piece = with_id(piece, self.ids[frame.anchor])
        if not piece.html:
            frame.name = ""
            return
        self.out.pieces.append(piece)

    def _settle(self) -> Frame | None:
        """Opens the containers that are not open yet; the innermost of those that are."""
        for frame in self.containers[self.opened :]:
            inner = self._innermost()
            depth = inner.depth if inner else 0
            if (inner.name if inner else "") not in PARENTS[frame.tag] or depth == MAX_DEPTH:
                frame.name = ""
                continue
            if inner:
                inner.filled = True
            frame.depth = depth + 1
            self._open(frame, self._level(frame.tag) if frame.tag in HEADINGS else frame.tag)
        self.opened = len(self.containers)
        return self._innermost()

    def _innermost(self) -> Frame | None:
        """The innermost of the containers that are open in the output."""
        return next((frame for frame in reversed(self.containers) if frame.name), None)

    def _level(self, tag: str) -> str:
        """The heading that `tag` becomes: under the page's h1, no level skipped."""
        level = int(tag[1])
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return f"h{min(len(self.levels) + 1, 6)}"

    def _begin(self, *, inline: bool = True) -> None:
        """Makes ready for something that is shown."""
        if not self.started:
            inner = self._settle()
            name = (inner.name if inner else None) or ""
            if inner and inner.filled and name in ITEMS:
                name = ""
            if name in WRAPPERS:
                opening, self.wrapper = WRAPPERS[name]
                self.out.markup(opening)
            if inner:
                inner.filled = True
            self.started = True
        if self.breaks:
            self.out.markup("<br>")
            self.out.gap()
            self.breaks = 0
        if inline:
            for frame in self.inlines:
                if frame.name is None:
                    self._open(frame, frame.tag)

    def _write(self, data: str) -> None:
        self._begin()
        linkable = not any(frame.name in _UNLINKED for frame in self.inlines)
        self.out.text(data, linkable=linkable and not self._preformatted())

    def _preformatted(self) -> bool:
        return any(frame.tag == "pre" and frame.name != "" for frame in self.containers)

    def _lines(self, data: str) -> None:
        """Preformatted text: line ends become markup, each a blank in the text."""
        for number, line in enumerate(data.split("\n")):
            if number:
                self.newlines += 1
            if not line or (self.out.block is None and not line.strip()):
                continue
            if self.out.block is None:
                self.newlines = 0
            if self.newlines:
                self.out.markup("\n" * self.newlines)
                self.out.gap()
                self.newlines = 0
            self._write(line)

    def _note(self, note: str, mark: str) -> None:
        """A footnote's number or the way back from it: shown, but no part of the text."""
        if note == "footnote-ref" and mark.isascii() and mark.isdigit():
            self._begin()
            self.out.markup(mark)
        elif note == "footnote-backref" and mark:
            self._begin()
            self.out.markup("\u21a9")

    def _flush(self) -> None:
        """A block boundary of the source, before anything else is opened."""
        inner = self._innermost()
        if inner is not None and inner.tag in LEAVES:
            if self.out.block is not None and not self.out.blank and not self.breaks:
                self._write(" ")
            return
        self._end_block()

    def _end_block(self) -> None:
        if not self.started:
            return
        self._leave_inlines()
        self.out.end_block()
        if self.wrapper:
            self.out.markup(self.wrapper)
        self.started, self.pictured, self.wrapper = False, False, ""
        self.breaks = self.newlines = 0

    def _leave_inlines(self) -> None:
        for frame in reversed(self.inlines):
            if frame.name:
                self.out.markup(f"</{frame.name}>")
            frame.name = None

    def _close(self, frame: Frame) -> None:
        if frame.name:
            self._end_block()
        self.containers.pop()
        self.opened = min(self.opened, len(self.containers))
        if not frame.name:
            self._flush()
        else:
            if frame.name == "th" and not frame.filled:
                self.out.pieces[frame.at] = Piece("markup", "<td>")  # an empty header names no column
                frame.name = "td"
            self.out.markup(f"</{frame.name}>")
        if frame.before is not None and not self.seen_heading:
            self._first_heading(frame.before)

    def _first_heading(self, before: Checkpoint) -> None:
        """The first heading is the title where there is none, and is dropped where it says the same."""
        heading = self.out.since(before.mark)
        if not heading:
            return  # it shows no text: the next one is the first
        self.seen_heading = True
        if self.title is None:
            self.title = heading
        if heading == self.title and before.images == len(self.images):
            self.out.rewind(before.mark)
            for frame in self.containers[before.opened :]:
                frame.name, frame.filled = None, False  # opened for the heading alone
            self.opened = min(before.opened, len(self.containers))
            self.levels = list(before.levels)
            self.linked = [(index, name) for index, name in self.linked if index < before.mark.pieces]
            for name in list(self.ids)[before.ids :]:
                del self.ids[name]
