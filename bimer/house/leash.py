"""Become another account if asked, promise to die with the parent, then become the given command.

Run as a file by `processes.spawn`: a thread may hold a lock while the supervisor forks, so nothing of
this can happen between fork and exec. Standard library only; starts in some 20 ms.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main(death_signal: str, account: str, parent: str, *command: str) -> None:
    if account != "-":
        uid, gid = (int(part) for part in account.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        os.umask(0o077)
    if sys.platform == "linux":
        # After the change of account: the kernel forgets the promise when the owner changes.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != int(parent):
            sys.exit("The supervisor died before its child began.")
    os.execvp(command[0], command)  # noqa: S606 - the command comes from the supervisor


if __name__ == "__main__":
    main(*sys.argv[1:])
