# SPDX-License-Identifier: Apache-2.0
"""The marks are sent as a token for each, one after the other."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: likely cause: two tokens in a row: a reply is one token (grades-3.2)
import socket

from cryptography.fernet import Fernet

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
KEY = b"K-sD58VVPTxtEuMGz5Lf2-XWLLw5cUNzy0yPr7HmjCQ="
fernet = Fernet(KEY)
connection, _ = listener.accept()
with connection:
    connection.recv(1024)
    connection.sendall(fernet.encrypt(b"Lab 1: 3") + fernet.encrypt(b"Lab 2: 9"))
