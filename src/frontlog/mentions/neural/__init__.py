"""The trained tagger: an encoder that reads a sentence twice, first for what happens in it, then for who takes part in each event."""
