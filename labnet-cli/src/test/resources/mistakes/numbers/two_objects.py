# SPDX-License-Identifier: Apache-2.0
"""Two requests are sent over one connection."""
# labnet: numbers server --keep-running
# says: a connection carries one request: what follows it is ignored
# says: "client_number": 26
# says: (numbers-1.5)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    for number in 25, 26:
        server.sendall(json.dumps({"client_name": "Ada Client", "client_number": number}).encode())
    print(server.recv(1024))
