"""Reads, one module by subject: `from mikrovirk.programme.queries import meetings as meeting_queries`."""
