# SPDX-License-Identifier: Apache-2.0
"""The request is in lower case."""
# labnet: compute server
# says: ERROR fibonacci is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE; likely cause: letters in lower case (compute-2.1)
import socket
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"fibonacci", b"7":
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
