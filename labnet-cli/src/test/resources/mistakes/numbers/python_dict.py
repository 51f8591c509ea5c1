# SPDX-License-Identifier: Apache-2.0
"""A dict is turned into text by str()."""
# labnet: numbers server --keep-running
# says: comes ', but strings have double quotes
# says: likely cause: a Python dict turned into text by str(): json.dumps makes JSON of it (numbers-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(str({"client_name": "Ada Client", "client_number": 25}).encode())
    print(server.recv(1024))
