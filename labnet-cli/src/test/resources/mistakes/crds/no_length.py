# SPDX-License-Identifier: Apache-2.0
"""The typed line is sent after the command byte, without lengths."""
# labnet: crds server
# says: a name of 0x72=114 bytes was announced, 20 came
# says: likely cause: the length byte was left out: 'r' was taken for it (crds-2.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"\x02" + "room1 239.0.0.10 5000".encode())
