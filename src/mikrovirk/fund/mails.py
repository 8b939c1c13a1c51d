"""The mails of the fund."""
