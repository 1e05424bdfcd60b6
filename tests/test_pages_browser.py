"""The pages in a real browser: the keyboard, narrow screens, reading along, finding posts."""

from __future__ import annotations

import functools
import statistics
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest

from convert.document import Document, Figure
from tests import pages
from tests.tools import checker, chromium

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = [pytest.mark.external, pytest.mark.xdist_group("browser")]

POST = "posts/kitchen-sink/index.html"
EASY = "posts/kitchen-sink/kitchen-sink-easy-read.html"
PAGES = (
    *("index.html", "easy-read.html", "accessibility.html", "formats-log.html", "poster.html"),
    *(POST, EASY),
)
VIEWS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "forced colours": {"forced_colors": "active"},
}
LATE = 0.15
"""Seconds by which the mark may be off the sound."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=str(chromium()),
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    pages.write_site(made)
    return made


class Visit:
    """A page opened from a folder on disk, with what went wrong while it was open."""

    def __init__(self, browser: Any, place: Path, **view: Any) -> None:
        self.context = browser.new_context(**view)
        self.page = self.context.new_page()
        self.problems: list[str] = []
        self.page.on("console", lambda said: self.problems.append(said.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.goto(place.as_uri())

    def _failed(self, request: Any) -> None:
        # A browser breaks off a sound's request once it knows how long the sound is.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.url}: {request.failure}")

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.problems == []


class QuietHandler(SimpleHTTPRequestHandler):
    """Python's own server, without its log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("style", ["", "html { font-size: 200% !important }"])
def test_no_page_scrolls_sideways(browser: Any, folder: Path, path: str, style: str) -> None:
    """WCAG 1.4.10 at 320 pixels, and 1.4.4 at twice the text size."""
    with Visit(
        browser,
        folder / path,
        bypass_csp=True,
        viewport={"width": 640 if style else 320, "height": 640},
    ) as page:
        page.add_style_tag(content=style or "html {}")
        over = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    assert over <= 1


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_written_from_the_right_does_not_scroll_sideways(
    browser: Any, tmp_path: Path, width: int
) -> None:
    meta = msgspec.structs.replace(pages.edition().document.meta, lang="ar")
    document = msgspec.structs.replace(pages.edition().document, meta=meta)
    place = tmp_path / "index.html"
    place.write_bytes(pages.post_page(pages.bare(document_without_pictures(document))))

    with Visit(browser, place, viewport={"width": width, "height": 640}) as page:
        over = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    assert over <= 1


def document_without_pictures(document: Document) -> Document:
    words = tuple(block for block in document.blocks if not isinstance(block, Figure))
    return msgspec.structs.replace(document, blocks=words)


