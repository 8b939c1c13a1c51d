"""Old meetings, and who came to them, written down; and taken back again. Nobody is ever written to from here."""
