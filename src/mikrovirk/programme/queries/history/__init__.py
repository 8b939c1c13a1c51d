"""What old tables would bring, beside what is here."""
