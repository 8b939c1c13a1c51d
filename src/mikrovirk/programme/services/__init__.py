"""Writes, one module by subject: `from mikrovirk.programme.services import meetings as meeting_services`."""
