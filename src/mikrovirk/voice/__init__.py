"""The members' voice: what they are asked, what they answer, and what came of it."""