@pytest.mark.parametrize("path", PAGES)
def test_text_is_large_upright_and_set_from_the_side(browser: Any, folder: Path, path: str) -> None:
    least = 20 if "easy-read" in path else 16
    script = """least => [...document.querySelectorAll("body *")].filter(node => {
      const own = [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim());
      const style = getComputedStyle(node);
      return own && node.checkVisibility() && !["SCRIPT", "OPTION"].includes(node.tagName)
        && (parseFloat(style.fontSize) < least || style.fontStyle !== "normal"
          || style.textTransform !== "none" || style.textAlign === "justify");
    }).map(node => node.outerHTML.slice(0, 80))"""
    with Visit(browser, folder / path) as page:
        wrong = page.evaluate(script, least)

    assert wrong == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("view", ["desktop", "forced colours"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Any, folder: Path, path: str, view: str
) -> None:
    with Visit(browser, folder / path, **VIEWS[view]) as page:
        wanted = page.evaluate(
            """() => [...document.querySelectorAll("a, button, select, summary, input, [tabindex='0']")]
              .filter(node => node.checkVisibility() && !(node.type === "radio" && !node.checked))
              .map((node, index) => node.dataset.number = index).length"""
        )
        reached = []
        for _ in range(wanted + 12):
            page.keyboard.press("Tab")
            at = page.evaluate(
                """() => { const node = document.activeElement, style = getComputedStyle(node);
                  return [node.dataset.number ?? null, node.tagName, style.outlineStyle,
                    parseFloat(style.outlineWidth)]; }"""
            )
            if at[0] is not None:
                reached.append(int(at[0]))
                assert at[2] != "none", at
                assert at[3] >= 2, at

    once = list(dict.fromkeys(reached))
    assert sorted(once) == list(range(wanted))
    assert once == sorted(once), "in the order of the page"


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_all_words_are_there(browser: Any, folder: Path, path: str) -> None:
    with Visit(browser, folder / path, java_script_enabled=False) as page:
        dead = page.locator("main button:visible, main select:visible, .choices:visible").count()
        heading = page.locator("h1").is_visible()
        sound = page.locator("audio:visible").count()

    assert dead == 0
    assert heading
    assert sound == (1 if "/" in path else 0)


# ---------------------------------------------------------------- reading along


SPOKEN = """() => document.querySelector(".now")?.id ?? null"""
AUDIO = """() => { const audio = document.querySelector("audio");
  return { time: audio.currentTime, paused: audio.paused, rate: audio.playbackRate }; }"""


def clips(page: Any) -> list[tuple[str, float, float]]:
    return [
        (name, start, end)
        for name, start, end in page.evaluate(
            "() => JSON.parse(document.getElementById('page-clips').textContent)"
        )
    ]


def click(page: Any, name: str) -> None:
    """Click on the first words of a sentence, which may begin in the middle of a line."""
    page.locator(f"[id='{name}']").scroll_into_view_if_needed()
    x, y = page.evaluate(
        "id => { const box = document.getElementById(id).getClientRects()[0];"
        " return [box.x + 5, box.y + box.height / 2]; }",
        name,
    )
    page.mouse.click(x, y)


def paused(page: Any) -> None:
    page.wait_for_function("() => document.querySelector('audio').paused", timeout=10_000)


@pytest.mark.parametrize("path", [POST, EASY])
def test_the_mark_keeps_up_with_the_sound(browser: Any, folder: Path, path: str) -> None:
    watch = """() => {
      const audio = document.querySelector("audio");
      window.seen = [];
      const look = () => {
        const id = document.querySelector(".now")?.id;
        if (id && seen.at(-1)?.[0] !== id) seen.push([id, audio.currentTime]);
        if (!audio.ended) requestAnimationFrame(look);
      };
      look();
    }"""
    with Visit(browser, folder / path) as page:
        expected = clips(page)
        page.evaluate(watch)
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_function("() => seen.length > 7", timeout=20_000)
        page.get_by_role("button", name="Pause", exact=True).click()
        seen = page.evaluate("() => seen")

    starts = {name: start for name, start, _ in expected}
    assert [name for name, _ in seen] == [name for name, _, _ in expected[: len(seen)]]
    # The middle one: a busy machine draws a frame late now and then, whatever the page does.
    assert statistics.median(abs(time - starts[name]) for name, time in seen[1:]) <= LATE


def test_a_click_on_a_sentence_plays_it_and_another_stops_it(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / POST) as page:
        name, start, _ = clips(page)[6]

        click(page, name)
        page.wait_for_function(f"() => document.querySelector('audio').currentTime > {start}")
        playing = page.evaluate(AUDIO)
        click(page, page.evaluate(SPOKEN))
        paused(page)

    assert start <= playing["time"] <= start + 0.4


def test_a_server_that_cannot_send_parts_is_no_hindrance(browser: Any, folder: Path) -> None:
    """Python's own server knows no ranges, so a browser cannot seek in what it sends."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/{POST}")
        page.wait_for_function("() => document.querySelector('audio').readyState > 0")
        name, start, _ = clips(page)[12]

        click(page, name)
        page.wait_for_function(f"() => document.querySelector('audio').currentTime > {start}")
        now = page.evaluate(SPOKEN)

        context.close()
        server.shutdown()

    assert now == name


def test_a_link_in_a_sentence_is_still_a_link(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / POST) as page:
        page.locator("[role=doc-noteref]").first.click()
        page.wait_for_url("**#note-1")

        assert page.evaluate(AUDIO)["paused"]


def test_sentences_are_chosen_with_arrows_and_heard_with_enter(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / POST) as page:
        first, second, third = (name for name, _, _ in clips(page)[:3])
        focused = "() => document.activeElement.id"
        page.locator(f"[id='{first}']").focus()

        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        after_two = page.evaluate(focused)
        page.keyboard.press("ArrowLeft")
        after_back = page.evaluate(focused)
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => document.querySelector('.now')?.id === '{second}'")
        page.keyboard.press("Escape")
        paused(page)

    assert (after_two, after_back) == (third, second)


def test_it_can_stop_after_each_sentence_and_go_on(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / POST) as page:
        expected = clips(page)
        page.get_by_label("Stop after each sentence").check()
        stops = []
        for _ in range(3):
            page.get_by_role("button", name="Play", exact=True).click()
            page.wait_for_function("() => !document.querySelector('audio').paused")
            paused(page)
            stops.append((page.evaluate(SPOKEN), page.evaluate(AUDIO)["time"]))

    assert [name for name, _ in stops] == [name for name, _, _ in expected[:3]]
    assert all(
        abs(time - end) <= LATE for (_, time), (_, _, end) in zip(stops, expected, strict=False)
    )


def test_back_and_next_go_by_sentences(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / POST) as page:
        names = [name for name, _, _ in clips(page)]
        page.get_by_label("Stop after each sentence").check()
        heard = []
        for button in ("Next sentence", "Next sentence", "Next sentence", "Back one sentence"):
            page.get_by_role("button", name=button).click()
            paused(page)
            heard.append(page.evaluate(SPOKEN))

    assert heard == [names[0], names[1], names[2], names[1]]


def test_speed_is_the_readers_choice(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / POST) as page:
        page.get_by_label("Speed").select_option(label="Slow")
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_function("() => document.querySelector('audio').currentTime > 0.1")

        assert page.evaluate(AUDIO)["rate"] == pytest.approx(0.8)


def test_a_line_of_easy_read_plays_alone(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / EASY) as page:
        end = next(end for name, _, end in clips(page) if name == "er-s2")
        button = page.get_by_role("button", name="Listen: People could not wash their …")

        button.click()
        page.wait_for_function(
            "() => document.querySelector('[data-clip=er-s2]').ariaPressed === 'true'"
        )
        paused(page)

        assert page.evaluate(SPOKEN) == "er-s2"
        assert abs(page.evaluate(AUDIO)["time"] - end) <= LATE
        assert button.get_attribute("aria-pressed") == "false"


def test_a_sound_that_cannot_be_played_is_said(browser: Any, folder: Path, tmp_path: Path) -> None:
    lonely = tmp_path / "index.html"
    lonely.write_bytes((folder / POST).read_bytes())
    visit = Visit(browser, lonely)
    page = visit.page

    page.get_by_text("The sound cannot be played here.").wait_for()

    visit.context.close()


# ---------------------------------------------------------------- the reader's choices


def test_text_size_and_colours_stay_from_page_to_page(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / EASY) as page:
        page.get_by_label("Larger").check()
        page.get_by_label("Yellow on black").check()
        page.goto((folder / "index.html").as_uri())
        kept = page.evaluate("() => ({...document.documentElement.dataset})")
        size, colour = page.evaluate(
            """() => [getComputedStyle(document.documentElement).fontSize,
              getComputedStyle(document.body).color]"""
        )

    assert kept == {"text": "larger", "colours": "yellow"}
    assert float(size.removesuffix("px")) == pytest.approx(16 * 1.6)
    assert colour == "rgb(255, 239, 92)"


@pytest.mark.parametrize("colours", ["light", "blue", "dark", "yellow"])
def test_every_choice_of_colours_has_contrast(browser: Any, folder: Path, colours: str) -> None:
    with Visit(browser, folder / EASY, bypass_csp=True) as page:
        page.evaluate(f"() => document.documentElement.dataset.colours = '{colours}'")
        page.evaluate(checker("axe-core/axe.min.js").read_text("utf-8"))
        found = page.evaluate(
            "options => axe.run(document, options)",
            {"runOnly": ["color-contrast", "color-contrast-enhanced"]},
        )

    assert found["passes"]
    assert [one["nodes"][0]["html"] for one in found["violations"]] == []


# ---------------------------------------------------------------- finding a post


def shown(page: Any) -> list[str]:
    return [str(one) for one in page.locator(".posts h2:visible").all_inner_texts()]


def test_posts_are_found_by_words_and_by_format(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "index.html") as page:
        everything = shown(page)
        page.get_by_label("Find a post").fill("GARDEN")
        by_word = shown(page)
        page.get_by_label("Find a post").fill("nothing like it")
        none = page.get_by_text("No post fits").is_visible()
        page.get_by_label("Find a post").fill("")
        page.get_by_label("Large print").check()
        by_format = shown(page)
        count = page.get_by_role("status").inner_text()

    assert everything == [
        "The garden",
        "A post with everything in it: the kitchen sink",
        "The letters",
    ]
    assert by_word == ["The garden"]
    assert none
    assert by_format == ["The garden"]
    assert count == "1 post"


def test_the_whole_way_by_keyboard(browser: Any, folder: Path) -> None:
    """Find a post, filter, open its Easy Read, play a line, go on to the e-book."""
    with Visit(browser, folder / "index.html", accept_downloads=True) as page:

        def tab_to(name: str) -> None:
            for _ in range(60):
                page.keyboard.press("Tab")
                label = page.evaluate(
                    """() => { const node = document.activeElement;
                      return node.ariaLabel || node.labels?.[0]?.textContent || node.textContent; }"""
                )
                if name in label:
                    return
            pytest.fail(f"Tab does not reach {name}")

        tab_to("Find a post")
        page.keyboard.type("kitchen")
        tab_to("Easy Read")
        page.keyboard.press("Space")
        tab_to("Easy Read, draft (web page)")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{EASY}")
        tab_to("Listen: The sink did not work.")
        page.keyboard.press("Enter")
        page.wait_for_function("() => !document.querySelector('audio').paused")
        paused(page)
        heard = page.evaluate(SPOKEN)
        tab_to("Read the full story")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{POST}")
        tab_to("E-book (EPUB)")
        with page.expect_download() as download:
            page.keyboard.press("Enter")

        assert heard == "er-s1"
        assert download.value.suggested_filename == "kitchen-sink.epub"
