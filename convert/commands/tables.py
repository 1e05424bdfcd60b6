"""`allways formats` and `allways voices`: what there is."""

from __future__ import annotations

from pathlib import Path

import click

from convert.commands.options import JSON, SOURCES, print_json, print_rows


@click.command()
@JSON
def formats(as_json: bool) -> None:  # noqa: FBT001  click passes options by name
    """List the formats."""
    from convert.formats import NAMES, load

    rows = [{"name": name, "title": load(name).TITLE} for name in NAMES]
    print_json(rows) if as_json else print_rows(rows)


@click.command()
@SOURCES
@JSON
def voices(sources: Path, as_json: bool) -> None:  # noqa: FBT001  click passes options by name
    """List the voices: language, licence, online or not, and why one cannot be used."""
    from convert.source.sources import shared
    from convert.speech.voice import VoiceSettings
    from convert.voices import listing

    model = shared(sources).voice_model if sources.is_dir() else ""
    rows = [
        {
            "voice": row.choice,
            "language": row.name.lang,
            "licence": row.name.licence,
            "where": "online: the text leaves this computer" if row.online else "offline",
            "ready": row.why_not or "ready",
        }
        for row in listing(VoiceSettings(piper_model=Path(model) if model else None))
    ]
    print_json(rows) if as_json else print_rows(rows)
