# SPDX-License-Identifier: Apache-2.0
"""Decrypts a token file with a key, and encrypts the message to another file: files.py key token-file new-token-file."""
import sys

from cryptography.fernet import Fernet

fernet = Fernet(sys.argv[1])
with open(sys.argv[2], "rb") as source, open(sys.argv[3], "wb") as target:
    target.write(fernet.encrypt(fernet.decrypt(source.read())))
