"""What the `mikrovirk` command does, one module per subject; each is imported only when it is called."""
