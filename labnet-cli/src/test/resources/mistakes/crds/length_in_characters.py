# SPDX-License-Identifier: Apache-2.0
"""The length of a name is taken before it is encoded."""
# labnet: crds server
# says: the input ended inside makeroom
# says: likely cause: the length counts characters: take it after encoding to UTF-8 (crds-2.2)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = b"\x02"
    for field in "café", "239.0.0.10", "5000":
        message += bytes([len(field)]) + field.encode()
    server.sendall(message)
