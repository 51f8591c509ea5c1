# SPDX-License-Identifier: Apache-2.0
"""Runs a command in a session of its own, which has no terminal, whoever started this from one:
without_terminal.py COMMAND..."""
import subprocess
import sys

sys.exit(subprocess.run(sys.argv[1:], start_new_session=True).returncode)
