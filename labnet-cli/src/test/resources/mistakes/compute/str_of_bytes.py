# SPDX-License-Identifier: Apache-2.0
"""The number is bytes, turned into text by str."""
# labnet: compute server
# says: ERROR b'7' is no number; likely cause: the text that Python prints for bytes: send the bytes themselves, not str() of them (compute-2.2)
import socket
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FACTORIAL", str(b"7").encode():
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
