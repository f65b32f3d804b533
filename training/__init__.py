"""Training of the extractor. Not part of the installed package."""
