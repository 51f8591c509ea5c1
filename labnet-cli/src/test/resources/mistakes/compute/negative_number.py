# SPDX-License-Identifier: Apache-2.0
"""What the user typed is not checked."""
# labnet: compute server
# says: ERROR -5 is negative (compute-2.3)
import socket
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FACTORIAL", b"-5":
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
