# SPDX-License-Identifier: Apache-2.0
"""A server never sets the flag 1, and closes after the text."""
# labnet: xor client --port={port} --studentID=20201234
# says: 1 packet of the text had arrived (12 bytes of data), but no last packet (flag 1)
# says: (xor-3.2)
import socket
import struct


def checksum(message):
    message += b"\0" * (len(message) % 2)
    total = sum(struct.unpack("!%dH" % (len(message) // 2), message))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(flag, keyword, sid, data=b""):
    header = struct.pack("!HH4sII", flag, 0, keyword, sid, 16 + len(data))
    return header[:2] + struct.pack("!H", checksum(header + data)) + header[4:] + data


listener = socket.create_server(("127.0.0.1", 0))
print("listening on port %d" % listener.getsockname()[1], flush=True)
while True:
    client, _ = listener.accept()
    client.recv(16)
    client.sendall(packet(0, b"tree", 20201234, b"............"))
    client.close()
