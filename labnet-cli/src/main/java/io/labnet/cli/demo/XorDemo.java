// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorOutcome;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.client.XorReport;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Random;

/** The documented XOR exchange, every form of checksum, mistakes that lose points, and many clients at once. */
final class XorDemo implements DemoSection {
    private static final int CLIENTS = 100;
    private static final long STUDENT = 20201234;
    private static final int TEXT_BYTES = 25_001;
    private static final String DOCUMENTED = "hello, KAIST network lab 2020!";
    private static final String MATCH = "DECRYPTED DATA MATCH";
    private static final String REGISTERED = MATCH + " & YOUR POINTS ARE REGISTERED ON DATABASE";

    private final DemoEnvironment environment;
    private final int clients;

    XorDemo(DemoEnvironment environment) {
        this.environment = environment;
        clients = environment.scaled(CLIENTS);
    }

    @Override
    public void run(Transcript transcript) throws Exception {
        showChecksums(transcript);
        try (ScoreBook book = ScoreBook.inMemory()) {
            showDocumented(transcript, book);
            byte[] text = new byte[TEXT_BYTES];
            new Random(1).nextBytes(text);
            try (Server server = serve(XorText.of(text), book)) {
                transcript.print("A text of " + TEXT_BYTES + " bytes, in three packets:");
                showClients(transcript, server);
                showMistakes(transcript, server);
                showCrowd(transcript, book, server);
            }
        }
    }

    private void showChecksums(Transcript transcript) {
        transcript.print("The checksum of one request in each form that programs send:");
        XorPacket request = new XorPacket(true, "sbmt", 20192996);
        showChecksum(transcript, request, ChecksumForm.RFC_1071, "feff");
        showChecksum(transcript, request, ChecksumForm.BYTE_SWAPPED, "fffe");
        showChecksum(transcript, request, ChecksumForm.BYTE_SWAPPED_ONE_FOLD, "ffff");
        byte[] flipped = request.encode();
        flipped[11] ^= 1;
        transcript.expect(
                "one flipped bit",
                "the checksum is 0xfeff, but 0xfefe (RFC 1071) was expected (xor-1.2)",
                refusal(flipped));
    }

    private static void showChecksum(Transcript transcript, XorPacket request, ChecksumForm form, String expected) {
        transcript.expect(form.toString(), expected, HexFormat.of().formatHex(request.encode(form), 2, 4));
    }

    private void showDocumented(Transcript transcript, ScoreBook book) throws IOException {
        try (Server server = serve(XorText.of(DOCUMENTED.getBytes(StandardCharsets.US_ASCII)), book);
                Connection connection = environment.transport().connect(server.endpoint())) {
            transcript.print("The documented exchange with the server on " + server.endpoint() + ", byte for byte:");
            connection.write(hex("0001d1de73626d7401343f1200000010"));
            transcript.expect(
                    "it sends",
                    "000131407472656501343f120000002e1c1709091b5e452e353b3631541c0011031d170e541e0407544055574453",
                    read(connection, 46));
            connection.write(hex("0001ba7a7472656501343f120000002e"));
            connection.write(ByteBuffer.wrap(DOCUMENTED.getBytes(StandardCharsets.US_ASCII)));
            transcript.expect("it replies", "0001b25d474f4f44000000320000004d", read(connection, 16));
        }
    }

    private void showClients(Transcript transcript, Server server) throws IOException {
        XorClient client = new XorClient(environment.transport(), server.endpoint());
        XorReport submitted = client.run("sbmt", STUDENT, ChecksumChoice.RFC);
        transcript.expect("a submission", new XorResult(true, 50, REGISTERED), submitted.outcome());
        XorReport swapped = client.run("test", STUDENT, ChecksumChoice.SWAPPED);
        transcript.expect("a test, byte-swapped", new XorResult(true, 50, MATCH), swapped.outcome());
        XorOutcome foreign = client.run("sbmt", 7, ChecksumChoice.AUTO).outcome();
        transcript.expect(
                "a student id of one digit",
                MATCH + ", REGISTRATION FAILED: A STUDENT ID HAS 8 DIGITS, NOT 7 (xor-2.4)",
                message(foreign));
    }

    private void showMistakes(Transcript transcript, Server server) throws IOException {
        transcript.print("The server reports each fault, and the points scored so far:");
        XorPacket request = new XorPacket(true, "test", STUDENT);
        byte[] tooLong = request.encode();
        tooLong[14] = 0x27;
        tooLong[15] = 0x11;
        transcript.expect(
                "a length of 10001",
                "BAD PACKET: the length is 10001 (bytes 00 00 27 11 at offset 12), not within 16 to 10000;"
                        + " send more than 9984 bytes of data in several packets (xor-1.4); SCORE 0 OF 50",
                lastWords(server, tooLong, 0));
        transcript.expect(
                "an answer that is too short",
                "THE DECRYPTED DATA HAS 5 BYTES, BUT THE TEXT HAS 25001 (xor-4.4);"
                        + " SCORE 20 OF 50: HEADER 10, ALL RECEIVED 10",
                lastWords(server, request.encode(), TEXT_BYTES + 3 * XorPacket.HEADER_BYTES));
    }

    private void showCrowd(Transcript transcript, ScoreBook book, Server server) throws Exception {
        transcript.print(clients + " students at the same time:");
        XorClient client = new XorClient(environment.transport(), server.endpoint());
        XorResult all = new XorResult(true, 50, REGISTERED);
        int good = Crowd.run(
                clients,
                i -> () -> client.run("sbmt", STUDENT + i, ChecksumChoice.AUTO)
                        .outcome()
                        .equals(all));
        transcript.expect("students with all points", clients, good);
        long stored = book.standings().stream()
                .mapToLong(BestScore::points)
                .filter(points -> points == 50)
                .count();
        transcript.expect("students in the score book", (long) clients, stored);
    }

    private Server serve(XorText text, ScoreBook book) throws IOException {
        XorTask task = new XorTask(text, () -> "tree", book.xorRegister(Clock.systemUTC()));
        return environment.serve(new XorService(task), OPTIONS);
    }

    /**
     * Sends a request, and returns the message of the server's last packet. {@code textBytes} is the total size of the
     * packets with the text. If it is not 0, this method first reads these packets, and answers with five bytes of
     * data.
     */
    private String lastWords(Server server, byte[] request, int textBytes) throws IOException {
        try (Connection connection = environment.transport().connect(server.endpoint())) {
            connection.write(ByteBuffer.wrap(request));
            if (textBytes > 0) {
                read(connection, textBytes);
                XorPacket answer = new XorPacket(true, "tree", STUDENT, XorData.of("short"));
                connection.write(ByteBuffer.wrap(answer.encode()));
            }
            byte[] header = bytes(connection, XorPacket.HEADER_BYTES);
            int rest = ByteBuffer.wrap(header).getInt(12) - XorPacket.HEADER_BYTES;
            return new String(bytes(connection, rest), StandardCharsets.UTF_8);
        }
    }

    private static String read(Connection connection, int length) throws IOException {
        return HexFormat.of().formatHex(bytes(connection, length));
    }

    private static byte[] bytes(Connection connection, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (connection.read(in) == Boundary.END) {
                throw new EOFException("the server closed after " + in.position() + " of " + length + " bytes");
            }
        }
        return in.array();
    }

    private static String refusal(byte[] packet) {
        try {
            return XorPacket.decode(packet).toString();
        } catch (ProtocolException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String message(XorOutcome outcome) {
        return outcome instanceof XorResult result ? result.message() : ((NoXorResult) outcome).explanation();
    }

    private static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }
}
