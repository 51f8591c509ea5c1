# SPDX-License-Identifier: Apache-2.0
"""Plain text is sent instead of an object."""
# labnet: numbers server --keep-running
# says: it begins "Client of John Smith"; expected {"client_name": "...", "client_number": 25} (numbers-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall("Client of John Smith".encode())
    print(server.recv(1024))
