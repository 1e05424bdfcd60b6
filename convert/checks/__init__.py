"""The table of checks: what can be looked at after a build, and by what."""
