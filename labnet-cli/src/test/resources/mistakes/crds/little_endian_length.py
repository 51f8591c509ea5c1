# SPDX-License-Identifier: Apache-2.0
"""The lengths of the fields are integers in the order of this machine."""
# labnet: crds server
# says: the input ended inside makeroom
# says: likely cause: a little-endian length of 4 bytes; it must be one byte (crds-2.1)
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"\x02")
    for field in "room1", "239.0.0.10", "5000":
        server.sendall(struct.pack("<I", len(field)) + field.encode())
    server.shutdown(socket.SHUT_WR)
    server.recv(1024)
