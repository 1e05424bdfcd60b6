"""Plain words: how hard a text is to read, and its Easy Read."""
