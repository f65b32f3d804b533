"""Packs of places: files of gazetteers that users have become one local index each. `frontlog places` is its command."""
