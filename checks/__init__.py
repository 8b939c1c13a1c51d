"""What `make check` and `make test` run. Each module says in its first line what it looks at."""
