"""Other people's files as post folders: one module a kind of file."""
