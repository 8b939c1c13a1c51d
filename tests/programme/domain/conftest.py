"""Generated cases: a busy machine is no failure, and every run tries the same ones."""

from hypothesis import settings

settings.register_profile("programme", deadline=None, derandomize=True)
settings.load_profile("programme")
