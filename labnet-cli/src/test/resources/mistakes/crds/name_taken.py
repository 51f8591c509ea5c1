# SPDX-License-Identifier: Apache-2.0
"""The same room is made twice."""
# labnet: crds server
# says: refused, its name is taken (crds-3.5), 1 so far
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(2 * b"\x02\x05twice\x0a239.0.0.22\x045000")
