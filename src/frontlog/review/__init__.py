"""Review: what people decided about claims, put into effect."""
