# SPDX-License-Identifier: Apache-2.0
"""The server adds the numbers as strings."""
# labnet: numbers client 25 --port {port}
# says: the server's sum is 2510, but the correct sum is 35
# says: likely cause: the numbers were added as strings (numbers-3.3)
import json
import socket

listening = socket.create_server(("127.0.0.1", 0))
print("listening on port", listening.getsockname()[1], flush=True)
client, _ = listening.accept()
with client:
    number = str(json.loads(client.recv(1024))["client_number"])
    total = int(number + "10")
    client.sendall(json.dumps({"server_name": "Py", "server_number": 10, "sum": total}).encode())
