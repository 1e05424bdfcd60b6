"""`allways review`: what a group decided about a post, written down beside it.

The only place that names today's date; builds never read the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from convert.commands.options import DATE, JSON, SOURCES, day, print_json, write_whole

if TYPE_CHECKING:
    # A command loads only what it uses.
    from convert.review.form import Reply
    from convert.review.meeting import Meeting

_BY = click.option("--by", "by", metavar="GROUP", help="The group that answered. Not a person.")
PRIVATE = (
    "A name here can tell others that a person has a disability. It stays in the history of the "
    "folder, even after it is taken out. Name people only if they said yes."
)


class _Review(click.Group):
    """`review SLUG` and `review SLUG --list` show the list; otherwise an action comes next."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in `list` where no action is named."""
        asks_help = {"-h", "--help"} & set(args[:2])
        if args and not asks_help and (len(args) == 1 or args[1].startswith("-")):
            args.insert(1, "list")
        return super().parse_args(ctx, args)


@click.group(cls=_Review, subcommand_metavar="[ACTION] [OPTIONS]...")
@click.argument("slug")
@click.pass_context
def review(ctx: click.Context, slug: str) -> None:
    """Record what a group decided about the post SLUG, in its review.toml.

    Without an action: list what the group is asked, with numbers, and what it has answered.
    """
    ctx.obj = slug


@review.command(name="list")
@click.option("--list", is_flag=True, expose_value=False, hidden=True)
@SOURCES
@JSON
@click.pass_obj
def show(slug: str, sources: Path, as_json: bool) -> None:  # noqa: FBT001  click's way
    """List the flags with their numbers, answers, and the state of the Easy Read."""
    from convert.review.meeting import opened
    from convert.review.telling import as_data, listed

    if as_json:
        print_json(as_data(opened(sources, slug)))
        return
    for line in listed(opened(sources, slug)):
        click.echo(line)


@review.command()
@click.argument("numbers", metavar="NUMBER...", nargs=-1, type=int, required=True)
@click.argument("answer", metavar="ANSWER")
@_BY
@click.option("--note", default="", help="The group's own words, such as how it would say it.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only this flag of it.")
@click.option("--explain", default="", help="For our-word: a sentence that says what it means.")
@DATE
@SOURCES
@click.pass_obj
def answer(
    slug: str,
    numbers: tuple[int, ...],
    answer: str,
    by: str | None,
    note: str,
    codes: tuple[str, ...],
    explain: str,
    date: str,
    sources: Path,
) -> None:
    """Record an answer about the flags with these numbers.

    ANSWER is hard, fine, our-word, needs-picture or reworded. Our-word puts a hard word among the
    allowed ones in words.toml.
    """
    from convert.errors import BadArguments
    from convert.review.answers import Verdict, verdict
    from convert.review.form import Reply
    from convert.review.meeting import opened

    said = verdict(answer)
    if said is None:
        known = ", ".join(word.replace(" ", "-") for word in Verdict)
        raise BadArguments(f"“{answer}” is not an answer.", next_step=f"Answers are: {known}.")
    if by is None or not by.strip():
        raise BadArguments("no group is named.", next_step='Add: --by "Name of the group"')
    if said is Verdict.REWORDED and not note:
        raise BadArguments(
            "the new words are missing.", next_step='Add: --note "How the group would say it."'
        )
    meeting = opened(sources, slug)
    items = [meeting.item(number) for number in numbers]
    for code in codes:
        if lacking := [item.number for item in items if code not in item.codes]:
            raise BadArguments(
                f"number {lacking[0]} has no flag {code}.",
                next_step=f"See them: allways review {slug} --list",
            )
    replies = [Reply(item, said, by.strip(), day(date), note, codes) for item in items]
    _record(meeting, replies, sources, explain=explain)


