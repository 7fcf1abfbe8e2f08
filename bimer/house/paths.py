"""Where everything lies. One folder holds all that must survive; deleting it is a fresh start."""

import os
from dataclasses import dataclass
from pathlib import Path

import bimer

SOURCE = Path(bimer.__file__).resolve().parent.parent


def is_checkout() -> bool:
    """Whether the code runs from its own source folder and not from an installed wheel."""
    return (SOURCE / "pyproject.toml").is_file()


def command() -> str:
    """What the person types to reach us."""
    return "bin/bimer" if is_checkout() else "bimer"


def default_data() -> Path:
    if given := os.environ.get("BIMER_DATA"):
        return Path(given).expanduser().absolute()
    if is_checkout():
        return SOURCE / ".data"
    if os.geteuid() == 0:
        return Path("/var/lib/bimer")
    return Path.home() / ".local" / "share" / "bimer"


@dataclass(frozen=True)
class Places:
    """The folders and files of one installation."""

    data: Path

    @property
    def secrets(self) -> Path:
        return self.data / "secrets"

    @property
    def run(self) -> Path:
        return self.data / "run"

    @property
    def logs(self) -> Path:
        return self.data / "log"

    @property
    def mail(self) -> Path:
        return self.data / "mail"

    @property
    def static(self) -> Path:
        return self.data / "static"

    @property
    def database(self) -> Path:
        return self.data / "postgres"

    @property
    def lock(self) -> Path:
        return self.run / "supervisor.lock"

    @property
    def state(self) -> Path:
        return self.run / "state.json"

    @property
    def prepared(self) -> Path:
        return self.run / "prepared.json"

    @property
    def demonstration(self) -> Path:
        """Its being there means: this installation was made to be tried out."""
        return self.data / "demonstration"

    @property
    def accounts(self) -> Path:
        return self.data / "demonstration-accounts.txt"

    def create(self) -> None:
        """Make the folders. As root the data folder may be passed through, to the database below."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for folder in (self.secrets, self.run, self.logs, self.mail, self.static):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700)
