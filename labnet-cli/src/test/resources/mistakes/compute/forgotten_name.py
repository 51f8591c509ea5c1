# SPDX-License-Identifier: Apache-2.0
"""The client sends its request without saying its name."""
# labnet: compute server
# says: ERROR FACTORIAL came instead of a name: a client sends its name first (compute-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"FACTORIAL")
    print(server.recv(1024))
