# SPDX-License-Identifier: Apache-2.0
"""Joins a chat room on the loopback interface, prints what it hears, and answers each message that is a question:
chat_member.py GROUP PORT"""
import socket
import sys

group, port = sys.argv[1], int(sys.argv[2])
loopback = socket.inet_aton("127.0.0.1")
member = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
member.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
if hasattr(socket, "SO_REUSEPORT"):
    member.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
member.bind(("", port))
member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + loopback)
member.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, loopback)
member.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 0)
print("ready", flush=True)
while True:
    heard = member.recv(2048)
    # Its own answer, which it hears too, is not UTF-8.
    print(heard.decode(errors="backslashreplace"), flush=True)
    if heard.endswith(b"?"):
        member.sendto(b"Py\x1b[31m: \x1b[2Jyes \xff\n", (group, port))
