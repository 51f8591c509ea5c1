# SPDX-License-Identifier: Apache-2.0
"""The compute server of a student: a thread for each client, a recv for each message.

usage: compute_server.py FAULT, where FAULT is one of those in FAULTS
"""

import math
import socket
import sys
import threading
import time
import uuid

FAULTS = ["none", "zero_based", "uuid_first", "no_dashes", "newlines",
          "zero_factorial", "no_uuid", "mixed_up", "late", "closes_early", "two_counts", "same_uuid"]

lock = threading.Lock()
known = []


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def answer(connection, word, fault, asked):
    if word == "FILE":
        length = int(connection.recv(1024).decode())
        text = b""
        while len(text) < length:
            text += connection.recv(4096)
        return len(text.split())
    n = int(connection.recv(1024).decode())
    if word == "FIBONACCI":
        zero = fault == "zero_based" or (fault == "two_counts" and asked % 2)
        return fibonacci(n if zero else n - 1)
    if n == 0 and fault == "zero_factorial":
        return 0
    return math.factorial(n)


def reply(value, identity, fault):
    if fault == "no_uuid":
        return str(value)
    if fault == "mixed_up":
        with lock:
            identity = next((other for other in known if other != identity), identity)
    if fault == "uuid_first":
        return identity + "_" + str(value)
    return str(value) + "_" + identity + ("\n" if fault == "newlines" else "")


def serve(connection, fault):
    with connection:
        name = connection.recv(1024).decode()
        if fault == "same_uuid":
            name = "Client1"
        identity = str(uuid.uuid3(uuid.NAMESPACE_DNS, name))
        if fault == "no_dashes":
            identity = identity.replace("-", "")
        with lock:
            known.append(identity)
        connection.sendall((identity + ("\n" if fault == "newlines" else "")).encode())
        asked = 0
        while True:
            word = connection.recv(1024).decode()
            if word in ("", "COMPLETE") or (fault == "closes_early" and asked == 2):
                return
            value = answer(connection, word, fault, asked)
            asked += 1
            if fault == "late" and asked == 2:
                time.sleep(60)
            try:
                connection.sendall(reply(value, identity, fault).encode())
            except OSError:
                return


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=200)
    print("listening on port", listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, sys.argv[1]), daemon=True).start()


if sys.argv[1] not in FAULTS:
    sys.exit(__doc__)
main()
