"""Who holds what: claims become effects on places, effects become belief over days, belief becomes intervals."""
