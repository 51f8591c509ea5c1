# SPDX-License-Identifier: Apache-2.0
"""Address and port are sent as binary numbers."""
# labnet: crds server
# says: the input ended inside makeroom: ef 00 00 0b 13 89; an address of 0xef=239 bytes was announced, 5 came
# says: likely cause: the address as 4 bytes instead of text such as "239.0.0.10" (crds-3.2)
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    name = b"room1"
    server.sendall(b"\x02" + bytes([len(name)]) + name + socket.inet_aton("239.0.0.11") + struct.pack("!H", 5001))
