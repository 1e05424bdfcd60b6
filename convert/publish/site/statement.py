"""The accessibility statement: what there is, what is not good enough yet, how to tell us.

Every number in it is counted from the manifest or the history; it claims nothing that was not made
or not checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from convert.days import day
from convert.edition import Artifact, EasyReadStatus
from convert.manifest import File, Manifest, PostEntry
from convert.pages.page import Page, render
from convert.pages.words import linked
from convert.pages.xhtml import Child, Element, element
from convert.plain.readability.model import Band
from convert.publish import listing
from convert.publish.site import checked, formats_log
from convert.review.history import History

PATH = "accessibility.html"
TESTED = (
    "Its tests ask other programs to look for faults: axe and the Nu Html Checker on pages, "
    "EPUBCheck and Ace on e-books."
)
AIM = "the Web Content Accessibility Guidelines (WCAG) 2.2, level AA"


def artifact(manifest: Manifest, past: History) -> Artifact:
    """`accessibility.html`."""
    page = Page(
        title="Accessibility",
        main=tuple(_main(manifest, past)),
        publication=manifest.publication,
        path=PATH,
        lang=manifest.publication.language,
        styles=("prose.css",),
    )
    return Artifact(
        path=PATH, data=render(page), media_type="text/html", title="Accessibility statement"
    )


def _main(manifest: Manifest, past: History) -> list[Child]:
    posts = listing.posts(manifest)
    return [
        element("h1", "Accessibility"),
        element("p", "We want everybody to be able to read what is here."),
        element("p", f"We build these pages to meet {AIM}."),
        element("h2", "What you can do"),
        element(
            "ul",
            element("li", "You can make the text larger and change the colours, on every page."),
            element("li", "You can use every page with a keyboard, or with a screen reader."),
            element("li", "You can hear a post sentence by sentence, and stop after each one.")
            if any(listing.reads_along(entry, manifest) for entry in posts)
            else None,
            element("li", "You can read the pages without scripts, and from a folder on a disk."),
            element("li", "You can print every page."),
        ),
        *_counts(posts, manifest),
        *_lacks(posts, manifest),
        element("h2", "How it is checked"),
        element("p", f"{manifest.made_by} made these pages. {TESTED}"),
        *(checked.said(manifest, past) if posts else ()),
        element("p", "A program cannot tell whether a page is good for you. People can."),
        _log(manifest),
        *_tell_us(manifest),
        element("p", f"The newest post here is from {day(manifest.updated())}.", class_="quiet")
        if posts
        else None,
    ]


def _log(manifest: Manifest) -> Element | None:
    """The way to the formats log, where there is one."""
    if not any(file.path == formats_log.PATH for file in manifest.files):
        return None
    link = element("a", "in which ways people can have each post", href=formats_log.PATH)
    return element("p", "Our formats log shows ", link, ", since when, and how it was checked.")


# ---------------------------------------------------------------- what there is


def _counts(posts: Sequence[PostEntry], manifest: Manifest) -> list[Element]:
    """How many posts come in each way, as a table."""
    kinds = Counter(words for entry in posts for words in _kinds(entry, manifest))
    if not kinds:
        return []
    rows = [
        element("tr", element("th", words, scope="row"), element("td", f"{count} of {len(posts)}"))
        for words, count in sorted(kinds.items(), key=lambda kind: ": " in kind[0])
    ]
    head = element("tr", element("th", "Way", scope="col"), element("th", "Posts", scope="col"))
    return [
        element("h2", "How many posts come in each way", id="page-ways"),
        element("table", element("thead", head), element("tbody", *rows)),
    ]


def _kinds(entry: PostEntry, manifest: Manifest) -> list[str]:
    """The kinds of file that a post has, each once."""
    return list(dict.fromkeys(_kind(file, entry) for file in listing.downloads(entry, manifest)))


def _kind(file: File, entry: PostEntry) -> str:
    kind = listing.KINDS[file.media_type]
    if not listing.is_easy_read(file, entry):
        return kind
    checked = entry.easy_read is EasyReadStatus.SIGNED
    return f"Easy Read, {'checked by people' if checked else 'not checked yet'}: {kind}"


# ---------------------------------------------------------------- what is not good enough


def _lacks(posts: Sequence[PostEntry], manifest: Manifest) -> list[Element]:
    """What is known to be hard or missing, each with the posts it is about."""
    lacks = (
        ("No Easy Read", [one for one in posts if not listing.easy_page(one, manifest)]),
        (
            "Easy Read that no one has checked yet",
            [
                one
                for one in posts
                if one.easy_read is EasyReadStatus.DRAFT and listing.easy_page(one, manifest)
            ],
        ),
        ("Hard to read", [one for one in posts if one.band == Band.HARD]),
        ("Not scored, because we cannot score the language", [p for p in posts if not p.band]),
        ("No sound", [one for one in posts if not listing.has_sound(one, manifest)]),
    )
    found = [(words, entries) for words, entries in lacks if entries]
    spoken = any(listing.has_sound(entry, manifest) for entry in posts)
    if not found and not spoken:
        return []
    voice = "The sound is a computer voice. It may say some names wrongly."
    return [
        element("h2", "What is not good enough yet"),
        element(
            "ul",
            element("li", voice) if spoken else None,
            *(element("li", f"{words}: ", *_named(entries)) for words, entries in found),
        ),
    ]


MOST_NAMED = 5
"""Posts named one by one; a longer list tells nobody anything."""


def _named(entries: Sequence[PostEntry]) -> list[Child]:
    if len(entries) > MOST_NAMED:
        return [f"{len(entries)} posts."]
    made: list[Child] = []
    for entry in entries:
        if made:
            made.append(", ")
        page = listing.web_page(entry)
        title = entry.meta.title
        made.append(element("a", title, href=page.path) if page else title)
    return [*made, "."]


# ---------------------------------------------------------------- how to tell us


def _tell_us(manifest: Manifest) -> list[Element]:
    publication = manifest.publication
    made: list[Element] = []
    if publication.contact:
        made.append(element("h2", "Tell us what is hard"))
        made.append(element("p", "Was something hard to read, hear or use? Please tell us."))
        made.append(element("p", "You can also ask us for a post in another way."))
        made.append(element("p", *linked(publication.contact)))
    if publication.accessibility_statement:
        link = element(
            "a", "our full accessibility statement", href=publication.accessibility_statement
        )
        made.append(element("p", "You can also read ", link, "."))
    return made
