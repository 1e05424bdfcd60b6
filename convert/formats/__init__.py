"""The table of formats: what can be built, in the order it is listed to people."""
