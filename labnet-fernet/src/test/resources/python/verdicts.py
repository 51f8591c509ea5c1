# SPDX-License-Identifier: Apache-2.0
"""Prints, for each line 'key token' of its input, what becomes of the token as str and as bytes: the message in hex, or
'refused'. The token is the hex of UTF-8. The first line that is printed names the versions of cryptography and Python.
"""
import platform
import sys

import cryptography
from cryptography.fernet import Fernet, InvalidToken


def verdict(fernet, token):
    try:
        return fernet.decrypt(token).hex() or "-"
    except (InvalidToken, ValueError):
        # A str that is not ASCII is a ValueError in base64, which Fernet lets through.
        return "refused"


print(cryptography.__version__, platform.python_version())
for line in sys.stdin:
    key, token = line.split(" ")
    text = bytes.fromhex(token)
    print(verdict(Fernet(key), text.decode()), verdict(Fernet(key), text))
