# SPDX-License-Identifier: Apache-2.0
"""A line end is sent after the command."""
# labnet: crds server
# says: 0x0a is not a command
# says: likely cause: a line end after a command (crds-1.3)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"\x01\n")
    print(server.recv(1024))
