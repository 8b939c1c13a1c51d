"""The fund: from an idea to money spent well, and defended."""
