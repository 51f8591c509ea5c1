# SPDX-License-Identifier: Apache-2.0
"""The address of a room is sent as binary numbers."""
# labnet: crds find room1 --port {port}
# says: likely cause: the address as 4 bytes instead of text such as "239.0.0.10" (crds-4.5)
import socket
import struct

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
while True:
    client, _ = listening.accept()
    with client:
        client.recv(1024)
        client.sendall(socket.inet_aton("239.0.0.10") + struct.pack("!H", 5000))
