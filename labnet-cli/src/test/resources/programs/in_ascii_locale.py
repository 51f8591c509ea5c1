# SPDX-License-Identifier: Apache-2.0
"""Runs a program in the locale C; its words have letters beyond ASCII written as backslash, u and four digits."""

import os
import sys

words = [word.encode("ascii").decode("unicode_escape").encode("utf-8") for word in sys.argv[1:]]
os.execve(words[0], words, {**os.environ, "LC_ALL": "C"})
