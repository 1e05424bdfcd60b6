"""Reports for groups: the page, its charts, and the sheet to bring to a meeting."""
