"""From a layer to the Easy Read document: ids, pictures, the words list, what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from convert.document import (
    Block,
    BulletList,
    Definition,
    DefinitionList,
    Document,
    Fingerprint,
    Heading,
    Idea,
    Image,
    Inline,
    Link,
    Paragraph,
    Sentence,
    SentenceId,
    Text,
)
from convert.edition import Asset
from convert.plain.easy_read import glossary, inline, openmoji, pictures
from convert.plain.easy_read.house import Workshop
from convert.plain.easy_read.layer import Layer, Line, Part, Picture
from convert.traversal import readings, walk

WORDS_TITLE = "Words in this document"
NEXT_TITLE = "What to do next"
WORDS_PICTURE = "picture:open book"
NEXT_PICTURE = "picture:right arrow"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Assembled(msgspec.Struct, frozen=True):
    """The document, what its sentences stand for, and the pictures that it shows."""

    document: Document
    origins: Mapping[SentenceId, tuple[SentenceId, ...]]
    lines: tuple[tuple[SentenceId, Part, Line], ...]
    """Each sentence with the part and line of the layer that it comes from."""
    assets: Mapping[str, Asset]
    missing: tuple[Picture, ...]
    """Pictures that the layer names and nobody has."""


class _Ids:
    """Ids that no sentence of the post has."""

    def __init__(self, document: Document) -> None:
        taken = {str(reading.sentence.id) for reading in readings(document)}
        taken |= {b.section for b in walk(document.blocks) if isinstance(b, Heading)}
        self._prefix = "er"
        while any(name.startswith(f"{self._prefix}-") for name in taken):
            self._prefix += "x"
        self._sections: set[str] = set()
        self._count = 0
        self._pictures = 0
        self.section = ""
        self.open("start")

    def open(self, title: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-") or "part"
        name, number = f"{self._prefix}-{slug}", 1
        while name in self._sections:
            number += 1
            name = f"{self._prefix}-{slug}-{number}"
        self._sections.add(name)
        self.section, self._count, self._pictures = name, 0, 0
        return name

    def sentence(self) -> SentenceId:
        self._count += 1
        return SentenceId(f"{self.section}-s{self._count}")

    def heading(self) -> SentenceId:
        return SentenceId(f"{self.section}-h")

    def alt(self) -> SentenceId:
        self._pictures += 1
        return SentenceId(f"{self.section}-p{self._pictures}")


class _Assembly:
    def __init__(self, document: Document, workshop: Workshop) -> None:
        self.ids = _Ids(document)
        self.workshop = workshop
        self.by_print = _by_fingerprint(document)
        self.blocks: list[Block] = []
        self.origins: dict[SentenceId, tuple[SentenceId, ...]] = {}
        self.lines: list[tuple[SentenceId, Part, Line]] = []
        self.assets: dict[str, Asset] = {}
        self.missing: list[Picture] = []

    def part(self, part: Part) -> None:
        if part.level:
            self._heading(part)
            return
        picture = self._picture(part.picture)
        blocks: list[Block] = []
        run: list[Sentence] = []
        is_list = False
        for line in part.lines:
            if run and line.is_bullet != is_list:
                blocks.append(_block(run, is_list=is_list))
                run = []
            is_list = line.is_bullet
            run.append(self._line(part, line))
        blocks.append(_block(run, is_list=is_list))
        self.blocks.append(Idea(picture, tuple(blocks)))

    def _heading(self, part: Part) -> None:
        line = part.lines[0]
        words = inline.words(line.text)
        section = self.ids.open(words)
        picture = self._picture(part.picture)
        sentence = Sentence(self.ids.heading(), inline.inlines(line.text))
        self._remember(sentence, part, line)
        heading = Heading(part.level, sentence, section)
        self.blocks.append(Idea(picture, (heading,)) if picture is not None else heading)

    def _line(self, part: Part, line: Line) -> Sentence:
        sentence = Sentence(self.ids.sentence(), inline.inlines(line.text))
        self._remember(sentence, part, line)
        return sentence

    def _remember(self, sentence: Sentence, part: Part, line: Line) -> None:
        self.lines.append((sentence.id, part, line))
        self.origins[sentence.id] = tuple(
            source for name in part.origins for source in self.by_print.get(name, ())
        )

    def _picture(self, picture: Picture | None) -> Image | None:
        if picture is None or picture.is_none:
            return None
        asset = self._asset(picture)
        if asset is None:
            self.missing.append(picture)
            return None
        self.assets[asset.name] = asset
        alt = Sentence(self.ids.alt(), (Text(picture.alt),)) if picture.alt else None
        return Image(asset.name, alt)

    def _asset(self, picture: Picture) -> Asset | None:
        if picture.symbol:
            symbol = openmoji.symbols().get(picture.symbol)
            return openmoji.asset(symbol) if symbol else None
        return self.workshop.own.assets.get(picture.target) or self.workshop.photos(picture.target)

    # ------------------------------------------------------------ the end

    def _title(self, section: str, words: str, *, picture: str) -> Idea:
        """A heading of our own, with its picture."""
        heading = Heading(2, Sentence(self.ids.heading(), (Text(words),)), section)
        shown = Picture("", picture)
        return Idea(self._picture(shown) if self._asset(shown) else None, (heading,))

    def words_list(self, parts: Iterable[Part]) -> None:
        entries = _marked_words(parts, self.workshop)
        if not entries:
            return
        section = self.ids.open("words in this document")
        self.blocks.append(self._title(section, WORDS_TITLE, picture=WORDS_PICTURE))
        made = []
        for word, meaning in sorted(entries.items(), key=lambda pair: pair[0].lower()):
            term = Sentence(self.ids.sentence(), (Text(word),))
            said = Sentence(self.ids.sentence(), inline.inlines(meaning))
            made.append(Definition(term, ((Paragraph((said,)),),)))
        self.blocks.append(DefinitionList(tuple(made)))

    def what_next(self) -> None:
        contact = self.workshop.contact
        if not contact:
            return
        section = self.ids.open("what to do next")
        self.blocks.append(self._title(section, NEXT_TITLE, picture=NEXT_PICTURE))
        choice = pictures.for_phrase("contact us", self.workshop.own)
        picture = self._picture(Picture("", choice.target)) if choice else None
        lines = (
            (Text("You can ask us about this."),),
            (Text("You can ask for this in another way, like on paper."),),
            (Text("Contact us: "), *_contact(contact)),
        )
        said = tuple(Sentence(self.ids.sentence(), line) for line in lines)
        self.blocks.append(Idea(picture, (Paragraph(said),)))


def assembled(layer: Layer, document: Document, workshop: Workshop) -> Assembled:
    """The Easy Read document that `layer` makes of `document`."""
    assembly = _Assembly(document, workshop)
    title = Sentence(
        SentenceId(f"{assembly.ids.section}-title"), (Text(layer.title or document.title.text),)
    )
    for part in layer.parts:
        assembly.part(part)
    assembly.words_list(layer.parts)
    assembly.what_next()
    meta = msgspec.structs.replace(document.meta, title=title.text, links=(), image="")
    return Assembled(
        Document(document.slug, meta, title, blocks=tuple(assembly.blocks)),
        assembly.origins,
        tuple(assembly.lines),
        assembly.assets,
        tuple(assembly.missing),
    )


def _block(run: list[Sentence], *, is_list: bool) -> Block:
    if is_list:
        return BulletList(tuple((Paragraph((sentence,)),) for sentence in run))
    return Paragraph(tuple(run))


def _contact(contact: str) -> Iterable[Inline]:
    start = 0
    for match in _EMAIL.finditer(contact):
        if match.start() > start:
            yield Text(contact[start : match.start()])
        yield Link((Text(match[0]),), f"mailto:{match[0]}")
        start = match.end()
    if start < len(contact):
        yield Text(contact[start:])


def _by_fingerprint(document: Document) -> Mapping[Fingerprint, tuple[SentenceId, ...]]:
    made: dict[Fingerprint, tuple[SentenceId, ...]] = {}
    for reading in readings(document):
        name = reading.sentence.fingerprint
        made[name] = (*made.get(name, ()), reading.sentence.id)
    return made


def _marked_words(parts: Iterable[Part], workshop: Workshop) -> dict[str, str]:
    """Each bold word with its meaning: the line after it, or the table's where that has none."""
    made: dict[str, str] = {}
    for part in parts:
        for place, line in enumerate(part.lines):
            following = part.lines[place + 1].text if place + 1 < len(part.lines) else ""
            for word in inline.bold_words(line.text):
                known = glossary.meaning(word, workshop.house)
                if word.lower() in {term.lower() for term in made}:
                    continue
                if _says_meaning(following, word):
                    made[word] = following.replace("**", "")
                elif known:
                    made[word] = known
                elif following:
                    made[word] = following.replace("**", "")
    return made


def _says_meaning(line: str, word: str) -> bool:
    return word.lower().rstrip("s") in line.lower()
