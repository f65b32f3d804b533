"""The shallow grammar of a sentence: its words with the mentions laid over them, and who does what to whom where, for one trigger."""
