# SPDX-License-Identifier: Apache-2.0
"""A browser, or requests.post, is pointed at the server."""
# labnet: numbers server --keep-running
# says: likely cause: an HTTP client (numbers-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
    print(server.recv(1024))
