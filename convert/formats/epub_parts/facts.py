"""What is true of a book, counted on its finished pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from convert.document import Document
from convert.edition import Asset
from convert.formats.epub_parts import post
from convert.formats.epub_parts.access import Facts
from convert.formats.epub_parts.page import Page, speakers
from convert.formats.epub_parts.sounds import Heard
from convert.traversal import images


def of_text(page: Page, document: Document, assets: Mapping[str, Asset], heard: Heard) -> Facts:
    """What is true of the page with a post's text."""
    shown = list(images(document))
    sentences = post.sentence_ids(document)
    return Facts(
        informative_pictures=sum(image.alt is not None for image in shown),
        moving_pictures=sum(_may_move(assets[image.source]) for image in shown),
        sections=sum(found.tag in {"h2", "h3", "h4", "h5", "h6"} for found in page.root.iter()),
        roles=_roles(page),
        sentences=len(sentences),
        spoken_sentences=sum(name in heard for name in sentences),
        unspoken_pieces=_unspoken(page, heard, sentences),
    )


def together(texts: Iterable[Facts], own_pages: Iterable[tuple[Page, Heard]]) -> Facts:
    """What is true of a book of these texts and our own pages around them."""
    posts, around = list(texts), list(own_pages)
    return Facts(
        informative_pictures=sum(one.informative_pictures for one in posts),
        moving_pictures=sum(one.moving_pictures for one in posts),
        sections=sum(one.sections for one in posts),
        roles=sum(one.roles for one in posts) + sum(_roles(page) for page, _ in around),
        sentences=sum(one.sentences for one in posts),
        spoken_sentences=sum(one.spoken_sentences for one in posts),
        unspoken_pieces=sum(one.unspoken_pieces for one in posts)
        + sum(_unspoken(page, heard, frozenset()) for page, heard in around),
    )


def _roles(page: Page) -> int:
    return sum(found.get("role") is not None for found in page.root.iter())


def _unspoken(page: Page, heard: Heard, sentences: frozenset[str]) -> int:
    return sum(name not in heard for name in speakers(page, sentences=sentences))


def _may_move(asset: Asset) -> bool:
    match asset.media_type:
        case "image/gif" | "image/webp":
            return True
        case "image/png":
            return b"acTL" in asset.data
        case "image/svg+xml":
            return b"<animate" in asset.data or b"<set" in asset.data or b"<style" in asset.data
        case _:
            return False
