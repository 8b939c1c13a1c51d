"""Backup and restore of a whole installation: database, uploaded files, register copies and the installation's own key.

A backup is one file that is made while everything runs and read again before it counts as made. The keys of what stays in the room
(`MIKROVIRK_KEYS`) are in none.
"""
