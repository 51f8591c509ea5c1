# SPDX-License-Identifier: Apache-2.0
"""The number of the command is sent as a digit."""
# labnet: crds server
# says: 0x31 is not a command
# says: likely cause: the digit '1' as text instead of the byte 01 (crds-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(str(1).encode())
    print(server.recv(1024))
