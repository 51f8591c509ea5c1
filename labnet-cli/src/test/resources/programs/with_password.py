# SPDX-License-Identifier: Apache-2.0
"""Runs a command on a terminal of its own, types a password when it is asked for, and copies what the terminal
shows: with_password.py PASSWORD COMMAND..."""
import os
import pty
import signal
import sys

password, *command = sys.argv[1:]
shown = b""
typed = False


def read(terminal):
    global shown, typed
    data = os.read(terminal, 1024)
    shown += data
    if not typed and shown.endswith(b"Password: "):
        typed = True
        # A line end behind Ctrl-C would be an empty password, if it is read before the signal has had its effect.
        os.write(terminal, password.encode() + (b"" if password == "\x03" else b"\n"))
    return data


# A build that runs in the background of a script ignores it, and a command would inherit that.
signal.signal(signal.SIGINT, signal.SIG_DFL)
sys.exit(os.waitstatus_to_exitcode(pty.spawn(command, read)))
