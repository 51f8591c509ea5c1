# SPDX-License-Identifier: Apache-2.0
"""The name is forgotten."""
# labnet: numbers server --keep-running
# says: the message has no client_name; it has this member: client_number
# says: (numbers-2.1)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(json.dumps({"client_number": 25}).encode())
    print(server.recv(1024))
