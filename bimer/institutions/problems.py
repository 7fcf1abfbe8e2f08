"""Why a directory can't be loaded, told line by line. Pure."""

from dataclasses import dataclass

MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file; line 1 is the header, 0 means the file as a whole."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"


class LoadRefused(Exception):
    """The directory was not changed, because of these problems."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Problems:
    """Gathers what is wrong, up to fifty, so that one attempt shows them all."""

    def __init__(self, file: str):
        self.file = file
        self.found: list[Problem] = []

    def add(self, line: int, column: str, reason: str) -> None:
        self.found.append(Problem(self.file, line, column, reason))
        if len(self.found) >= MOST_TOLD:
            self.refuse_if_any()

    def refuse_if_any(self) -> None:
        if self.found:
            raise LoadRefused(self.found)
