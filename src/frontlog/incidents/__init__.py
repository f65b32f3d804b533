"""Many tellings, one event: claims are linked into incidents, weighed by independent voices, and every disagreement is kept."""
