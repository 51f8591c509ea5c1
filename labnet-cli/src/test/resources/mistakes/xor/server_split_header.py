# SPDX-License-Identifier: Apache-2.0
"""A server splits the header of its text; other clients take the first part for the packet, labnet does not."""
# labnet: xor client --port={port} --studentID=20201234
# says: KEY: GOOD
# tap: no rule was broken
import socket
import struct
import time


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
    text = packet(1, b"tree", 20201234, b"............")
    client.sendall(text[:7])
    time.sleep(0.1)
    client.sendall(text[7:])
    client.recv(28)
    client.sendall(packet(1, b"GOOD", 50, b"DECRYPTED DATA MATCH"))
    client.close()
