# SPDX-License-Identifier: Apache-2.0
"""A number out of range is sent, and a reply awaited."""
# labnet: numbers server --keep-running --explain
# says: Client int out of range: 101.
# says: the number 101 is not within 1 to 100 (numbers-2.4)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(json.dumps({"client_name": "Ada Client", "client_number": 101}).encode())
    print(server.recv(1024).decode())
