"""The accessibility statement: what was made, what was checked and by what, how to complain."""

from __future__ import annotations

from convert.edition import Artifact
from convert.manifest import Manifest
from convert.page import Page, linked, render
from convert.site import listing
from convert.xhtml import Child, element

PATH = "accessibility.html"


def artifact(manifest: Manifest) -> Artifact:
    """`accessibility.html`."""
    publication = manifest.publication
    page = Page(
        title="Accessibility",
        main=tuple(_main(manifest)),
        publication=publication,
        lang=publication.language,
    )
    return Artifact(
        path=PATH, data=render(page), media_type="text/html", title="Accessibility statement"
    )


def _main(manifest: Manifest) -> list[Child]:
    publication = manifest.publication
    posts = listing.posts(manifest)
    count = "1 post" if len(posts) == 1 else f"{len(posts)} posts"
    easy = [entry for entry in posts if listing.may_list_easy_read(entry, manifest)]
    spoken = [entry for entry in posts if entry.voice]
    made: list[Child] = [
        element("h1", "Accessibility"),
        element("p", f"This site has {count}. We want everybody to be able to read them."),
        element(
            "ul",
            element("li", "You can change the text size and the colours on every page."),
            element("li", "You can use every page with a keyboard."),
            element("li", "The pages work without scripts, and from a folder on your computer."),
            element("li", f"{len(spoken)} of {count} have sound, read by a computer voice."),
            element("li", f"{len(easy)} of {count} have Easy Read."),
        ),
    ]
    if publication.contact:
        made.append(element("h2", "Tell us what is hard"))
        made.append(element("p", *linked(publication.contact)))
    if publication.accessibility_statement:
        link = element("a", "our full statement", href=publication.accessibility_statement)
        made.append(element("p", "You can also read ", link, "."))
    return made
