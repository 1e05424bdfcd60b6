"""What `make` runs to set things up; not part of the installed package."""
