"""The pages of an evening: the screen, the phones, the host's phone, and what comes after."""
