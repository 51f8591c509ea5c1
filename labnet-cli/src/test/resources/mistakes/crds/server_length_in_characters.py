# SPDX-License-Identifier: Apache-2.0
"""The length of the listing is taken before it is encoded."""
# labnet: crds list --port {port}
# says: warning: the length of the listing counts its characters, not its bytes
# says: take the length after encoding (crds-4.2)
import socket
import struct

ROOMS = "café: 239.0.0.10:5000\n"

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
while True:
    client, _ = listening.accept()
    with client:
        client.recv(1)
        client.sendall(struct.pack("!Q", len(ROOMS)) + ROOMS.encode())
