"""The two exceptions of this room. Anything else is a bug and may be loud."""


class Refusal(Exception):
    """The move is impossible now; the text says why and what to do, and is shown to the person."""


class Stale(Refusal):
    """Somebody changed the application after the page was drawn."""


class NotAllowed(Exception):
    """This actor has no right to this move. A door answers 403."""
