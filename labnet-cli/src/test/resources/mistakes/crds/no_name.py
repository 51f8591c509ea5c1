# SPDX-License-Identifier: Apache-2.0
"""The name of the room is forgotten."""
# labnet: crds server
# says: the input ended inside makeroom
# says: likely cause: the name was left out: the first field is an address (crds-2.3)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = b"\x02"
    for field in "239.0.0.10", "5000":
        message += bytes([len(field)]) + field.encode()
    server.sendall(message)
