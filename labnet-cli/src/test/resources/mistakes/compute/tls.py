# SPDX-License-Identifier: Apache-2.0
"""The client speaks TLS to a plain port."""
# labnet: compute server
# says: likely cause: a TLS client: this port does not use TLS (compute-1.
import socket
import ssl
import sys

context = ssl.create_default_context()
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as plain:
    try:
        with context.wrap_socket(plain, server_hostname="localhost") as server:
            server.sendall(b"Client1")
    except OSError as problem:
        print(problem)
