# SPDX-License-Identifier: Apache-2.0
"""A client with TLS connects to the plain port."""
# labnet: numbers server --keep-running
# says: likely cause: a TLS client: this port does not use TLS (numbers-1.1)
import socket
import ssl
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    try:
        ssl._create_unverified_context().wrap_socket(server)
    except OSError as problem:
        print(problem)
