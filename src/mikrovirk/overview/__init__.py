"""A municipality's overview: the register's indicators beside what the networks do; whom they reach, goals, reports."""
