# SPDX-License-Identifier: Apache-2.0
"""The listing is sent without its length."""
# labnet: crds list --port {port}
# says: the 8 length bytes read "room1: 2": was the length left out?
# says: The reply is "room1: 239.0.0.10:5000\x0a" (crds-4.1)
import socket

ROOMS = "room1: 239.0.0.10:5000\n"

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
while True:
    client, _ = listening.accept()
    with client:
        client.recv(1)
        client.sendall(ROOMS.encode())
