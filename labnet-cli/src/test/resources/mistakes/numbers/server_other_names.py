# SPDX-License-Identifier: Apache-2.0
"""The server uses other names for the members."""
# labnet: numbers client 25 --port {port}
# says: the message has no server_name; it has these members: name, number, sum
# says: (numbers-3.1)
import json
import socket

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
client, _ = listening.accept()
with client:
    number = json.loads(client.recv(1024))["client_number"]
    client.sendall(json.dumps({"name": "Py", "number": 10, "sum": number + 10}).encode())
