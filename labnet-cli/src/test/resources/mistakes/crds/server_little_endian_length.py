# SPDX-License-Identifier: Apache-2.0
"""The length of the listing is packed without '!'."""
# labnet: crds list --port {port}
# says: likely cause: in the other byte order it is 23: use struct '!Q' (crds-4.1)
import socket
import struct

ROOMS = "room1: 239.0.0.10:5000\n"

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
while True:
    client, _ = listening.accept()
    with client:
        client.recv(1)
        client.sendall(struct.pack("Q", len(ROOMS)) + ROOMS.encode())
