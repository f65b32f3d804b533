"""A person's name taken out of what is read: found in any spelling, blacked out in its place, and known again by a keyed mark."""
