# SPDX-License-Identifier: Apache-2.0
"""Runs a command on a terminal of its own, and copies what it shows:
on_a_terminal.py [TERM=dumb] [NO_COLOR=1] [COLUMNS=0] COMMAND..."""
import os
import pty
import signal
import sys

command = sys.argv[1:]
os.environ["TERM"] = "xterm-256color"
os.environ.pop("NO_COLOR", None)
if command[0].startswith("TERM="):
    os.environ["TERM"] = command[0][len("TERM="):]
    command = command[1:]
if command[0] == "NO_COLOR=1":
    os.environ["NO_COLOR"] = "1"
    command = command[1:]
# A new terminal has no columns.
columns = "200"
if command[0] == "COLUMNS=0":
    columns = "0"
    command = command[1:]
# A build that runs in the background of a script ignores it, and a command would inherit that.
signal.signal(signal.SIGINT, signal.SIG_DFL)
sized = ["sh", "-c", f'stty rows 24 columns {columns} && exec "$@"', "sh", *command]
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sized)))
