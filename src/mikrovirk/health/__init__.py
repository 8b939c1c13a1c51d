"""How alive each network is: measures, early warnings and what to do."""
