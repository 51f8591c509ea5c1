# SPDX-License-Identifier: Apache-2.0
"""A minimal server of the xor protocol: it sends an encrypted text and scores the answer."""
# plant xor-1.1/htons: the flag is swapped by htons, and then packed with "!"
# plant xor-1.1/unchecked: a request with another flag than 0 or 1 is accepted
# plant xor-1.2/header: the checksum of the header alone
# plant xor-1.2/plain: the checksum is computed before the data are encrypted
# plant xor-1.2/zero: the checksum is not computed
# plant xor-1.2/length: the length is filled in after the checksum was computed
# plant xor-1.2/result: the checksum of the result is not computed
# plant xor-1.2/odd: an odd last byte is the low half of a word instead of the high one
# plant xor-1.2/unchecked: any checksum is accepted
# plant xor-1.3/key: the key has three letters and a zero byte
# plant xor-1.3/unchecked: any four bytes are accepted as a keyword
# plant xor-1.2/data-length: the length counts the data only
# plant xor-1.4/native: the header is packed without "!", so that a length of 10,000 comes as 270,991,360
# plant xor-1.4/little: the length is in little-endian order
# plant xor-1.4/large: a packet has 10,000 bytes of data, and so 10,016 in all
# plant xor-1.4/unchecked: a packet of any length is accepted
# plant xor-1.5/short: what came before the end of the input is taken for a whole packet
# plant xor-1.6/unchecked: the form of the checksum may change within a conversation
# plant xor-2.1/first: the server greets with a packet before the request has come
# plant xor-2.1/unchecked: a request with the flag 0 is accepted
# plant xor-2.2/unchecked: a request with data is accepted
# plant xor-2.3/unchecked: a keyword in capitals is accepted
# plant xor-2.4/unchecked: the score of an id with 7 digits is stored
# plant xor-3.1/zero: the text has the sid 0
# plant xor-3.2/never: the last packet of the text has the flag 0
# plant xor-3.2/always: each packet of the text has the flag 1
# plant xor-4.1/unchecked: an answer with another sid is accepted
# plant xor-4.1/half: only the lower half of the sid of an answer is compared
# plant xor-4.2/first: the first packet of the answer is taken for the last
# plant xor-4.2/end: the end of the input is taken for the last packet of the answer
# plant xor-4.3/unchecked: an answer that ends before the text is sent earns the points of a complete one
# plant xor-4.4/unchecked: an answer that is only the beginning of the text is right
# plant xor-4.5/unchecked: an answer with the right length is right
# plant xor-4.5/sorted: the bytes of an answer may come in any order
# plant xor-4.5/letter: the first letter of the key encrypts all bytes
# plant xor-4.5/request: the keyword of the request is the key
# plant xor-5.1/none: the server closes without a result
# plant xor-5.1/fail: the server closes without a result when it finds a mistake
# plant xor-5.1/done: the keyword of the result is DONE
# plant xor-5.1/sid: the student id stands in place of the score
# plant any-1.2/one-at-a-time: a client is served when the one before it has left
# plant any-1.1/dies: a wrong packet ends the server with a traceback
# plant any-1.2/hangs: the next client is accepted after the first byte of the one before it
# plant any-1.3/reuse: no SO_REUSEADDR
# plant-should xor-1.7/unknown: a byte-swapped checksum is refused
# plant-should xor-1.7/other: all packets have an RFC 1071 checksum, whatever the client sends
# plant-should xor-1.8/split: the header is written in two pieces
# plant-should xor-1.8/recv: one recv is taken for a header
# plant-should xor-3.3/small: packets of the text have 1,000 bytes of data
# plant-should xor-3.3/odd: the length of the text is odd
# plant-should xor-3.4/capitals: the key is in capitals
# plant-should xor-4.6/checked: an answer must have the key as its keyword
# plant-should xor-4.7/checked: an answer must be cut as the text is
# plant-should xor-5.1/flag: the flag of the result is 0

import argparse
import os
import random
import select
import socket
import struct
import threading
import time
import traceback

HEADER = 16
LARGEST = 10000
WORDS = "network packet header socket server client stream buffer window router".split()
PLANT = None
best_scores = {}


class Refused(Exception):
    """A mistake of the client, with the message of the result."""


def checksums(packet, order):
    """The checksum of 16-bit words in a byte order: with all carries added, and with one."""
    words = packet[:2] + b"\0\0" + packet[4:]
    if len(words) % 2:
        words = words[:-1] + b"\0" + words[-1:] if PLANT == "xor-1.2/odd" else words + b"\0"
    total = sum(struct.unpack(f"{order}{len(words) // 2}H", words))
    once = (total & 0xFFFF) + (total >> 16)
    all_carries = (once & 0xFFFF) + (once >> 16)
    return ~all_carries & 0xFFFF, ~once & 0xFFFF


