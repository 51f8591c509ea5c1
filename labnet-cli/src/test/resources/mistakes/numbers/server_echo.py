# SPDX-License-Identifier: Apache-2.0
"""The server sends the request back."""
# labnet: numbers client 25 --port {port}
# says: the message has no server_name
# says: likely cause: the request was sent back (numbers-3.1)
import socket

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
client, _ = listening.accept()
with client:
    client.sendall(client.recv(1024))
