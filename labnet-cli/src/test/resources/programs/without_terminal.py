# SPDX-License-Identifier: Apache-2.0
"""Runs a command in a session of its own, which has no terminal, whoever started this from one:
without_terminal.py COMMAND..."""
import signal
import subprocess
import sys

# A shell that runs the tests in the background may ignore it, which processes inherit.
signal.signal(signal.SIGINT, signal.SIG_DFL)

sys.exit(subprocess.run(sys.argv[1:], start_new_session=True).returncode)
