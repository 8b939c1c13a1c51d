"""What a page of the overview is put together from, and what its address asks for."""
