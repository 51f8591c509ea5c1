# SPDX-License-Identifier: Apache-2.0
"""The client counts Fibonacci numbers from 0."""
# labnet: compute server
# says: ERROR 0 is less than 1: FIBONACCI 1 is the first number, 0 (compute-2.3)
import socket
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FIBONACCI", b"0":
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
