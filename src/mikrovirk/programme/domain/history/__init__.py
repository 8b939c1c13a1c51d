"""What stands in old tables: meetings that were held, and who came to them."""
