# SPDX-License-Identifier: Apache-2.0
"""The lengths of the fields are sent as text."""
# labnet: crds server
# says: likely cause: the length as the text "5" instead of one byte (crds-2.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = b"\x02"
    for field in "room1", "239.0.0.10", "5000":
        message += str(len(field)).encode() + field.encode()
    server.sendall(message)
