# SPDX-License-Identifier: Apache-2.0
"""The length of a text counts its characters."""
# labnet: compute server
# says: is no request
# says: likely cause: the length before it counts characters, not bytes (compute-2.1)
import socket
import sys
import time

text = "Bäume zählen für Müller"

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FILE", str(len(text)).encode(), text.encode():
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
