"""What the house says when it can't go on."""


class HouseError(Exception):
    """A full sentence for the person at the terminal, saying what to do next."""
