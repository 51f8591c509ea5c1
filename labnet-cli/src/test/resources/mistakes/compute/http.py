# SPDX-License-Identifier: Apache-2.0
"""A browser, or requests.get, is pointed at the server."""
# labnet: compute server
# says: "GET / HTTP/1.1\x0d" came instead of a name: a client sends its name first; likely cause: an HTTP client (compute-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    print(server.recv(1024))
