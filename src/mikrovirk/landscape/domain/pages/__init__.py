"""Reads activities from web pages that mark them with schema.org, as JSON-LD or as microdata."""
