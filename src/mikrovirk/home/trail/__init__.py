"""The trail: which of other people's data those who run networks, funds and the installation saw and changed."""
