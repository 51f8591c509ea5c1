# SPDX-License-Identifier: Apache-2.0
"""A client as students write it: numbers_client.py PORT NUMBER. Prints the sum, or what is wrong with it."""
import json
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(json.dumps({"client_name": "Client of Zoë", "client_number": json.loads(sys.argv[2])}).encode())
    text = server.recv(1024).decode()
    reply = json.loads(text) if text else None
if reply:
    assert 1 <= reply["server_number"] <= 100
    assert reply["sum"] == int(sys.argv[2]) + reply["server_number"]
print("sum" if reply else "closed", reply["server_name"] if reply else "")
