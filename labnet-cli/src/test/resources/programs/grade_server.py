# SPDX-License-Identifier: Apache-2.0
"""A grade server as students write it: grade_server.py KEY TEXT SCRIPT...

Each connection is served by the next script, in which t stands for the token, k for the key, - parts what is sent at
once from what is sent a little later, and a final o leaves the connection open. It ends when its standard input does.
"""
import socket
import sys
import time

from cryptography.fernet import Fernet

key, text, scripts = sys.argv[1].encode(), sys.argv[2].encode(), sys.argv[3:]
listener = socket.create_server(("127.0.0.1", 0))
print("Listening on port", listener.getsockname()[1], flush=True)
left_open = []
for script in scripts:
    connection, _ = listener.accept()
    print(connection.recv(1024).decode(), flush=True)
    for segment in script.split("-"):
        parts = {"t": Fernet(key).encrypt(text), "k": key}
        connection.sendall(b"".join(parts.get(letter, b"") for letter in segment))
        time.sleep(0.3)
    if script.endswith("o"):
        left_open.append(connection)
    else:
        connection.close()
sys.stdin.read()
