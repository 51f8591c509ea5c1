# SPDX-License-Identifier: Apache-2.0
"""The command is sent as JSON."""
# labnet: crds server
# says: 0x7b is not a command
# says: likely cause: JSON text (crds-1.1)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(json.dumps({"cmd": 1}).encode())
    print(server.recv(1024))
