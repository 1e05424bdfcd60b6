"""Building: what is touched and what is not, what is refused, and that nothing is torn."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from convert.build import Step, build
from convert.commands import console
from convert.errors import BadArguments, MissingTool, NothingBuilt
from convert.findings import UNSPEAKABLE
from convert.jobs import output, pool, running
from convert.jobs.plan import Request
from convert.manifest import Manifest
from tests import pages

pytestmark = pytest.mark.voice

LEAST_COSTLY = ("web", "epub", "audio")
WEB = ("web",)


class Workplace:
    """A publication of two short posts in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "sources"
        self.dist = folder / "dist"
        self.cache = folder / "cache"
        self.steps: list[Step] = []
        self.warnings: list[str] = []
        self.sources.mkdir()
        (self.sources / "publication.toml").write_text('id = "test"\nvoice = "espeak"\n')
        self.write("first", "The first post", "It is short. It has two sentences.")
        self.write(
            "second", "The second post", "Tea is at four. Cake is at five.\n\n## After\n\nHome."
        )

    def write(self, slug: str, title: str, body: str) -> None:
        """Write or change a post."""
        (self.sources / slug).mkdir(exist_ok=True)
        text = f"---\ntitle: {title}\ndate: 2024-05-01\n---\n\n{body}\n"
        (self.sources / slug / "post.md").write_text(text, encoding="utf-8")

    def build(self, *formats: str, slugs: tuple[str, ...] = ()) -> Manifest:
        """Build here, and note each step."""
        self.steps = []
        request = Request(self.sources, self.dist, self.cache, slugs, formats)
        return build(request, lambda _: running.Here(), self.steps.append, self.warnings.append)

    def state(self) -> dict[str, tuple[int, bytes]]:
        """Every file in dist, with when it was written and what it holds."""
        return {
            path.relative_to(self.dist).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(self.dist.rglob("*"))
            if path.is_file()
        }

    def spoken(self) -> set[str]:
        """What has been spoken so far, by its place in the cache."""
        return {path.name for path in (self.cache / "speech").rglob("*") if path.is_file()}


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """Two posts that have not been built."""
    return Workplace(tmp_path)


def test_every_file_in_dist_is_in_the_manifest_with_its_hash(place: Workplace) -> None:
    made = place.build()

    named = {file.path: file for file in made.all_files()}
    there = set(place.state()) - {"manifest.json"}

    assert set(named) == there
    assert all(output.read(place.dist, file) is not None for file in named.values())
    assert made == output.load(place.dist)


def test_nothing_changed_touches_nothing_and_loads_nothing_heavy(place: Workplace) -> None:
    place.build(*WEB)
    before = place.state()
    heavy = (
        "textstat",
        "numpy",
        "docx",
        "av",
        "lxml",
        "PIL",
        "yaml",
        "wordfreq",
        "rich",
        "ebooklib",
    )
    script = (
        "import sys; from convert.__main__ import cli;"
        f"cli.main(['build', '--format', 'web', '--sources', {str(place.sources)!r},"
        f" '--dist', {str(place.dist)!r}, '--cache', {str(place.cache)!r}], standalone_mode=False)"
    )
    watch = f"\nprint('loaded:', sorted(set({heavy!r}) & set(sys.modules)))"

    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys\ntry:\n    exec({script!r})\nexcept SystemExit: pass{watch}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "loaded: []" in run.stdout
    assert before == place.state()


def test_posts_with_the_most_words_are_begun_first_however_large_their_pictures(
    place: Workplace,
) -> None:
    place.write("first", "The first post", "Tea.")
    (place.sources / "first" / "not-used.png").write_bytes(bytes(100_000))
    place.write("third", "The third post", "Tea is at four. " * 20)

    place.build("report")

    assert [step.slug for step in place.steps] == ["third", "second", "first"]


def test_one_changed_sentence_touches_its_post_and_what_lists_it(place: Workplace) -> None:
    place.build(*LEAST_COSTLY)
    before, spoken = place.state(), place.spoken()

    place.write(
        "second", "The second post", "Tea is at three. Cake is at five.\n\n## After\n\nHome."
    )
    place.build(*LEAST_COSTLY)

    after = place.state()
    touched = {name for name in after if before.get(name) != after[name]}
    assert [step.slug for step in place.steps] == ["second"]
    assert not [name for name in touched if name.startswith("posts/first/")]
    assert "posts/second/second.epub" in touched
    packs = {name for name in touched if name.startswith("packs/")}
    assert packs == {"packs/second.zip", "packs/test.zip"}
    assert len(place.spoken() - spoken) == 1


