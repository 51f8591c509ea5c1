# SPDX-License-Identifier: Apache-2.0
"""A server as students write it: numbers_server.py REPLY. Sends the reply to one client, and prints what that sent."""
import json
import socket
import sys

listener = socket.create_server(("127.0.0.1", 0))
print("Listening on port", listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
print(json.loads(connection.recv(1024)), flush=True)
connection.sendall(sys.argv[1].encode())
connection.close()
