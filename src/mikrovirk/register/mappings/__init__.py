"""Mapping files for registers of other countries; see docs/using/register-other-formats.md."""
