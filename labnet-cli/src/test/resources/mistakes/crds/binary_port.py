# SPDX-License-Identifier: Apache-2.0
"""The port is sent as two bytes after its length."""
# labnet: crds server
# says: refused, its port is not one to five digits
# says: likely cause: the port as a binary number instead of its digits as text (crds-3.4)
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = b"\x02"
    for field in b"room1", b"239.0.0.10", struct.pack("!H", 5000):
        message += bytes([len(field)]) + field
    server.sendall(message)
