# SPDX-License-Identifier: Apache-2.0
"""Only the first bytes of the object are sent."""
# labnet: numbers server --keep-running
# says: the input ended before the object was closed by '}'
# says: (numbers-1.2)
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = json.dumps({"client_name": "Ada Client", "client_number": 25})
    server.sendall(message.encode()[:32])
