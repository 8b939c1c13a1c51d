"""Charts and maps: each is made once as plain shapes, and then written as SVG for a page or a file, or as PNG."""
