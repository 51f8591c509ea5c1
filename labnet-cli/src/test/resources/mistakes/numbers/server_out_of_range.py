# SPDX-License-Identifier: Apache-2.0
"""The server picks a number from 0."""
# labnet: numbers client 25 --port {port}
# says: the server's number 0 is not within 1 to 100 (numbers-3.2)
import json
import socket

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
client, _ = listening.accept()
with client:
    number = json.loads(client.recv(1024))["client_number"]
    client.sendall(json.dumps({"server_name": "Py", "server_number": 0, "sum": number}).encode())
