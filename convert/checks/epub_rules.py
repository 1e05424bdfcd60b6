"""Rules about the archive and the pages of an e-book, each with the clause it comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from convert.checks.epub_book import HTML, LANG, TYPE, Book, elements, text_of
from convert.checks.rule import Fault, Rule
from convert.findings import Place
from convert.pages.xhtml import Element

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BANNED = ("script", "iframe", "object", "embed", "form", "audio", "video")


def _archive(book: Book) -> Iterator[Fault]:
    first = book.members[0]
    good = (
        first.filename == "mimetype"
        and first.compress_type == 0
        and book.files["mimetype"] == b"application/epub+zip"
    )
    if not good:
        yield Fault(
            "“mimetype” is not first, or is compressed, or is wrong.", place=Place(book.path)
        )


def _languages(book: Book) -> Iterator[Fault]:
    package = book.place(book.package_path)
    if not book.package.get(LANG):
        yield Fault("The package names no language.", place=package)
    if not any(book.described("language")):
        yield Fault("The book names no language.", place=package)
    for path, root in book.pages.items():
        if not root.get("lang") or root.get("lang") != root.get(LANG):
            yield Fault(
                "The page does not say which language it is in.", place=book.place(path, root)
            )
        for element in root.iter():
            if element.get("lang", "") != element.get(LANG, ""):
                yield Fault(
                    "“lang” and “xml:lang” differ.",
                    place=book.place(path, element),
                    quote=text_of(element),
                )


def _titles(book: Book) -> Iterator[Fault]:
    if not any(book.described("title")):
        yield Fault("The book has no title.", place=book.place(book.package_path))
    for path, root in book.pages.items():
        title = root.find(f"{HTML}head/{HTML}title")
        if title is None or not text_of(title):
            yield Fault("The page has no title.", place=book.place(path, root))


def _alternatives(book: Book) -> Iterator[Fault]:
    for path, root in book.pages.items():
        for image in elements(root, "img"):
            alt = image.get("alt")
            decoration = image.get("role") in {"presentation", "none"}
            if alt is None or (not alt.strip() and not decoration):
                yield Fault(
                    "A picture has no words that say what it shows.",
                    place=book.place(path, image),
                    quote=image.get("src", ""),
                )
            elif alt.strip() and decoration:
                yield Fault(
                    "A picture is called decoration and has words.",
                    place=book.place(path, image),
                    quote=alt,
                )


def _identifiers(book: Book) -> Iterator[Fault]:
    for path, root in book.pages.items():
        names = Counter(name for element in root.iter() if (name := element.get("id")))
        for name, times in names.items():
            if times > 1:
                yield Fault(f"{times} elements are called “{name}”.", place=book.place(path))


def _references(book: Book) -> Iterator[Fault]:
    for path, root in book.pages.items():
        for element in root.iter():
            for name in ("href", "src"):
                reference = element.get(name)
                if reference is None or (_OUTSIDE.match(reference) and element.tag == f"{HTML}a"):
                    continue
                target, fragment = book.target(reference, page=path)
                missing = target not in book.files or (
                    fragment and fragment not in book.ids.get(target, {})
                )
                if missing:
                    yield Fault(
                        f"“{reference}” leads to nothing in the book.",
                        place=book.place(path, element),
                        quote=text_of(element),
                    )


def _headings(book: Book) -> Iterator[Fault]:
    for path, root in book.pages.items():
        level = 0
        for heading in elements(root, *_HEADINGS):
            now = int(heading.tag[-1])
            if now > level + 1:
                yield Fault(
                    f"A heading of level {now} follows one of level {level}.",
                    place=book.place(path, heading),
                    quote=text_of(heading),
                )
            if not text_of(heading):
                yield Fault("A heading has no words.", place=book.place(path, heading))
            level = now


def _tables(book: Book) -> Iterator[Fault]:
    for path, root in book.pages.items():
        for table in elements(root, "table"):
            headers = list(elements(table, "th"))
            if not headers:
                yield Fault(
                    "A table has no headers.",
                    place=book.place(path, table),
                    quote=text_of(table)[:60],
                )
            for header in headers:
                if not text_of(header) or header.get("scope") not in {"col", "row"}:
                    yield Fault(
                        "A header of a table has no words, or heads nothing.",
                        place=book.place(path, header),
                        quote=text_of(header),
                    )


def _contents(book: Book) -> Iterator[Fault]:
    navigation = book.navigation
    if navigation is None:
        yield Fault("There is no list of contents.", place=book.place(book.package_path))
        return
    navs = {nav.get(TYPE, ""): nav for nav in elements(book.pages[navigation.path], "nav")}
    for kind, name in (("toc", "list of contents"), ("landmarks", "list of landmarks")):
        if kind not in navs:
            yield Fault(f"There is no {name}.", place=book.place(navigation.path))
    if "toc" not in navs:
        return
    listed = {
        book.target(link.get("href", ""), page=navigation.path)
        for link in elements(navs["toc"], "a")
    }
    for path, root in book.pages.items():
        if path == navigation.path:
            continue
        for heading in elements(root, *_HEADINGS):
            if heading.tag != f"{HTML}h1" and not _in_chapter(heading):
                continue
            name = "" if heading.tag == f"{HTML}h1" else heading.get("id", "")
            if (path, name) not in listed:
                yield Fault(
                    "A heading is not in the list of contents.",
                    place=book.place(path, heading),
                    quote=text_of(heading),
                )


def _in_chapter(element: Element) -> bool:
    return any(parent.get(TYPE) == "chapter" for parent in element.iterancestors())


def _notes(book: Book) -> Iterator[Fault]:
    for path, root in book.pages.items():
        links = [(link.get("role"), link) for link in elements(root, "a")]
        marks = [link for role, link in links if role == "doc-noteref"]
        pointed = {mark.get("href", "") for mark in marks}
        backs = {
            f"#{item.get('id')}": back
            for role, back in links
            if role == "doc-backlink"
            for item in back.iterancestors(f"{HTML}li")
        }
        for mark in marks:
            if mark.get("href", "") not in backs:
                yield Fault(
                    "A note has no way back to the text.",
                    place=book.place(path, mark),
                    quote=text_of(mark),
                )
        for name, back in backs.items():
            if name not in pointed:
                yield Fault(
                    "Nothing in the text points to a note.",
                    place=book.place(path, back),
                    quote=text_of(back),
                )


def _nothing_active(book: Book) -> Iterator[Fault]:
    for path, root in book.pages.items():
        for element in root.iter(*(f"{HTML}{name}" for name in _BANNED)):
            yield Fault("The page holds something active.", place=book.place(path, element))
        for element in root.iter():
            for name in element.attrib:
                if str(name).startswith("on"):
                    yield Fault(
                        "An element has a script.", place=book.place(path, element), quote=str(name)
                    )


RULES: tuple[Rule[Book], ...] = (
    Rule(
        "epub-archive",
        "The archive begins as readers expect.",
        "EPUB 3.3, OCF: the mimetype file",
        _archive,
    ),
    Rule(
        "epub-language",
        "The book and each page say which language they are in.",
        "EPUB 3.3, xml:lang; WCAG 2.2 3.1.1, 3.1.2",
        _languages,
    ),
    Rule("epub-title", "The book and each page have a title.", "WCAG 2.2 2.4.2", _titles),
    Rule(
        "epub-alt",
        "Each picture has words, or is marked as decoration.",
        "WCAG 2.2 1.1.1",
        _alternatives,
        "Write what the picture shows, in the post.",
    ),
    Rule("epub-ids", "No two elements of a page share an id.", "XML 1.0, ID", _identifiers),
    Rule(
        "epub-references",
        "Links and pictures lead to something in the book.",
        "EPUB 3.3, publication resources",
        _references,
    ),
    Rule("epub-headings", "Headings skip no level.", "WCAG 2.2 1.3.1, technique G141", _headings),
    Rule(
        "epub-tables",
        "Each table has headers, each with words and a row or column it heads.",
        "WCAG 2.2 1.3.1, technique H63",
        _tables,
    ),
    Rule(
        "epub-contents",
        "The list of contents names each heading, and there are landmarks.",
        "EPUB 3.3, navigation documents; WCAG 2.2 2.4.5",
        _contents,
    ),
    Rule("epub-notes", "Each note is pointed at and leads back.", "WCAG 2.2 2.4.3", _notes),
    Rule(
        "epub-active",
        "Nothing in the book runs or asks for input.",
        "a source is never trusted",
        _nothing_active,
    ),
)
