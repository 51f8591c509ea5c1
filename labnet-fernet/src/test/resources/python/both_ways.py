# SPDX-License-Identifier: Apache-2.0
"""For each line 'key token' of its input, prints the decrypted message in hex, the timestamp, and a new token."""
import sys

from cryptography.fernet import Fernet

for line in sys.stdin:
    key, token = line.split()
    fernet = Fernet(key)
    message = fernet.decrypt(token.encode(), ttl=3600)
    print(message.hex() or "-", fernet.extract_timestamp(token), fernet.encrypt(message).decode())