def pack(flag, keyword, sid, data, order, plain=b""):
    """A packet; the checksum comes last. The order is that of the words of the checksum."""
    form = "=HH4sII" if PLANT == "xor-1.4/native" else "!HH4sII"
    length = HEADER + len(data)
    if PLANT == "xor-1.1/htons":
        flag = socket.htons(flag)
    if PLANT == "xor-1.2/data-length":
        length = len(data)
    if PLANT == "xor-1.4/little":
        length = socket.htonl(length)
    if PLANT == "xor-1.7/other":
        order = ">"
    summed = struct.pack(form, flag, 0, keyword, sid, length) + data
    if PLANT == "xor-1.2/header":
        summed = summed[:HEADER]
    if PLANT == "xor-1.2/plain" and plain:
        summed = summed[:HEADER] + plain
    if PLANT == "xor-1.2/length":
        summed = struct.pack(form, flag, 0, keyword, sid, 0) + data
    checksum = checksums(summed, order)[0]
    if PLANT == "xor-1.2/zero" or PLANT == "xor-1.2/result" and keyword in (b"GOOD", b"FAIL"):
        checksum = 0
    return struct.pack(form, flag, checksum, keyword, sid, length) + data


def crypt(data, key):
    """Encrypts or decrypts: XOR with the letters of the key."""
    if PLANT == "xor-4.5/letter":
        key = key[:1]
    return bytes(byte ^ key[i % len(key)] for i, byte in enumerate(data))


