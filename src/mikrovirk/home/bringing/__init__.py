"""The way in: what a network has elsewhere is brought here. Looked at first, carried out with one click, undone with another."""

from mikrovirk.home.bringing.doing import CannotBring, bring, carry_out, plan_of, undo
from mikrovirk.home.bringing.subjects import SUBJECTS, Subject

__all__ = ["SUBJECTS", "CannotBring", "Subject", "bring", "carry_out", "plan_of", "undo"]
