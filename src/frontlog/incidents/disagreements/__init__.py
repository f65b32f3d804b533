"""What two tellings disagree on: one module a kind of disagreement, all of them small checks over a pair."""
