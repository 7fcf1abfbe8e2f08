"""The command `bimer`: starts and stops the system, fills it, looks into it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import bimer
from bimer.house import environment, life, mailbox, paths, prepare, progress, running
from bimer.house.errors import HouseError

GROUPS = {
    "Run it": ["up", "down", "status"],
    "Fill it": ["demo", "directory"],
    "Look into it": ["verify", "mailbox", "manage"],
}


class Grouped(click.Group):
    """Shows the commands by what they are for, each with one example."""

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([_in_short(self.commands[name]) for name in names])

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except HouseError as fault:
            raise click.ClickException(str(fault)) from None


def _in_short(command: click.Command) -> tuple[str, str]:
    """The example and what it does, from the first line of the command's own help."""
    text, _, example = (command.help or "").splitlines()[0].partition(", e.g. ")
    return example, text


def data_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="BIMER_DATA",
        callback=lambda context, option, given: paths.Places((given or paths.default_data()).absolute()),
        help="Folder that holds everything: database, files, keys, logs. Also BIMER_DATA.",
    )(function)


@click.group(cls=Grouped, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(bimer.__version__, prog_name="bimer")
def main() -> None:
    """The communication centre: citizens file, institutions answer, everyone can follow.

    Try it out:  bimer up --demo
    """


@main.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8150, show_default=True, help="Port of the web server.")
@click.option("--workers", default=2, show_default=True, help="Processes of the web server.")
@click.option("--demo", "demonstration", is_flag=True, help="With institutions, people and a test mailbox.")
@click.option("--detach", is_flag=True, help="Come back when it runs; stop it with `bimer down`.")
def up(data: paths.Places, detach: bool, **wishes: Any) -> None:
    """Start the system and keep it alive, e.g. bimer up --demo

    Starts PostgreSQL (unless DATABASE_URL names one), brings the tables up to date, then runs the web
    server and the worker; whatever dies or hangs is started again. Ctrl-C stops all of it.
    """
    data.create()
    if detach:
        _detach(data)
        return
    wishes["demonstration"] = wishes["demonstration"] or data.demonstration.exists()
    with running.only_one(data):
        life.House(data, life.Options(**wishes)).live(ready=_announce)


@main.command()
@data_option
def down(data: paths.Places) -> None:
    """Stop the system, whatever state it is in, e.g. bimer down"""
    click.echo("Stopped." if life.down(data) else "Nothing was running.")


@main.command()
@data_option
def status(data: paths.Places) -> None:
    """Say what runs and where, e.g. bimer status

    The exit code is 0 when the system runs and 3 when it does not.
    """
    pid = running.holder(data)
    facts = running.noted(data)
    if pid is None or not facts:
        click.echo(f"Not running (data folder {data.data}).")
        sys.exit(3)
    rows = [("Supervisor", f"process {pid}"), *map(_child_row, facts["children"])]
    rows += _addresses(data, life.Options(**facts["options"]))
    click.echo(progress.table(rows, title="Running" if facts["ready"] else "Starting"))


@main.command()
@data_option
@click.option("--afresh", is_flag=True, help="First delete everything this demonstration holds.")
@click.option("--yes", is_flag=True, help="Don't ask before deleting.")
def demo(data: paths.Places, afresh: bool, yes: bool) -> None:
    """Institutions of Türkiye and people to sign in as, e.g. bimer demo"""
    if afresh and not yes:
        click.confirm(f"Delete every application, person and message in {data.data}?", abort=True)
    with life.database(data) as url:
        if afresh:
            prepare.forget(data, url)
        prepare.prepare(data, environment.of_child(data, url), demonstration=True)
    click.echo(data.accounts.read_text())


@main.group()
def directory() -> None:
    """Load your own institutions, e.g. bimer directory load FILE"""


@directory.command()
@data_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(data: paths.Places, file: Path) -> None:
    """Load institutions from a CSV file: all of it, or nothing and the reason."""
    _manage(data, "directory_load", str(file.absolute()))


@main.command()
@data_option
@click.option("--all", "everything", is_flag=True, help="Name every broken link, not only the first.")
@click.option(
    "--published",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with published anchors that you kept yourself.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Public key (PEM) that you trust instead of this installation's own; may be repeated.",
)
def verify(data: paths.Places, everything: bool, published: Path | None, keys: tuple[Path, ...]) -> None:
    """Prove that no history was changed, e.g. bimer verify

    Digests every event anew, tells every history again, compares what it covers, and checks the anchors with
    their signatures and published files. The exit code is 1 when a link does not hold; it is named.
    """
    words = ["--all"] if everything else []
    words += ["--published", str(published.absolute())] if published else []
    for key in keys:
        words += ["--key", str(key.absolute())]
    _manage(data, "verify", *words)


