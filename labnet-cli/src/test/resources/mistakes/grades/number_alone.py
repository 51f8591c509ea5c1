# SPDX-License-Identifier: Apache-2.0
"""The client waits for an answer before it sends the command."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: the input ended after 7 bytes of the request "1823757": the command is missing, use GMA, GL1A to GL4A, GEA or GG (grades-1.4)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.settimeout(0.5)
    try:
        server.sendall(b"1823757")
        print(server.recv(1024))
        server.sendall(b"GMA")
    except TimeoutError:
        print("no answer")
