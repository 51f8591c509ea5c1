# SPDX-License-Identifier: Apache-2.0
"""A minimal client of the xor protocol: it sends a text back decrypted and prints the score."""
# plant xor-1.1/native: the header is packed without "!", in the byte order of the machine
# plant xor-1.1/htons: the flag is swapped by htons, and then packed with "!"
# plant xor-1.2/header: the checksum of the header alone
# plant xor-1.2/encrypted: the checksum of the answer is computed before the data are decrypted
# plant xor-1.2/zero: the checksum is not computed
# plant xor-1.2/length: the length is filled in after the checksum was computed
# plant xor-1.3/short: the keyword has three letters and a zero byte
# plant xor-1.4/data: the length counts the data only
# plant xor-1.4/little: the length is in little-endian order
# plant xor-1.4/large: the answer is one packet, however long it is
# plant xor-1.5/twice: the length counts the header twice
# plant xor-1.6/swapped: the checksum of the request is that of RFC 1071, that of the answer byte-swapped
# plant xor-2.1/waits: the client waits for the server to speak first
# plant xor-2.1/flag: the flag of the request is 0
# plant xor-2.2/data: the request has the student id as data
# plant xor-2.3/capitals: the keyword of the request is in capitals
# plant xor-2.4/digits: the last digit of the student id is left out
# plant xor-4.1/zero: the answer has the sid 0
# plant xor-4.2/never: the last packet of the answer has the flag 0
# plant xor-4.2/closes: the client closes before it has sent its last packet
# plant xor-4.3/glued: an empty packet is glued to the request
# plant xor-4.4/first: only the first packet of the text is answered
# plant xor-4.4/newline: a line end follows the text
# plant xor-4.5/encrypted: the text is sent back as it came
# plant xor-4.5/request: the keyword of the request is taken for the key
# plant xor-4.5/letter: the first letter of the key decrypts all bytes
# plant xor-5.1/unread: the client closes without reading the result
# plant any-2.2/loop: no bytes at the end of the input are taken for a pause
# plant-should any-2.1/status: the client ends with 0 although the result is FAIL
# plant-should xor-1.1/unchecked: a packet with another flag than 0 or 1 is accepted
# plant-should xor-1.2/unchecked: a text with a wrong checksum is accepted
# plant-should xor-1.3/unchecked: any four bytes are accepted as a keyword
# plant-should xor-1.4/unchecked: a packet of more than 10,000 bytes is accepted
# plant-should xor-1.5/unchecked: what came before the end of the input is taken for a whole packet
# plant-should xor-1.7/unknown: a text with a byte-swapped checksum is refused
# plant-should xor-1.8/recv: one recv is taken for a packet
# plant-should xor-1.8/split: the header is written in two pieces
# plant-should xor-3.1/unchecked: a text with another sid is accepted
# plant-should xor-3.2/end: the end of the input is taken for the last packet of the text
# plant-should xor-5.1/keyword: any keyword but FAIL is taken for GOOD

import argparse
import socket
import struct
import sys
import time

HEADER = 16
LARGEST = 10000
PLANT = None


class Refused(Exception):
    """A mistake of the server."""


def checksums(packet, order):
    """The checksum of 16-bit words in a byte order: with all carries added, and with one."""
    words = packet[:2] + b"\0\0" + packet[4:]
    if len(words) % 2:
        words += b"\0"
    total = sum(struct.unpack(f"{order}{len(words) // 2}H", words))
    once = (total & 0xFFFF) + (total >> 16)
    all_carries = (once & 0xFFFF) + (once >> 16)
    return ~all_carries & 0xFFFF, ~once & 0xFFFF


def pack(flag, keyword, sid, data=b"", encrypted=b""):
    """A packet; the checksum comes last."""
    form = "=HH4sII" if PLANT == "xor-1.1/native" else "!HH4sII"
    length = HEADER + len(data)
    if PLANT == "xor-1.1/htons":
        flag = socket.htons(flag)
    if PLANT == "xor-1.4/data":
        length = len(data)
    if PLANT == "xor-1.4/little":
        length = socket.htonl(length)
    if PLANT == "xor-1.5/twice":
        length += HEADER
    summed = struct.pack(form, flag, 0, keyword, sid, length) + data
    if PLANT == "xor-1.2/header":
        summed = summed[:HEADER]
    if PLANT == "xor-1.2/encrypted" and data:
        summed = summed[:HEADER] + encrypted
    if PLANT == "xor-1.2/length":
        summed = struct.pack(form, flag, 0, keyword, sid, 0) + data
    checksum = checksums(summed, "<" if PLANT == "xor-1.6/swapped" and data else ">")[0]
    if PLANT == "xor-1.2/zero":
        checksum = 0
    return struct.pack(form, flag, checksum, keyword, sid, length) + data


def crypt(data, key):
    """Encrypts or decrypts: XOR with the letters of the key."""
    if PLANT == "xor-4.5/encrypted":
        return data
    if PLANT == "xor-4.5/letter":
        key = key[:1]
    return bytes(byte ^ key[i % len(key)] for i, byte in enumerate(data))


def read_exactly(connection, size):
    """Reads until so many bytes have come; they are fewer only at the end of the input."""
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece and PLANT != "any-2.2/loop":
            break
        data += piece
        if PLANT == "xor-1.8/recv":
            break
    return data


