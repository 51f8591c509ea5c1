# SPDX-License-Identifier: Apache-2.0
"""The name of the command is sent instead of its byte."""
# labnet: crds server
# says: 0x67 is not a command
# says: likely cause: the word "getdir" instead of the byte 01 (crds-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall("getdir".encode())
    print(server.recv(1024))