def test_a_changed_sentence_is_spoken_once_at_each_pace_that_is_asked_for(
    place: Workplace,
) -> None:
    place.build("audio", "easy-read")
    spoken = place.spoken()

    place.write(
        "second", "The second post", "Tea is at three. Cake is at five.\n\n## After\n\nHome."
    )
    place.build("audio", "easy-read")

    # At the usual pace, and at the slow pace of Easy Read.
    assert len(place.spoken() - spoken) == 2


def test_the_talking_book_is_made_where_it_is_asked_for(place: Workplace) -> None:
    place.build("audio")
    before = place.state()
    place.build("talking-book")
    after = place.state()

    assert "collection/test.m4b" not in before
    assert "collection/test.m4b" in after
    own = [name for name in before if name.startswith("posts/")]
    assert {name: after[name] for name in own} == {name: before[name] for name in own}


def test_a_new_address_touches_only_what_names_it(place: Workplace) -> None:
    place.build(*LEAST_COSTLY)
    before = place.state()

    settings = place.sources / "publication.toml"
    settings.write_text(settings.read_text() + 'base_url = "https://example.org/"\n')
    place.build(*LEAST_COSTLY)

    after = place.state()
    touched = {name for name in after if name in before and before[name] != after[name]}
    of_posts = {Path(name).suffix for name in touched if name.startswith("posts/")}
    # The recording says the address at its end, so that its parts last a little longer.
    assert of_posts == {".mp3", ".vtt", ".json"}
    assert {name for name in after if name.startswith("feeds/")} >= {
        *("feeds/podcast.xml", "feeds/opds.xml", "feeds/opds.json", "feeds/posts.xml")
    }


@pytest.mark.parametrize(("address", "times"), [("", 1), ("https://example.org/", 0)])
def test_a_build_says_once_that_there_are_no_feeds(
    address: str, times: int, tmp_path: Path
) -> None:
    online = msgspec.structs.replace(pages.PUBLICATION, base_url=address)

    lines = console.built(pages.manifest(pages.entry("one"), publication=online), tmp_path)

    assert "\n".join(lines).count("No feeds") == times


def test_an_edit_that_is_undone_gives_the_same_bytes(place: Workplace) -> None:
    first = place.build(*LEAST_COSTLY)
    before = {name: data for name, (_, data) in place.state().items()}

    place.write("first", "The first post", "Something else.")
    place.build(*LEAST_COSTLY)
    place.write("first", "The first post", "It is short. It has two sentences.")
    again = place.build(*LEAST_COSTLY)

    assert first == again
    assert before == {name: data for name, (_, data) in place.state().items()}


def test_two_places_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        place = Workplace(tmp_path / name)
        place.build()
        made.append({path: data for path, (_, data) in place.state().items()})

    assert set(made[0]) == set(made[1])
    assert [path for path in made[0] if made[0][path] != made[1][path]] == []


def test_outputs_hold_no_path_of_the_machine(place: Workplace) -> None:
    place.build()

    folder = str(place.sources.parent).encode()
    assert [name for name, (_, data) in place.state().items() if folder in data] == []


def test_a_post_that_is_gone_takes_its_files_along(place: Workplace) -> None:
    place.build(*WEB)

    shutil.rmtree(place.sources / "first")
    made = place.build(*WEB)

    assert list(made.posts) == ["second"]
    assert not [name for name in place.state() if name.startswith("posts/first")]


def test_a_broken_post_is_refused_by_line_and_the_others_are_built(place: Workplace) -> None:
    place.build(*WEB)
    good = place.state()["posts/first/index.html"]
    (place.sources / "first" / "post.md").write_text("---\ntitle: a: b\n---\nText.")
    place.write("third", "A third", "New.")

    made = place.build(*WEB)

    (refusal,) = made.refused
    assert (refusal.slug, refusal.place) == ("first", "first/post.md:2")
    assert {"first", "second", "third"} == set(made.posts)
    assert good == place.state()["posts/first/index.html"]


def test_the_exit_code_says_that_a_post_was_refused(place: Workplace) -> None:
    (place.sources / "first" / "post.md").write_text("---\ntitle: a: b\n---\nText.")

    run = command(place, "build", "--format", "web")

    assert run.returncode == 1
    assert "first/post.md:2" in run.stderr


