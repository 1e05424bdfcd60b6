"""What the files that people write are called, in `sources/` and in a post's own folder."""

from __future__ import annotations

PUBLICATION = "publication.toml"
LEXICON = "lexicon.pls"
WORDS = "words.toml"
PICTURES = "pictures.toml"
HISTORY = "history.jsonl"

POST = "post.md"
EASY_READ = "easy-read.md"
REVIEW = "review.toml"
