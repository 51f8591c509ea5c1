# SPDX-License-Identifier: Apache-2.0
"""The command is sent as an integer of four bytes."""
# labnet: crds server
# says: likely cause: the command as an integer of 4 bytes; it must be one byte (crds-1.1)
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(struct.pack("!I", 1))
    print(server.recv(1024))