def read_packet(connection):
    header = read_exactly(connection, HEADER)
    if not header:
        raise Refused("the server closed before a packet with the flag 1")
    if len(header) < HEADER:
        raise Refused(f"the server closed after {len(header)} of 16 bytes of a header")
    flag, checksum, keyword, sid, length = struct.unpack("!HH4sII", header)
    if flag > 1 and PLANT != "xor-1.1/unchecked":
        raise Refused(f"the flag is {flag}, neither 0 nor 1")
    if not keyword.isalpha() and PLANT != "xor-1.3/unchecked":
        raise Refused(f"the keyword {keyword} is not four letters")
    if length < HEADER or length > LARGEST and PLANT != "xor-1.4/unchecked":
        raise Refused(f"the length is {length}, not within 16 to 10000")
    data = read_exactly(connection, length - HEADER)
    if len(data) < length - HEADER and PLANT != "xor-1.5/unchecked":
        raise Refused(f"the server closed after {len(data)} of {length - HEADER} bytes of data")
    possible = checksums(header + data, ">")
    if PLANT != "xor-1.7/unknown":
        possible += checksums(header + data, "<")
    if checksum not in possible and PLANT != "xor-1.2/unchecked":
        raise Refused(f"the checksum is {checksum:04x}, not {possible[0]:04x}")
    return flag, keyword, sid, data


def send(connection, packet):
    if PLANT == "xor-1.8/split":
        connection.sendall(packet[:8])
        time.sleep(0.1)
        packet = packet[8:]
    connection.sendall(packet)


def send_request(connection, keyword, sid):
    if PLANT == "xor-1.3/short":
        keyword = keyword[:3] + b"\0"
    if PLANT == "xor-2.3/capitals":
        keyword = keyword.upper()
    flag = 0 if PLANT == "xor-2.1/flag" else 1
    data = str(sid).encode() if PLANT == "xor-2.2/data" else b""
    request = pack(flag, keyword, sid, data)
    if PLANT == "xor-4.3/glued":
        request += pack(1, keyword, sid)
    send(connection, request)


def read_text(connection, expected_sid):
    """The packets of the text, each with its key and data, or the result of a refused request."""
    packets = []
    flag = 0
    while flag == 0:
        if PLANT == "xor-3.2/end" and not connection.recv(1, socket.MSG_PEEK):
            break
        flag, keyword, sid, data = read_packet(connection)
        if keyword in (b"GOOD", b"FAIL"):
            return packets, (keyword, sid, data)
        if sid != expected_sid and PLANT != "xor-3.1/unchecked":
            raise Refused(f"the sid of the text is {sid}, not {expected_sid}")
        packets.append((keyword, data))
    return packets, None


def send_answer(connection, packets, request_keyword, sid):
    """Answers each packet of the text by one packet."""
    if PLANT == "xor-4.1/zero":
        sid = 0
    if PLANT == "xor-4.4/first":
        packets = packets[:1]
    answer = []
    for key, data in packets:
        answer.append((key, crypt(data, request_keyword if PLANT == "xor-4.5/request" else key), data))
    if PLANT == "xor-1.4/large":
        answer = [(key, b"".join(plain for _, plain, _ in answer), b"".join(data for _, _, data in answer))]
    if PLANT == "xor-4.4/newline":
        answer[-1] = (answer[-1][0], answer[-1][1] + b"\n", answer[-1][2])
    for number, (key, plain, data) in enumerate(answer, 1):
        flag = 1 if number == len(answer) else 0
        if PLANT == "xor-4.2/never":
            flag = 0
        if PLANT == "xor-4.2/closes" and flag == 1:
            sys.exit("The answer is incomplete")
        send(connection, pack(flag, key, sid, plain, data))


def read_result(connection):
    _, keyword, sid, data = read_packet(connection)
    if keyword not in (b"GOOD", b"FAIL"):
        if PLANT == "xor-5.1/keyword":
            return b"GOOD", sid, data
        raise Refused(f"the keyword of the result is {keyword}, neither GOOD nor FAIL")
    return keyword, sid, data


def converse(connection, keyword, sid):
    """Returns the result."""
    if PLANT == "xor-2.1/waits":
        connection.recv(1, socket.MSG_PEEK)
    if PLANT == "xor-2.4/digits":
        sid //= 10
    send_request(connection, keyword, sid)
    packets, result = read_text(connection, sid)
    if result:
        return result
    try:
        send_answer(connection, packets, keyword, sid)
    except ConnectionError:
        pass  # the server has refused an earlier packet: its result says why
    if PLANT == "xor-5.1/unread":
        sys.exit(0)
    return read_result(connection)


def main():
    global PLANT
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=4000)
    parser.add_argument("--studentID", type=int, required=True)
    parser.add_argument("--keyword", default="sbmt")
    parser.add_argument("--plant")
    arguments = parser.parse_args()
    PLANT = arguments.plant
    if arguments.keyword == "sbmt" and not 10_000_000 <= arguments.studentID <= 99_999_999:
        sys.exit("The student id must have 8 digits")

    try:
        with socket.create_connection((arguments.host, arguments.port), timeout=30) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            keyword, score, data = converse(connection, arguments.keyword.encode(), arguments.studentID)
    except (Refused, OSError) as mistake:
        sys.exit(f"The exchange failed: {mistake}")
    message = data.decode(errors="replace")
    print(f"KEY: {keyword.decode()}")
    print(f"Score: {score}")
    print(f"Message: {message}")
    if keyword != b"GOOD" and PLANT != "any-2.1/status" or "REGISTRATION FAILED" in message:
        sys.exit(1)


main()