@review.command()
@click.option("--to", type=click.Path(path_type=Path), help="A file. [default: standard output]")
@SOURCES
@click.pass_obj
def form(slug: str, to: Path | None, sources: Path) -> None:
    """Write a form for a spreadsheet, with the numbers of the review sheet."""
    from convert.review.form import blank
    from convert.review.meeting import opened

    meeting = opened(sources, slug)
    data = blank(meeting.items, meeting.given)
    if to is None:
        click.get_binary_stream("stdout").write(data)
    else:
        write_whole(to, data)
        click.echo(f"{to}: fill in `answer`, then: allways review {slug} import {to}", err=True)


@review.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_BY
@DATE
@SOURCES
@click.pass_obj
def bring_back(slug: str, file: Path, by: str | None, date: str, sources: Path) -> None:
    """Record the answers of a form that was filled in."""
    from convert.review import form as forms
    from convert.review.meeting import opened

    meeting = opened(sources, slug)
    replies = forms.read(
        file.read_bytes(), meeting.items, by=(by or "").strip(), today=day(date), path=str(file)
    )
    _record(meeting, replies, sources)


@review.command()
@click.option("--group", required=True, help="Who agreed: the group.")
@click.option("--method", required=True, help="How: “Read together, two meetings”.")
@click.option("--name", "private", multiple=True, help="A person of the group; never printed.")
@click.option("--publish-name", "public", multiple=True, help="A person who said yes to printing.")
@DATE
@SOURCES
@click.pass_obj
def signoff(
    slug: str,
    group: str,
    method: str,
    private: tuple[str, ...],
    public: tuple[str, ...],
    date: str,
    sources: Path,
) -> None:
    """Record that a group agreed to the Easy Read words as they stand now."""
    from convert.errors import BadArguments
    from convert.review import record
    from convert.review.meeting import opened
    from convert.source.names import EASY_READ, REVIEW

    meeting = opened(sources, slug)
    path = sources / slug / REVIEW
    if not meeting.to_sign:
        raise BadArguments(
            f"there is nothing to agree to: the post has no {EASY_READ} with words in it.",
            next_step=f"Make one: allways draft {slug}",
        )
    for said, option in ((group, "--group"), (method, "--method")):
        if not said.strip():
            raise BadArguments(
                f"{option} is empty.", next_step="Say which group agreed, and how they checked it."
            )
    people = [
        *(record.Person(name.strip(), publish_name=True) for name in public),
        *(record.Person(name.strip(), publish_name=False) for name in private),
    ]
    agreement = record.Agreement(
        group.strip(), day(date), method.strip(), meeting.to_sign, tuple(people)
    )
    write_whole(path, record.with_agreement(meeting.review, agreement, path=str(path)))
    agreed = f"{group.strip()} agreed to the {len(meeting.to_sign)} headings and ideas"
    click.echo(f"{path}: {agreed} as they stand now.", err=True)
    if people:
        click.echo(PRIVATE, err=True)
    broken = opened(sources, slug).broken
    for finding in broken:
        click.echo(f"{finding.place}: {finding.message} {finding.next_step}", err=True)
    if not broken:
        click.echo(
            f"The page says who checked it once you build it: allways build {slug}", err=True
        )


def _record(
    meeting: Meeting, replies: Sequence[Reply], sources: Path, *, explain: str = ""
) -> None:
    """Write replies into `review.toml` and, where they are the group's own words, `words.toml`."""
    from convert.review.meeting import house_words, new_only
    from convert.review.record import with_answers
    from convert.review.telling import recorded
    from convert.source.names import REVIEW, WORDS

    new = new_only(meeting, replies)
    if new:
        path, words = sources / meeting.slug / REVIEW, sources / WORDS
        given = [answer for reply in new for answer in reply.answers()]
        house = house_words(meeting, new, explain, path=str(words))
        write_whole(path, with_answers(meeting.review, given, path=str(path)))
        if house != meeting.words:
            write_whole(words, house)
    for line in recorded(new, meeting.slug):
        click.echo(line, err=True)
