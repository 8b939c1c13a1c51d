"""A region of any size up to the whole country: 98 municipalities, 2,000 networks and 300,000 people with a year behind them."""
