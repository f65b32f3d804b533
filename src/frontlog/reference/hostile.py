"""Which types of claims are hostile acts: one table for who may stand on which side of a claim, and of an incident."""

GAINING = frozenset({"capture", "advance", "repel", "besiege", "break_siege"})  # of ground
UNARMED = frozenset({"civilians"})  # actors of the register that take no part
STRIKING = frozenset({"assault", "airstrike", "shelling", "bombing"})
AGAINST = GAINING | STRIKING  # done to others, never to oneself
MUTUAL = frozenset({"clash"})  # done by both to each other
HOSTILE = AGAINST | MUTUAL
FIGHTING = HOSTILE | {"civilians_attacked", "losses", "arrest", "seize_materiel"}  # and what comes of it
