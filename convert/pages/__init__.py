"""What every page is made of, on the web and in e-books: mark-up, frame, prose, sound, covers."""
