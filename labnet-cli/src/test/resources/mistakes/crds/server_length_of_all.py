# SPDX-License-Identifier: Apache-2.0
"""The length of the listing counts its own 8 bytes."""
# labnet: crds list --port {port}
# says: 31 bytes received
# says: likely cause: the length counts its own 8 bytes (crds-4.2)
import socket
import struct

ROOMS = "room1: 239.0.0.10:5000\n"

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
while True:
    client, _ = listening.accept()
    with client:
        client.recv(1)
        client.sendall(struct.pack("!Q", 8 + len(ROOMS)) + ROOMS.encode())