def test_a_post_without_sound_is_built_and_named_with_line_and_reason(place: Workplace) -> None:
    place.write("first", "The first post", "It is short.\n\nمرحبا")

    first = command(place, "build", "--format", "audio")
    again = command(place, "build", "--format", "audio")

    for run in (first, again):
        assert run.returncode == 0
        assert "No sound: first/post.md:8:1: " in run.stderr
        assert "مرحبا" in run.stderr


def test_nothing_that_can_be_built_says_so(place: Workplace) -> None:
    for slug in ("first", "second"):
        (place.sources / slug / "post.md").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(NothingBuilt, match=r"first/post\.md"):
        place.build(*WEB)
    assert command(place, "build", "--format", "web").returncode == 3


def test_a_post_or_format_nobody_knows_is_a_wrong_argument(place: Workplace) -> None:
    with pytest.raises(BadArguments, match="no post called third"):
        place.build(slugs=("third",))
    with pytest.raises(BadArguments, match="no format called wax"):
        place.build("wax")
    assert command(place, "build", "third").returncode == 2
    assert command(place, "build", "--nonsense").returncode == 2


def test_one_format_after_another_keeps_both(place: Workplace) -> None:
    place.build("web")
    made = place.build("epub")

    assert made.posts["first"].formats == ("web", "epub")
    assert {"web", "epub"} == {file.format for file in made.posts["first"].files}
    assert output.is_whole(place.dist, made.all_files())


def test_a_format_without_sound_does_not_make_those_that_have_it_silent(place: Workplace) -> None:
    place.write("second", "Second", "Every word of this, ΑΒΓ too, is here.")
    before = place.build("audio")
    after = place.build("large-print")

    assert before.posts["first"].voice
    for slug in ("first", "second"):
        assert after.posts[slug].formats == ("large-print", "audio")
        assert after.posts[slug].voice == before.posts[slug].voice
        assert after.posts[slug].findings == before.posts[slug].findings
    assert UNSPEAKABLE in {finding.code for finding in after.posts["second"].findings}


def test_a_lost_output_is_made_again(place: Workplace) -> None:
    place.build(*WEB)
    (place.dist / "posts/first/index.html").unlink()

    place.build(*WEB)

    assert [step.slug for step in place.steps] == ["first"]
    assert "posts/first/index.html" in place.state()


def test_a_damaged_manifest_is_no_manifest(place: Workplace) -> None:
    place.build(*WEB)
    before = {name: data for name, (_, data) in place.state().items()}
    (place.dist / "manifest.json").write_bytes(b'{"shape": 1, "posts"')

    place.build(*WEB)

    assert before == {name: data for name, (_, data) in place.state().items()}


def test_processes_give_the_same_bytes_as_one(place: Workplace, tmp_path: Path) -> None:
    place.build(*LEAST_COSTLY)
    other = tmp_path / "other"
    request = Request(place.sources, other, tmp_path / "cache2", (), LEAST_COSTLY)

    build(request, pool.processes, lambda _: None, lambda _: None)

    for name, (_, data) in place.state().items():
        assert data == (other / name).read_bytes(), name


def test_a_full_disk_or_a_locked_folder_is_said_and_nothing_is_torn(place: Workplace) -> None:
    place.build(*WEB)
    before = place.state()
    place.write("first", "The first post", "Changed.")
    folder = place.dist / "posts/first"
    shutil.rmtree(folder)
    folder.write_text("in the way")

    run = command(place, "build", "--format", "web")

    assert run.returncode == 1
    assert "cannot be written" in run.stderr
    assert before["posts/second/index.html"] == place.state()["posts/second/index.html"]
    assert not [name for name in place.state() if ".new-" in name]


def command(place: Workplace, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, run apart."""
    folders = [
        "--sources",
        str(place.sources),
        "--dist",
        str(place.dist),
        "--cache",
        str(place.cache),
    ]
    return subprocess.run(
        [sys.executable, "-m", "convert", *arguments, *folders, "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def test_people_are_warned_before_an_online_voice_is_given_a_word(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from convert.voices import gtts

    events: list[str] = []

    def no_network(*_: object) -> None:
        events.append("asked")
        raise MissingTool("there is no network in tests.")

    monkeypatch.setattr(gtts, "open", no_network)
    request = Request(place.sources, place.dist, place.cache, (), ("audio",), voice="gtts:en-GB")

    with pytest.raises(NothingBuilt):
        build(request, lambda _: running.Here(), lambda _: None, events.append)

    assert "sent to Google" in events[0]
    assert events[1:] == ["asked", "asked"]


def test_nobody_is_warned_where_no_word_leaves_the_computer(place: Workplace) -> None:
    place.build("web")

    assert place.warnings == []
