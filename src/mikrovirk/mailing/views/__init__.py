"""The pages of mails: the coordinator's, the reader's way out, and the local mailbox."""
