# SPDX-License-Identifier: Apache-2.0
"""The word bye is sent to the directory."""
# labnet: crds server
# says: likely cause: the word "bye", a command of the client's console that is not sent (crds-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"\x01")
    server.recv(1024)
    server.sendall(b"bye")
    server.recv(1024)
