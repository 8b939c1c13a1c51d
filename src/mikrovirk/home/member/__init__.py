"""The member's own pages: what is on for them, getting or erasing their data, another e-mail address."""
