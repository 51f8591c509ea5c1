# SPDX-License-Identifier: Apache-2.0
"""The name is encoded in ISO 8859-1."""
# labnet: numbers server --keep-running
# says: comes \xeb", which is not UTF-8
# says: (numbers-1.3)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = json.dumps({"client_name": "Zoë", "client_number": 25}, ensure_ascii=False)
    server.sendall(message.encode("latin-1"))
    print(server.recv(1024))
