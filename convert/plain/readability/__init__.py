"""How hard a document is to read, where, why, and what to do about it.

`assessment.assess` is the way in. It costs nothing to import: tables are read when the first score is needed.
"""
