"""Word files: how a document's blocks become WordprocessingML; shared by the formats that write it."""
