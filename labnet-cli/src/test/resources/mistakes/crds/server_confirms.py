# SPDX-License-Identifier: Apache-2.0
"""The server confirms a makeroom, which has no reply."""
# labnet: crds make room1 239.0.0.10 5000 --port {port}
# says: likely cause: a reply to makeroom or deleteroom (crds-4.7)
import socket

EMPTY = bytes(8)

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
while True:
    client, _ = listening.accept()
    with client:
        while command := client.recv(1024):
            client.sendall(EMPTY if command[0] == 1 else b"OK")
