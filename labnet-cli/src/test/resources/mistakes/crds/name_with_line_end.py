# SPDX-License-Identifier: Apache-2.0
"""The name of the room is sent with the line end that was read."""
# labnet: crds server
# says: makeroom room1\x0a: 239.0.0.10:5000: refused, its name has a control character
# says: likely cause: a line end or a zero byte was sent with it: strip the line that was read (crds-3.1)
import io
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    message = b"\x02"
    for field in io.StringIO("room1\n").readline(), "239.0.0.10", "5000":
        message += bytes([len(field)]) + field.encode()
    server.sendall(message)
