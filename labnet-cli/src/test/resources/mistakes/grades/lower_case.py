# SPDX-License-Identifier: Apache-2.0
"""The command is sent as it was typed."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: 'gma' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)
import socket
import sys

typed = "1823757 gma"
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(typed.encode())
    print(server.recv(1024))