@main.command("mailbox")
@data_option
@click.argument("number", type=int, required=False)
def mailbox_(data: paths.Places, number: int | None) -> None:
    """Read what the system mailed in a demonstration, e.g. bimer mailbox 1"""
    messages = mailbox.received(data.mail)
    if number is None:
        _list(messages, data)
    elif not 1 <= number <= len(messages):
        raise click.ClickException(f"There are {len(messages)} messages; see `{paths.command()} mailbox`.")
    else:
        _show(messages[number - 1])


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Run a Django command in this installation, e.g. bimer manage shell"""
    _manage(paths.Places(paths.default_data()), *words)


def _manage(data: paths.Places, *words: str) -> None:
    with life.database(data) as url:
        # The command hears Ctrl-C too; we stay to stop the database after it.
        signal.signal(signal.SIGINT, lambda number, frame: None)
        code = prepare.pass_on(environment.of_child(data, url), *words)
    sys.exit(code)


def _announce(house: life.House) -> None:
    rows = _addresses(house.places, house.options)
    progress.say("\n" + progress.table(rows, title=f"Ready after {house.age:.1f} s"))
    if house.options.demonstration:
        progress.say(f"\n{house.places.accounts.read_text().rstrip()}")
    ways = "Ctrl-C" if sys.stdout.isatty() else f"`{paths.command()} down`"
    progress.say(f"\n  {ways} stops everything.\n")


def _addresses(data: paths.Places, options: life.Options) -> list[tuple[str, str]]:
    address = os.environ.get("BIMER_BASE_URL") or f"http://localhost:{options.port}"
    rows = [("Citizens", f"{address}/"), ("Officials", f"{address}/gorevli/")]
    if os.environ.get("BIMER_SMTP_HOST"):
        rows.append(("Mail goes to", os.environ["BIMER_SMTP_HOST"]))
    elif options.demonstration:
        rows.append(("Mail arrives in", f"{data.mail} (read it with `{paths.command()} mailbox`)"))
    else:
        rows.append(("Mail", "goes nowhere: set BIMER_SMTP_HOST"))
    return [*rows, ("Data and logs", str(data.data))]


def _child_row(child: dict[str, Any]) -> tuple[str, str]:
    state = f"process {child['pid']}" if child["pid"] else "waiting to start again"
    again = f", restarted {child['restarts']} times" if child["restarts"] else ""
    return child["name"], state + again


def _detach(data: paths.Places) -> None:
    """Start ourselves in a session of its own and show what it says until it is ready."""
    if running.holder(data) is not None:
        raise HouseError(f"The system already runs. See `{paths.command()} status`.")
    log = data.logs / "supervisor.log"
    words = [word for word in sys.argv[1:] if word != "--detach"]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - the same command without --detach
            [sys.executable, "-m", "bimer", *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
    with log.open() as said:
        while process.poll() is None and not _is_ready(data, process.pid):
            click.echo(said.read(), nl=False)
            time.sleep(0.1)
        time.sleep(0.1)
        click.echo(said.read(), nl=False)
    if process.poll() is not None:
        raise HouseError(f"The system did not start. See {log}.")


def _is_ready(data: paths.Places, pid: int) -> bool:
    facts = running.noted(data)
    return facts.get("pid") == pid and bool(facts.get("ready"))


def _list(messages: list[mailbox.Received], data: paths.Places) -> None:
    if not messages:
        click.echo(f"No mail in {data.mail} yet.")
    for number, mail in enumerate(messages, start=1):
        click.echo(f"{number:>4}  {mail.at:%Y-%m-%d %H:%M:%S}  {mail.recipient:<32}  {mail.subject}")


def _show(mail: mailbox.Received) -> None:
    heads = [("From", str(mail.message["From"])), ("To", mail.recipient), ("Subject", mail.subject)]
    heads += [("At", f"{mail.at:%Y-%m-%d %H:%M:%S}"), ("File", str(mail.path))]
    heads += [("Attached", name) for name in mail.attachments]
    for name, value in heads:
        click.echo(f"{name + ':':<10}{value}")
    click.echo(f"\n{mail.text}")
