"""Notes in a small Markdown: headings, lists, quotes, code, bold, italics, addresses, and refs of the case.

What is not among these stays the plain text it is: HTML, pictures, tables and whatever else a stranger may have
written into a note. Every line is looked at once, so that no note takes long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Block", "Span", "parse_notes", "refs_in"]

BlockKind = Literal["paragraph", "heading", "item", "quote", "code", "rule"]

#: More letters than anybody writes into one note; the rest is not shown.
_LONGEST = 200_000
_TOKEN = re.compile(
    r"(?P<escape>\\[\\`*_#>\-.!\[\]()+])"
    r"|(?P<code>`[^`\n]{1,2000}`)"
    r"|(?P<named>(?<!!)\[[^\[\]\n]{1,300}\]\(https?://[^\s()<>]{1,2000}\))"
    r"|(?P<url>\bhttps?://[^\s<>\"]{1,2000})"
    r"|(?P<ref>(?<![\w/-])[MVDPANULETKG]-[0-9]{1,9}(?![\w-]))"
    r"|(?P<bold>\*\*|__)"
    r"|(?P<italic>\*|_)"
)
_LIST = re.compile(r"(?P<indent>[ \t]{0,24})(?:[-*+]|(?P<number>[0-9]{1,9})[.)])[ \t]+(?P<text>.*)")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<text>.*)")
#: What follows an address in a sentence is no part of it.
_AFTER = ".,;:!?'»”)"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look.

    Attributes:
        text: as shown.
        bold: stands out.
        italic: stressed.
        code: of one width, nothing in it means anything.
        ref: the ref of a thing of the case, as written.
        url: an address; shown, never opened by the program.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    ref: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, one item of a list, a quote, lines of code, or a line across.

    Attributes:
        kind: which of them.
        spans: its text; line breaks stand as they were typed.
        level: of a heading 1 to 6; of an item how deep it stands, from 0.
        number: of an item of a numbered list, else None.
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    level: int = 0
    number: int | None = None

    @property
    def text(self) -> str:
        """The text without looks."""
        return "".join(span.text for span in self.spans)


def parse_notes(untrusted_text: str) -> list[Block]:
    """Return the blocks of a note, in order."""
    lines = untrusted_text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_with_spans(*found) for found in _blocks(lines)]


def refs_in(blocks: list[Block]) -> list[str]:
    """Return the refs that a note names, as written, without repeats."""
    return list(dict.fromkeys(span.ref for block in blocks for span in block.spans if span.ref))


def _blocks(lines: list[str]) -> Iterator[tuple[Block, str]]:
    """Cut lines into blocks; each comes with its text, whose looks are still to be found."""
    kind: BlockKind | None = None
    held: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        bare = line.strip()
        found = _alone(line, bare)
        fence = bare[:3] if bare.startswith(("```", "~~~")) else ""
        wanted: BlockKind | None = "quote" if bare.startswith(">") else "paragraph" if bare else None
        if kind is not None and (found is not None or fence or wanted != kind):
            yield Block(kind), "\n".join(held)
            kind, held = None, []
        if fence:
            end = at + 1
            while end < len(lines) and not lines[end].strip().startswith(fence):
                end += 1
            yield Block("code"), "\n".join(lines[at + 1 : end])
            at = end
        elif found is not None:
            yield found
        elif wanted is not None:
            kind = wanted
            held.append(bare[1:].strip() if wanted == "quote" else bare)
        at += 1
    if kind is not None:
        yield Block(kind), "\n".join(held)


def _alone(line: str, bare: str) -> tuple[Block, str] | None:
    """Return the block that a line is by itself, None for one that may belong to the lines around it."""
    signs = bare.replace(" ", "")
    if len(signs) >= 3 and signs[0] in "-*_" and signs == signs[0] * len(signs):
        return Block("rule"), ""
    heading = _HEADING.fullmatch(bare)
    if heading is not None:
        return Block("heading", level=len(heading["marks"])), heading["text"].rstrip("# \t")
    item = _LIST.fullmatch(line)
    if item is not None and item["text"].strip():
        level = len(item["indent"].expandtabs(4)) // 2
        return Block("item", level=level, number=int(item["number"]) if item["number"] else None), item["text"].strip()
    return None


def _with_spans(block: Block, text: str) -> Block:
    if block.kind == "code":
        return replace(block, spans=(Span(text, code=True),) if text else ())
    return replace(block, spans=tuple(_spans(text)))


def _spans(text: str) -> list[Span]:
    """Find the looks of a text."""
    parts: list[Span | str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() < end:
            continue
        if match.start() > end:
            parts.append(Span(text[end : match.start()]))
        end = match.end()
        found, end = _token(match, text, end)
        parts.append(found)
    if end < len(text):
        parts.append(Span(text[end:]))
    return _joined(_looks(parts))


def _token(match: re.Match[str], text: str, end: int) -> tuple[Span | str, int]:
    """Return a span, or the sign of a look that may begin or end here; and where the text goes on."""
    words, kind = match[0], match.lastgroup
    if kind == "escape":
        return Span(words[1:]), end
    if kind == "code":
        return Span(words[1:-1], code=True), end
    if kind == "named":
        name, _, url = words[1:-1].partition("](")
        return Span(name, url=url), end
    if kind == "url":
        url = words.rstrip(_AFTER)
        if ")" in words[len(url) :] and "(" in url:
            url = words.rstrip(_AFTER.replace(")", ""))
        return Span(url, url=url), end - len(words) + len(url)
    if kind == "ref":
        return Span(words, ref=words), end
    before = text[match.start() - 1 : match.start()]
    after = text[end : end + 1]
    if words[0] == "_" and before.isalnum() and after.isalnum():
        return Span(words), end  # a name like file_2015_09
    if (not before or before.isspace()) and (not after or after.isspace()):
        return Span(words), end  # a sign that stands alone
    return words, end


def _looks(parts: list[Span | str]) -> list[Span]:
    """Pair the signs of bold and italics; one without its other half is the text it is."""
    open_at: dict[str, int] = {}
    pairs: dict[int, int] = {}
    for at, part in enumerate(parts):
        if isinstance(part, str):
            begun = open_at.pop(part, None)
            if begun is None or begun == at - 1:
                open_at[part] = at
                continue
            pairs[begun] = at
            # A sign that began within these two and has not ended does not reach beyond them.
            for sign in [sign for sign, place in open_at.items() if place > begun]:
                del open_at[sign]
    closing = {end: begin for begin, end in pairs.items()}
    bold = italic = 0
    found = []
    for at, part in enumerate(parts):
        if isinstance(part, Span):
            found.append(replace(part, bold=bold > 0, italic=italic > 0))
        elif at in pairs or at in closing:
            change = 1 if at in pairs else -1
            if len(part) == 2:
                bold += change
            else:
                italic += change
        else:
            found.append(Span(part, bold=bold > 0, italic=italic > 0))
    return found


def _joined(spans: list[Span]) -> list[Span]:
    """Join neighbours of one look."""
    found: list[Span] = []
    for span in spans:
        if found and replace(found[-1], text="") == replace(span, text="") and not span.ref and not span.url:
            found[-1] = replace(span, text=found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return found
