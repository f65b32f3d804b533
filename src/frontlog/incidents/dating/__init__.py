"""When reports without a date were published, by dated reports that tell of the same events."""
