"""The floor of the house: law, calendar and language. Pure Python: no Django, no clock, no database."""