class Conversation:
    def __init__(self, connection):
        self.connection = connection
        self.orders = ["<", ">"]  # the byte orders that fitted all checksums of the client
        self.score = 0
        if PLANT == "xor-1.7/unknown":
            self.orders = [">"]

    def read_exactly(self, size):
        """Reads until so many bytes have come; they are fewer only at the end of the input."""
        data = b""
        while len(data) < size:
            piece = self.connection.recv(size - len(data))
            if not piece:
                break
            data += piece
            if PLANT == "xor-1.8/recv":
                break
        return data

    def read_packet(self):
        header = self.read_exactly(HEADER)
        if not header:
            raise Refused("THE INPUT ENDED BEFORE A PACKET WITH THE FLAG 1 (xor-4.2)")
        if len(header) < HEADER:
            raise Refused(f"THE INPUT ENDED AFTER {len(header)} OF 16 BYTES OF A HEADER (xor-1.5)")
        flag, checksum, keyword, sid, length = struct.unpack("!HH4sII", header)
        if flag > 1 and PLANT != "xor-1.1/unchecked":
            raise Refused(f"THE FLAG IS {flag}, NEITHER 0 NOR 1 (xor-1.1)")
        if not keyword.isalpha() and PLANT != "xor-1.3/unchecked":
            raise Refused(f"THE KEYWORD {keyword} IS NOT FOUR LETTERS (xor-1.3)")
        if not HEADER <= length <= LARGEST and PLANT != "xor-1.4/unchecked":
            raise Refused(f"THE LENGTH IS {length}, NOT WITHIN 16 TO 10000 (xor-1.4)")
        data = self.read_exactly(length - HEADER)
        if len(data) < length - HEADER and PLANT != "xor-1.5/short":
            raise Refused(f"THE INPUT ENDED AFTER {len(data)} OF {length - HEADER} BYTES OF DATA (xor-1.5)")
        orders = [order for order in self.orders if checksum in checksums(header + data, order)]
        if not orders and PLANT != "xor-1.2/unchecked":
            raise Refused(f"THE CHECKSUM {checksum:04x} IS WRONG, OR OF ANOTHER FORM THAN BEFORE (xor-1.2, xor-1.6)")
        if orders and PLANT != "xor-1.6/unchecked":
            self.orders = orders
        return flag, keyword, sid, data

    def read_request(self):
        flag, self.keyword, self.sid, data = self.read_packet()
        if flag == 0 and PLANT != "xor-2.1/unchecked":
            raise Refused("THE FLAG OF THE REQUEST IS 0 (xor-2.1)")
        if data and PLANT != "xor-2.2/unchecked":
            raise Refused(f"THE REQUEST HAS {len(data)} BYTES OF DATA (xor-2.2)")
        if self.keyword != self.keyword.lower() and PLANT != "xor-2.3/unchecked":
            raise Refused("THE KEYWORD OF THE REQUEST HAS CAPITAL LETTERS (xor-2.3)")
        self.score = 10

    def send_text(self, text, key):
        sid = 0 if PLANT == "xor-3.1/zero" else self.sid
        size = LARGEST - HEADER
        if PLANT == "xor-1.4/large":
            size = LARGEST
        if PLANT == "xor-3.3/small":
            size = 1000
        for start in range(0, len(text), size):
            plain = text[start : start + size]
            flag = 1 if start + size >= len(text) else 0
            if PLANT == "xor-3.2/never":
                flag = 0
            if PLANT == "xor-3.2/always":
                flag = 1
            data = crypt(plain, self.keyword if PLANT == "xor-4.5/request" else key)
            packet = pack(flag, key, sid, data, self.orders[0], plain)
            if PLANT == "xor-1.8/split":
                self.connection.sendall(packet[:8])
                time.sleep(0.1)
                packet = packet[8:]
            self.connection.sendall(packet)

    def read_answer(self, key):
        answer = b""
        flag = 0
        while flag == 0:
            if PLANT == "xor-4.2/end" and not self.connection.recv(1, socket.MSG_PEEK):
                break
            flag, keyword, sid, data = self.read_packet()
            if PLANT == "xor-4.1/half":
                sid = self.sid & ~0xFFFF | sid & 0xFFFF
            if sid != self.sid and PLANT != "xor-4.1/unchecked":
                raise Refused(f"THE SID OF THE ANSWER IS {sid}, NOT {self.sid} (xor-4.1)")
            if keyword != key and PLANT == "xor-4.6/checked":
                raise Refused("THE KEYWORD OF THE ANSWER IS NOT THE KEY (xor-4.6)")
            if flag == 0 and len(data) != LARGEST - HEADER and PLANT == "xor-4.7/checked":
                raise Refused("A PACKET OF THE ANSWER IS NOT FULL (xor-4.7)")
            answer += data
            if PLANT == "xor-4.2/first":
                break
        return answer

    def exchange(self):
        """Sends the text, reads the answer, and returns the message of a good result."""
        has_input = select.select([self.connection], [], [], 0)[0]
        if has_input and self.connection.recv(1, socket.MSG_PEEK) and PLANT != "xor-4.3/unchecked":
            raise Refused("THE ANSWER CAME BEFORE THE TEXT (xor-4.3)")
        text = " ".join(random.choices(WORDS, k=3400)).encode()
        text = text[:20001] if PLANT == "xor-3.3/odd" else text[:20500]
        key = bytes(random.choices(b"abcdefghijklmnopqrstuvwxyz", k=4))
        if PLANT == "xor-1.3/key":
            key = key[:3] + b"\0"
        if PLANT == "xor-3.4/capitals":
            key = key.upper()
        self.send_text(text, key)
        answer = self.read_answer(key)
        self.score = 20
        if PLANT == "xor-4.4/unchecked":
            text = text[: len(answer)]
        if len(answer) != len(text):
            raise Refused(f"THE ANSWER HAS {len(answer)} BYTES, THE TEXT {len(text)} (xor-4.4)")
        self.score = 35
        if PLANT == "xor-4.5/sorted":
            answer, text = sorted(answer), sorted(text)
        if answer != text and PLANT != "xor-4.5/unchecked":
            raise Refused("THE ANSWER IS NOT THE DECRYPTED TEXT (xor-4.5)")
        self.score = 50
        if self.keyword != b"sbmt":
            return "DECRYPTED DATA MATCH"
        if not 10_000_000 <= self.sid <= 99_999_999 and PLANT != "xor-2.4/unchecked":
            return f"DECRYPTED DATA MATCH, REGISTRATION FAILED: {self.sid} HAS NOT 8 DIGITS (xor-2.4)"
        best_scores[self.sid] = self.score
        return "DECRYPTED DATA MATCH & YOUR POINTS ARE REGISTERED ON DATABASE"

    def send_result(self, keyword, message):
        print(f"{keyword.decode()} {self.score}: {message}", flush=True)
        if PLANT == "xor-5.1/none" or PLANT == "xor-5.1/fail" and keyword == b"FAIL":
            return
        if PLANT == "xor-5.1/done":
            keyword = b"DONE"
        flag = 0 if PLANT == "xor-5.1/flag" else 1
        score = self.sid if PLANT == "xor-5.1/sid" and self.score > 0 else self.score
        self.connection.sendall(pack(flag, keyword, score, message.encode(), self.orders[0]))

    def close(self):
        """Reads what is left before closing: otherwise a reset could destroy the result."""
        try:
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1)
            deadline = time.monotonic() + 2
            while self.connection.recv(4096) and time.monotonic() < deadline:
                pass
        except OSError:
            pass  # the client has left, or sends nothing more
        self.connection.close()

    def serve(self):
        try:
            try:
                self.read_request()
                self.send_result(b"GOOD", self.exchange())
            except (Refused, TimeoutError) as mistake:
                if PLANT == "any-1.1/dies":
                    traceback.print_exc()
                    os._exit(1)
                self.send_result(b"FAIL", f"{mistake}; SCORE {self.score} OF 50")
        except OSError as failure:
            print(f"The connection broke: {failure}", flush=True)
        self.close()


def main():
    global PLANT
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--plant")
    arguments = parser.parse_args()
    PLANT = arguments.plant

    server = socket.socket()
    if PLANT != "any-1.3/reuse":
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", arguments.port))
    server.listen(50)
    print(f"listening on port {server.getsockname()[1]}", flush=True)
    while True:
        connection = server.accept()[0]
        if PLANT == "xor-2.1/first":
            connection.sendall(pack(1, b"helo", 0, b"", "<"))
        if PLANT == "any-1.2/hangs":
            select.select([connection], [], [])
        connection.settimeout(30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        conversation = Conversation(connection)
        if PLANT == "any-1.2/one-at-a-time":
            conversation.serve()
        else:
            threading.Thread(target=conversation.serve, daemon=True).start()


main()
