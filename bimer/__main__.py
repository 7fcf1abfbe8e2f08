"""`python -m bimer` is the command `bimer`."""

from bimer.cli import main

if __name__ == "__main__":
    main(prog_name="bimer")
