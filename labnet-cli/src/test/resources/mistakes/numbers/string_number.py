# SPDX-License-Identifier: Apache-2.0
"""The number is sent as it was typed."""
# labnet: numbers server --keep-running
# says: client_number is "25", not a 64-bit integer
# says: likely cause: the number as a string, such as input() returns (numbers-2.3)
import io
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    typed = io.StringIO("25\n").readline().strip()
    server.sendall(json.dumps({"client_name": "Ada Client", "client_number": typed}).encode())
    print(server.recv(1024))
