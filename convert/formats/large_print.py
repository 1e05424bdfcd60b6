"""Large print: a Word file that prints right, reads right aloud, and can be made larger still.

Rules: UKAAF MS03 and G003, RNIB clear print; `convert/checks/docx.py` holds a check for each.
"""

from __future__ import annotations

from convert.edition import Need
from convert.formats.word.files import of_post as render

__all__ = ["NEEDS", "TITLE", "render"]

TITLE = "Large print"
NEEDS: frozenset[Need] = frozenset()
