# SPDX-License-Identifier: Apache-2.0
"""The server serves one client after the other."""
# labnet: compute client --port={port} --studentID=20200000 --submit=False --pause=1 --seed=1 --timeout=2
# says: stayed connected: a server must serve all clients at the same time (compute-3.8)
# tap: no rule was broken
import math
import re
import socket
import time
import uuid


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def take(connection, pattern):
    while not (found := re.match(pattern, connection.recv(4096, socket.MSG_PEEK))):
        time.sleep(0.01)
    return connection.recv(found.end()).decode()


def serve(connection):
    with connection:
        name = take(connection, rb"\w+")
        identity = str(uuid.uuid3(uuid.NAMESPACE_DNS, name))
        connection.sendall(identity.encode())
        while (word := take(connection, rb"[A-Z]+|$")) not in ("", "COMPLETE"):
            n = int(take(connection, rb"\d+"))
            if word == "FIBONACCI":
                value = fibonacci(n - 1)
            elif word == "FACTORIAL":
                value = math.factorial(n)
            else:
                text = take(connection, rb"(?s).{%d}" % n)
                value = len(text.split())
            connection.sendall(f"{value}_{identity}".encode())


listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    serve(connection)
