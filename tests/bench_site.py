"""What a large publication costs: site, feeds and packs of a thousand posts, opening their list.

usage: python -m tests.bench_site [POSTS]

Prints processor time and bytes of making the pages and feeds and peak memory, what it costs to
find that no pack has changed and to write the pack of all posts, then how long a browser takes to
show the list and to find posts by a word, where there is a browser.
"""

from __future__ import annotations

import importlib.util
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from convert.edition import Artifact
from convert.jobs.output import Shelving
from convert.manifest import Manifest
from convert.publish import feeds, packs, site
from convert.publish.site import formats_log
from tests import pages

POSTS = 1000
BASE = "https://example.org/"
TIMING = """async () => {
  const loaded = performance.getEntriesByType("navigation")[0].loadEventEnd;
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;
  const find = document.getElementById("page-find");
  const before = performance.now();
  find.value = "post-77";
  find.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return [painted, loaded, performance.now() - before];
}"""


def publication(count: int) -> Manifest:
    """A publication of so many posts in every format."""
    entries = [
        msgspec.structs.replace(
            entry, files=tuple(file for file in entry.files if not file.path.endswith(".epub"))
        )
        for entry in (pages.entry(f"post-{number}") for number in range(count))
    ]
    online = msgspec.structs.replace(pages.PUBLICATION, base_url=BASE)
    return pages.manifest(*entries, publication=online)


def made(manifest: Manifest) -> dict[str, list[Artifact]]:
    """Site and feeds, made and timed."""
    parts = {}
    for name, publish in (
        ("site", site.publish),
        ("feeds", feeds.publish),
        ("log", formats_log.publish),
    ):
        before = time.process_time()
        parts[name] = list(publish(manifest, lambda _: b""))
        spent = time.process_time() - before
        size = sum(len(artifact.data) for artifact in parts[name]) / 1e6
        print(f"{name}: {spent:.2f} s of processor time, {size:.1f} MB")
    print(f"memory at most: {_peak():.0f} MB")
    return parts


def packed(manifest: Manifest, folder: Path) -> None:
    """Packs: finding that nothing has changed, then writing the one of all posts."""
    before = time.process_time()
    *_, everything = packs.publish(manifest, lambda file: bytes(file.bytes))
    print(f"packs: {time.process_time() - before:.2f} s to find that nothing has changed")
    before = time.process_time()
    with Shelving(folder) as shelving:
        size, _ = shelving.put_bundle(everything)
    spent = time.process_time() - before
    print(f"packs: {spent:.2f} s to write the one of all posts, {size / 1e6:.1f} MB")
    print(f"memory at most: {_peak():.0f} MB")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def opened(folder: Path) -> None:
    """How long the list takes in a browser."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if importlib.util.find_spec("playwright") is None or chromium is None:
        print("browser: not run, there is none")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        painted, loaded, found = (float(value) for value in _timings(page))
        browser.close()
    print(f"browser: first words after {painted:.0f} ms, loaded after {loaded:.0f} ms,")
    print(f"         posts found in {found:.0f} ms")


def _timings(page: Any) -> list[Any]:
    timings: list[Any] = page.evaluate(TIMING)
    return timings


def main() -> None:
    """Measure, and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else POSTS
    print(f"{count} posts")
    parts = made(publication(count))
    with tempfile.TemporaryDirectory() as folder:
        packed(publication(count), Path(folder))
        pages.write(Path(folder), parts["site"])
        opened(Path(folder))


if __name__ == "__main__":
    main()
