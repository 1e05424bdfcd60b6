"""Pandoc's blocks as ours: a closed set, bounded in depth, every sentence with its id."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

import lxml.html

from convert.document import (
    Block,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Image,
    Note,
    NumberedList,
    Paragraph,
    Quote,
    Rule,
    Sentence,
    SentenceId,
    Strong,
    Table,
    Text,
    Verse,
)
from convert.errors import Unsafe
from convert.findings import Finding, Level, Place
from convert.source.reader.front_matter import is_safe_url
from convert.source.reader.inlines import (
    Leaf,
    Picture,
    Spot,
    Visitor,
    cut,
    inlines,
    language,
    leaves,
    lines,
    plain_text,
    spot,
)
from convert.source.reader.pictures import saved_name
from convert.traversal import block_sentences

INTRO = "intro"
DEEPEST = 24
MOST_SENTENCES = 6_000
"""Of a post: about 60,000 words, or seven hours of listening."""
LONGEST_SENTENCE = 10_000
"""Characters; four hundred words have about 2,400."""
_SLUG_WORDS = 6
_SLUG_LETTERS = 40
_SILENT_TAGS = ("script", "style", "iframe", "object", "embed", "template", "noscript")
# Ids that pages and books give to parts of their own.
_TAKEN = re.compile(r"title|notes?|note-.*|by|links|main|nav|toc|cover|page-.*|er-.*|say-.*")
Node = dict[str, Any]


class BlockReader:
    """Reads the blocks of one post; keeps count of sections, sentences, notes and findings."""

    def __init__(self, *, path: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self.places: dict[SentenceId, Place] = {}
        self.pictures: dict[str, Place] = {}
        self.notes: list[Note] = []
        self._path = path
        self._first_line = first_line
        self._sections = {INTRO}
        self._repeats: Counter[str] = Counter()
        self._section = INTRO
        self._sentences = 0
        self._images = 0
        self._levels: list[int] = []
        self._pending: list[tuple[int, list[Node]]] = []
        self._marks = 0
        self._count = 0
        self._visitor = Visitor(note=self._note, left_out=self._left_out, is_safe_link=_may_link_to)

    def read(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        """`nodes` as blocks; afterwards `notes` holds the notes they mention."""
        try:
            blocks = tuple(self._blocks(nodes, depth=0))
            while self._pending:
                number, content = self._pending.pop(0)
                self._section, self._sentences, self._images = f"note-{number}", 0, 0
                self.notes.append(Note(number, tuple(self._blocks(content, depth=1))))
        except RecursionError as error:
            raise self._too_deep() from error
        return blocks

    # ------------------------------------------------------------ blocks

    def _blocks(self, nodes: Iterable[Node], *, depth: int) -> list[Block]:
        if depth > DEEPEST:
            raise self._too_deep()
        made: list[Block] = []
        for node in nodes:
            made.extend(self._block(node["t"], node.get("c"), depth=depth))
        return made

    def _block(self, kind: str, content: Any, *, depth: int) -> Iterable[Block]:
        match kind:
            case "Para" | "Plain":
                return self._paragraph(content)
            case "Header":
                return self._heading(content[0], content[2], depth=depth)
            case "BulletList":
                return [BulletList(self._items(content, depth=depth))]
            case "OrderedList":
                (start, _, _), items = content
                return [NumberedList(self._items(items, depth=depth), start)]
            case "DefinitionList":
                return [self._definitions(content, depth=depth)]
            case "BlockQuote":
                return [Quote(tuple(self._blocks(content, depth=depth + 1)))]
            case "Div":
                return self._div(content, depth=depth)
            case "CodeBlock":
                return [self._code(content)]
            case "Table":
                return self._table(content, depth=depth)
            case "HorizontalRule":
                return [Rule()]
            case "RawBlock":
                return self._raw(content[1])
            case _:
                raise AssertionError(f"{kind} is no block of this dialect")

    def _paragraph(self, nodes: list[Node]) -> list[Block]:
        words: list[Leaf] = []
        pictures: list[Picture] = []
        for found in leaves(nodes, self._visitor):
            if isinstance(found, Picture):
                pictures.append(found)
            else:
                words.append(found)
        made: list[Block] = []
        written = lines(words)
        if len(written) > 1:
            made.append(Verse(tuple(self._sentence(line) for line in written)))
        elif written:
            made.append(Paragraph(self._cut(written[0])))
        made.extend(self._figure(picture) for picture in pictures)
        return made

    def _heading(self, level: int, nodes: list[Node], *, depth: int) -> Iterable[Block]:
        written = lines(leaf for leaf in leaves(nodes, self._visitor) if isinstance(leaf, Leaf))
        words = [leaf for line in written for leaf in (*line, Leaf(" ", (), None))][:-1]
        if not words:
            return []
        if depth:
            # A heading inside a quote or a list is no part of the post's outline.
            sentence = self._sentence(words)
            strong = Sentence(sentence.id, (Strong(sentence.inlines),))
            return [Paragraph((strong,))]
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self._section = self._section_id("".join(leaf.text for leaf in words))
        self._sentences = self._images = 0
        sentence = self._sentence(words, name=f"{self._section}-h")
        return [Heading(min(1 + len(self._levels), 6), sentence, self._section)]

    def _items(self, items: list[list[Node]], *, depth: int) -> tuple[tuple[Block, ...], ...]:
        read = (tuple(self._blocks(item, depth=depth + 1)) for item in items)
        return tuple(item for item in read if item)

    def _definitions(self, entries: Any, *, depth: int) -> DefinitionList:
        made: list[Definition] = []
        for term, meanings in entries:
            written = lines(leaf for leaf in leaves(term, self._visitor) if isinstance(leaf, Leaf))
            sentence = self._sentence([leaf for line in written for leaf in line])
            read = tuple(tuple(self._blocks(blocks, depth=depth + 1)) for blocks in meanings)
            made.append(Definition(sentence, read))
        return DefinitionList(tuple(made))

    def _div(self, content: Any, *, depth: int) -> list[Block]:
        (_, classes, attributes), inner = content
        lang = language(attributes, self._visitor, spot(attributes))
        if lang:
            inner = [_in_language(node, lang) for node in inner]
        made = self._blocks(inner, depth=depth)
        return [_captioned(block) for block in made] if "caption" in classes else made

    def _code(self, content: Any) -> CodeBlock:
        (_, _, attributes), text = content
        at = spot(attributes)
        code = text.rstrip("\n").expandtabs(4).split("\n")
        return CodeBlock(tuple(self._code_line(line, at) for line in code))

    def _code_line(self, line: str, at: Spot | None) -> Sentence:
        words = plain_text(line)
        self._keep_to_limits([Leaf(words, (), at)], at)
        written = (Text(words),) if line.strip() else ()
        return Sentence(self._next_id(at), written)

    def _table(self, content: Any, *, depth: int) -> list[Block]:
        _, (_, caption), _, (_, head), bodies, (_, foot) = content
        rows = [*head, *(row for _, _, heads, body in bodies for row in (*heads, *body)), *foot]
        cells = [
            tuple(self._cell(blocks, depth=depth) for *_, blocks in row_cells)
            for _, row_cells in rows
        ]
        filled = [row for row in cells if any(row)]
        if not filled:
            return []
        header, *body = filled
        words = tuple(block_sentences(tuple(self._blocks(caption, depth=depth + 1))))
        return [Table(header, tuple(body), words)]

    def _cell(self, nodes: list[Node], *, depth: int) -> Cell:
        return tuple(block_sentences(tuple(self._blocks(nodes, depth=depth + 1))))

    def _raw(self, markup: str) -> list[Block]:
        if markup.lstrip().startswith("<!--") and markup.rstrip().endswith("-->"):
            return []
        self._left_out("raw-markup", f"Mark-up goes, words stay: {markup.strip()[:60]}", None)
        try:
            tree = lxml.html.fragment_fromstring(markup, create_parent="div")
        except (ValueError, lxml.etree.ParserError):
            return []
        lxml.etree.strip_elements(tree, *_SILENT_TAGS, with_tail=False)
        texts = (" ".join(text.split()) for text in tree.itertext())
        words = plain_text(" ".join(text for text in texts if text))
        return [Paragraph(self._cut([Leaf(words, (), None)]))] if words else []

    def _figure(self, picture: Picture) -> Figure:
        self._images += 1
        self.pictures.setdefault(picture.source, self._place(picture.spot))
        alt = None
        if picture.alt and not picture.is_decoration:
            name = SentenceId(f"{self._section}-picture{self._images}")
            self.places[name] = self._place(picture.spot)
            alt = Sentence(name, (Text(picture.alt),))
        elif not picture.is_decoration:
            self.findings.append(
                Finding(
                    code="picture-without-alt",
                    level=Level.WARNING,
                    message="This picture has no words for people who cannot see it.",
                    place=self._place(picture.spot),
                    quote=picture.source,
                    next_step="Write what it shows: ![What it shows](picture.jpg). If it only "
                    "decorates, write: ![](picture.jpg){.decorative}",
                )
            )
        caption = self._cut([Leaf(picture.title, (), picture.spot)]) if picture.title else ()
        return Figure(Image(saved_name(picture.source), alt), caption)

    # ------------------------------------------------------------ sentences

    def _cut(self, line: list[Leaf]) -> tuple[Sentence, ...]:
        return tuple(self._sentence(part) for part in cut(line))

    def _sentence(self, words: list[Leaf], *, name: str = "") -> Sentence:
        at = next((leaf.spot for leaf in words if leaf.spot is not None), None)
        self._keep_to_limits(words, at)
        if name:
            self.places[SentenceId(name)] = self._place(at)
        return Sentence(SentenceId(name) if name else self._next_id(at), inlines(words))

    def _keep_to_limits(self, words: list[Leaf], at: Spot | None) -> None:
        self._count += 1
        if self._count > MOST_SENTENCES:
            raise Unsafe(
                f"the post has more than {MOST_SENTENCES} sentences.",
                place=str(self._place(at)),
                next_step="Make several posts of it.",
            )
        if sum(len(leaf.text) for leaf in words) > LONGEST_SENTENCE:
            raise Unsafe(
                f"this sentence has more than {LONGEST_SENTENCE} letters.",
                place=str(self._place(at)),
                next_step="End sentences with a full stop.",
            )
        if any(len(leaf.wraps) > DEEPEST for leaf in words):
            raise self._too_deep()

    def _next_id(self, at: Spot | None) -> SentenceId:
        self._sentences += 1
        name = SentenceId(f"{self._section}-s{self._sentences}")
        self.places[name] = self._place(at)
        return name

    def _section_id(self, words: str) -> str:
        folded = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
        slug = "-".join(re.findall(r"[a-z0-9]+", folded.replace("'", ""))[:_SLUG_WORDS])
        slug = slug[:_SLUG_LETTERS].strip("-")
        if not slug or not slug[0].isalpha() or _TAKEN.fullmatch(slug):
            slug = f"section-{slug}".strip("-")
        unique = slug
        while unique in self._sections:
            self._repeats[slug] += 1
            unique = f"{slug}-{self._repeats[slug] + 1}"
        self._sections.add(unique)
        return unique

    # ------------------------------------------------------------ notes, places, findings

    def _note(self, blocks: list[Node]) -> int:
        self._marks += 1
        self._pending.append((self._marks, blocks))
        return self._marks

    def _too_deep(self) -> Unsafe:
        return Unsafe(
            f"lists, quotes or mark-up are nested more than {DEEPEST} deep.",
            place=self._path,
            next_step="Take out some of the levels.",
        )

    def _place(self, at: Spot | None) -> Place:
        if at is None:
            return Place(self._path)
        return Place(self._path, at.line + self._first_line, at.column)

    def _left_out(self, code: str, message: str, at: Spot | None) -> None:
        self.findings.append(Finding(code, Level.WARNING, message, self._place(at)))


def _may_link_to(url: str) -> bool:
    return is_safe_url(url) or re.fullmatch(r"#[\w-]+", url) is not None


def _captioned(block: Block) -> Block:
    return Paragraph(block.sentences, is_caption=True) if isinstance(block, Paragraph) else block


def _in_language(node: Any, lang: str) -> Any:
    """`node` with its words, wherever they are, inside a span of that language."""
    match node:
        case [*nodes]:
            return [_in_language(inner, lang) for inner in nodes]
        case {"t": "Para" | "Plain" as kind, "c": words}:
            return {"t": kind, "c": _spanned(words, lang)}
        case {"t": "Header", "c": [level, attributes, words]}:
            return {"t": "Header", "c": [level, attributes, _spanned(words, lang)]}
        case {"t": "DefinitionList", "c": entries}:
            made = [[_spanned(term, lang), _in_language(means, lang)] for term, means in entries]
            return {"t": "DefinitionList", "c": made}
        case {"t": kind, "c": content}:
            return {"t": kind, "c": _in_language(content, lang)}
        case _:
            return node


def _spanned(words: list[Node], lang: str) -> list[Node]:
    return [{"t": "Span", "c": [["", [], [["lang", lang]]], words]}]
