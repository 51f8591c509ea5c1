# SPDX-License-Identifier: Apache-2.0
"""The token is turned into text by str."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: likely cause: the text that Python prints for bytes: send the bytes themselves, not str() of them (grades-3.2)
import socket

from cryptography.fernet import Fernet

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
KEY = b"K-sD58VVPTxtEuMGz5Lf2-XWLLw5cUNzy0yPr7HmjCQ="
token = Fernet(KEY).encrypt(b"Midterm Average: 10.45")
connection, _ = listener.accept()
with connection:
    connection.recv(1024)
    connection.sendall(str(token).encode())
