# SPDX-License-Identifier: Apache-2.0
"""The UUID is random."""
# labnet: compute client --port={port} --studentID=20200000 --submit=False --pause=1 --seed=1
# says: Note: its UUID is not the documented one, f97e575c28d536b49170f3cbaef757af; likely cause: uuid4 instead of uuid3 (compute-3.3)
# tap: no rule was broken
import math
import re
import socket
import threading
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
        identity = str(uuid.uuid4())
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
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
