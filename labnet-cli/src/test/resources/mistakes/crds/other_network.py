# SPDX-License-Identifier: Apache-2.0
"""The address is a multicast address of another network."""
# labnet: crds server
# says: makeroom room1: 224.0.0.1:5000: refused, its address lies outside 239.0.0.0/8 (crds-3.3)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = b"\x02"
    for field in "room1", "224.0.0.1", "5000":
        message += bytes([len(field)]) + field.encode()
    server.sendall(message)
