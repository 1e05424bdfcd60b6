"""Reads a post folder into a document: the only place that knows the writer's mark-up.

Nothing downstream parses mark-up or splits sentences again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from convert.days import day
from convert.document import (
    Document,
    Emphasis,
    Heading,
    Inline,
    Link,
    Meta,
    Phrase,
    Sentence,
    SentenceId,
    Strong,
    Text,
)
from convert.edition import Asset
from convert.errors import RefusedPost, Unsafe
from convert.findings import Finding, Place
from convert.source.names import POST
from convert.source.reader import front_matter, limits, notes, pandoc, pictures
from convert.source.reader.blocks import BlockReader
from convert.traversal import rewrite, walk

LARGEST_POST = 1_000_000
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 100
# Names that Windows keeps for itself, whatever follows the first dot.
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


class Post(msgspec.Struct, frozen=True):
    """A post as read: the document, its pictures, where each sentence stands, what was odd."""

    document: Document
    assets: Mapping[str, Asset]
    places: Mapping[SentenceId, Place]
    findings: tuple[Finding, ...]


def read(slug: str, files: Mapping[str, bytes], *, lang: str = "en-GB") -> Post:
    """The post whose folder `slug` holds `files`, by their names in the folder.

    Raises:
        RefusedPost: it cannot be read; the message names the file and the line.
        Unsafe: it asks for something a source may not have.
    """
    path = f"{slug}/{POST}"
    _check_name(slug)
    if POST not in files:
        raise RefusedPost("there is no post in this folder.", place=path)
    source = _decode(files[POST], path)
    front, body, skipped = front_matter.split(source, path=path)
    meta, findings = front_matter.read(front, path=path, lang=lang)
    for check in (limits.check, notes.check):
        check(body, place=Place(path, skipped))
    reader = BlockReader(path=path, first_line=skipped)
    blocks = reader.read(pandoc.parse(body, place=path))
    wanted = dict(reader.pictures)
    if meta.image:
        wanted.setdefault(meta.image, Place(path))
    assets = {
        pictures.saved_name(name): _asset(name, files, place) for name, place in wanted.items()
    }
    document = Document(
        slug=slug,
        meta=msgspec.structs.replace(meta, image=pictures.saved_name(meta.image)),
        title=Sentence(SentenceId("title"), (Text(meta.title),)),
        byline=byline(meta),
        blocks=blocks,
        notes=tuple(reader.notes),
        links=_links(meta),
    )
    return Post(
        document=_without_dead_anchors(document),
        assets=assets,
        places={
            **{sentence.id: Place(path) for sentence in (document.title, *document.byline)},
            **{sentence.id: Place(path) for sentence in document.links},
            **reader.places,
        },
        findings=(*findings, *reader.findings),
    )


def byline(meta: Meta) -> tuple[Sentence, ...]:
    """Who wrote it, when, and whose story it is, as sentences."""
    who = ", ".join(part for part in (meta.author, meta.role, meta.organisation) if part)
    parts = (f"By {who}" if who else "", day(meta.date), meta.credit)
    given = (part.rstrip(".") + "." for part in parts if part)
    return tuple(
        Sentence(SentenceId(f"by-s{number}"), (Text(words),))
        for number, words in enumerate(given, start=1)
    )


def _check_name(slug: str) -> None:
    """Refuse a folder's name that cannot be part of an address, or not on every system."""
    if not _SLUG.fullmatch(slug):
        reason = "cannot be the name of a post's folder"
    elif len(slug) > _LONGEST_SLUG:
        reason = f"is too long for the name of a folder (more than {_LONGEST_SLUG} letters)"
    elif _DEVICES.fullmatch(slug):
        reason = "is a name that Windows keeps for itself"
    else:
        return
    raise RefusedPost(
        f"{slug[:_LONGEST_SLUG]!r} {reason}.",
        next_step="Use small letters, figures and hyphens: my-first-post",
    )


def _decode(data: bytes, path: str) -> str:
    if len(data) > LARGEST_POST:
        raise Unsafe(
            f"the post is over {LARGEST_POST // 1_000_000} MB of text.",
            place=path,
            next_step="Make several posts of it.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RefusedPost(
            "this is not UTF-8 text.",
            place=f"{path}:{line}",
            next_step="Save the file again, and choose UTF-8 as its encoding.",
        ) from error
    if "\x00" in text:
        raise Unsafe(
            "this is not a text file.",
            place=f"{path}:{text[: text.index(chr(0))].count(chr(10)) + 1}",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _asset(name: str, files: Mapping[str, bytes], place: Place) -> Asset:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", name):
        raise Unsafe(
            f"the picture {name[:80]} is not beside the post.",
            place=str(place),
            next_step="Save it in the post's folder; nothing is fetched from the network.",
        )
    if "/" in name or "\\" in name or name not in files:
        alike = next((there for there in files if there.casefold() == name.casefold()), "")
        raise RefusedPost(
            f"the picture {name[:80]} is not in the post's folder.",
            place=str(place),
            next_step=f"There is {alike}: capitals count."
            if alike
            else "Put it there, or mend its name.",
        )
    return pictures.load(name, files[name], place=place)


def _links(meta: Meta) -> tuple[Sentence, ...]:
    def words(text: str, url: str) -> tuple[Inline, ...]:
        return (Link((Text(text),), url),) if url else (Text(text),)

    return tuple(
        Sentence(SentenceId(f"links-s{number}"), words(link.text, link.url))
        for number, link in enumerate(meta.links, start=1)
    )


def _without_dead_anchors(document: Document) -> Document:
    """`document` with links inside the page only where the page has such a place."""
    sections = {block.section for block in walk(document.blocks) if isinstance(block, Heading)}

    def settle(inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Link(inlines=inner, url=url) if url.startswith("#") and url[1:] not in sections:
                return inner
            case Strong() | Emphasis() | Phrase():
                kept = tuple(part for child in inline.inlines for part in settle(child))
                return (msgspec.structs.replace(inline, inlines=kept),)
            case _:
                return (inline,)

    def settled(sentence: Sentence) -> Sentence:
        if not any(isinstance(part, (Link, Strong, Emphasis, Phrase)) for part in sentence.inlines):
            return sentence
        kept = tuple(part for inline in sentence.inlines for part in settle(inline))
        return msgspec.structs.replace(sentence, inlines=kept)

    return rewrite(document, settled)
