"""What people write, read: their folders and other people's files, up to the Document."""
