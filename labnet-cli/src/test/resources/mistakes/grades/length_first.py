# SPDX-License-Identifier: Apache-2.0
"""A length stands before the request, as other protocols have it."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: likely cause: a length before the request: a request has none (grades-1.1)
import socket
import struct
import sys

request = b"1823757 GMA"
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(struct.pack("!I", len(request)) + request)
    print(server.recv(1024))
