# SPDX-License-Identifier: Apache-2.0
"""The names of the members are written in another way."""
# labnet: numbers server --keep-running
# says: the message has no client_name; it has these members: clientName, clientNumber
# says: likely cause: clientName is meant: names are compared exactly (numbers-2.1)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(json.dumps({"clientName": "Ada Client", "clientNumber": 25}).encode())
    print(server.recv(1024))
