# SPDX-License-Identifier: Apache-2.0
"""The object is encoded twice."""
# labnet: numbers server --keep-running
# says: likely cause: JSON encoded twice: the object is inside a string (numbers-1.1)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = json.dumps({"client_name": "Ada Client", "client_number": 25})
    server.sendall(json.dumps(message).encode())
    print(server.recv(1024))
