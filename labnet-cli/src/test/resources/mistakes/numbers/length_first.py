# SPDX-License-Identifier: Apache-2.0
"""The length of the object is sent before it."""
# labnet: numbers server --keep-running
# says: likely cause: the bytes 00 00 00 32 are the length of the object: only the object is expected (numbers-1.4)
import json
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = json.dumps({"client_name": "Ada Client", "client_number": 25}).encode()
    server.sendall(struct.pack("!I", len(message)) + message)
    print(server.recv(1024))
