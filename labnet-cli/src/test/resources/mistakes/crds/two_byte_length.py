# SPDX-License-Identifier: Apache-2.0
"""The lengths of the fields have two bytes."""
# labnet: crds server
# says: refused, its name is empty; likely cause: a length of 2 bytes; it must be one byte (crds-2.1)
# says: 0x0a is not a command
# says: likely cause: the last byte of a length of several bytes; it must be one byte (crds-2.1)
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"\x02")
    for field in "room1", "239.0.0.10", "5000":
        server.sendall(struct.pack("!H", len(field)) + field.encode())
    server.shutdown(socket.SHUT_WR)
    server.recv(1024)
