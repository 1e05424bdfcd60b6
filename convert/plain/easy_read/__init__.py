"""Easy Read: safe drafts, the right picture beside each idea, and people's decision."""

from convert.plain.easy_read.house import (
    HouseWords,
    OwnPicture,
    OwnPictures,
    Workshop,
    own_pictures,
)
from convert.plain.easy_read.lengths import Lengths, lengths
from convert.plain.easy_read.making import Made, draft, make, to_sign

__all__ = [
    "HouseWords",
    "Lengths",
    "Made",
    "OwnPicture",
    "OwnPictures",
    "Workshop",
    "draft",
    "lengths",
    "make",
    "own_pictures",
    "to_sign",
]
