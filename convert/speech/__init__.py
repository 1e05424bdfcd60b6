"""Speech: how things are said, and the recordings made of them."""
