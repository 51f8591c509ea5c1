# SPDX-License-Identifier: Apache-2.0
"""The number is the result of a division."""
# labnet: compute server
# says: ERROR 7.0 is no number; likely cause: a floating-point number turned into text (compute-2.2)
import socket
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FIBONACCI", str(14 / 2).encode():
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
