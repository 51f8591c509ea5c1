# SPDX-License-Identifier: Apache-2.0
"""The text is shorter than was announced."""
# labnet: compute server
# says: ERROR the input ended 14 bytes before the end of the text (compute-2.5)
import socket
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FILE", b"19", b"A B C":
        server.sendall(part)
        time.sleep(0.2)
    server.shutdown(socket.SHUT_WR)
    print(server.recv(1024))
