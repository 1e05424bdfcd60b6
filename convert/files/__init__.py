"""Files of every kind and where they are kept: zips, tables, settings, the cache, `dist/`."""
