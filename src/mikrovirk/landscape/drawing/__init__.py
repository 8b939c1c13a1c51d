"""Pictures of the landscape, as plain shapes that templates write as SVG. No map of anybody else's is asked for."""
