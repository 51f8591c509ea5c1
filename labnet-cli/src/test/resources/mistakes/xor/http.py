# SPDX-License-Identifier: Apache-2.0
"""A browser, or requests.get, is pointed at the server."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: neither 0 nor 1: it begins "GET / HT"
# says: likely cause: an HTTP client (xor-1.1)
import socket
import sys


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    server.recv(1024)
