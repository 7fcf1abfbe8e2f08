"""What the person at the terminal sees: one line a step, with its time."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def step(title: str) -> Iterator[list[str]]:
    """Show a step while it runs and how long it took. Notes put into the list appear behind it."""
    began = time.monotonic()
    notes: list[str] = []
    click.echo(f"  {title} … ", nl=False)
    sys.stdout.flush()
    try:
        yield notes
    except BaseException:
        click.echo("stopped")
        raise
    click.echo(" ".join([f"{time.monotonic() - began:.1f} s", *(f"({note})" for note in notes)]))


def say(text: str) -> None:
    click.echo(text)
    sys.stdout.flush()


def event(text: str) -> None:
    """Something happened while the system runs."""
    say(f"  {time.strftime('%H:%M:%S')}  {text}")


def table(rows: Iterable[tuple[str, str]], *, title: str = "") -> str:
    """Two columns in a frame."""
    rows = list(rows)
    left = max(len(name) for name, _ in rows)
    right = max(len(value) for _, value in rows)
    width = max(left + right + 3, len(title))
    lines = [f"┌{'─' * (width + 2)}┐"]
    if title:
        lines += [f"│ {title:<{width}} │", f"├{'─' * (width + 2)}┤"]
    lines += [f"│ {f'{name:<{left}}   {value}':<{width}} │" for name, value in rows]
    return "\n".join([*lines, f"└{'─' * (width + 2)}┘"])
