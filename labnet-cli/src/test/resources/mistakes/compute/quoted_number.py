# SPDX-License-Identifier: Apache-2.0
"""The number is a JSON string."""
# labnet: compute server
# says: ERROR "7" is no number; likely cause: quotes around the number (compute-2.2)
import json
import socket
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FIBONACCI", json.dumps("7").encode():
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
