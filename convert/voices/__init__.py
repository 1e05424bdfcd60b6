"""The table of voices: the engines that can speak, in the order they are preferred."""
