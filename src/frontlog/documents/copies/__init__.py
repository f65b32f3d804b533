"""Which documents tell the same text, so that a repost is never counted as a second voice: sketch, find, compare.

`sketch` turns each document into numbers, `find` groups a million of these by shared text, `compare` goes back to the texts of the
documents that belong together and says which words they share and which words a copy changed.
"""
