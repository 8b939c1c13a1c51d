"""What is chosen when whom to meet is made."""

from django import forms

from mikrovirk.live.services.card_tables import LARGEST_TABLE, MOST_ROUNDS, SMALLEST_TABLE

MAKES = ("cards", "rounds", "again", "tables", "tables_anew")
LONGEST_ROUND = 30  # minutes


class MakeForm(forms.Form):
    """Which of the ways, and for the timed rounds and the tables how long and how large."""

    make = forms.ChoiceField(choices=[(make, make) for make in MAKES])
    round_minutes = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_ROUND)
    tables_of = forms.IntegerField(required=False, min_value=SMALLEST_TABLE, max_value=LARGEST_TABLE)
    table_rounds = forms.IntegerField(required=False, min_value=1, max_value=MOST_ROUNDS)
