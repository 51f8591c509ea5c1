# SPDX-License-Identifier: Apache-2.0
"""A grade server that understands one form of request: grade_strict_server.py KEY TEXT FORM

The forms: dies splits at white space as the two published servers do, and ends with a traceback at a single word;
hangs-up splits likewise, and closes the connection; joined takes the number off the front, and comma splits at one.
It prints each request that it gets. It ends when its standard input does.
"""
import socket
import sys
import threading

from cryptography.fernet import Fernet

KEY, TEXT, FORM = sys.argv[1].encode(), sys.argv[2].encode(), sys.argv[3]
COMMANDS = ["GMA", "GL1A", "GL2A", "GL3A", "GL4A", "GEA", "GG"]


def parts(data):
    if FORM == "joined":
        return data[:7].decode(), data[7:].decode()
    if FORM == "comma":
        return data.decode().split(",")
    return data.decode().split()


def serve(connection):
    data = connection.recv(1024)
    print(data, flush=True)
    words = parts(data)
    if FORM == "dies" or len(words) == 2:
        number, command = words[0], words[1]
        if number.isdigit() and command in COMMANDS:
            connection.sendall(Fernet(KEY).encrypt(TEXT))


def serve_all(listener):
    while True:
        connection, _ = listener.accept()
        with connection:
            serve(connection)


listener = socket.create_server(("127.0.0.1", 0))
print("Listening on port", listener.getsockname()[1], flush=True)
if FORM != "dies":
    threading.Thread(target=serve_all, args=(listener,), daemon=True).start()
    sys.stdin.read()
else:
    serve_all(listener)
