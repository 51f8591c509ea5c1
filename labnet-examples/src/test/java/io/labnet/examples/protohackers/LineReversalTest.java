// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.testkit.DatagramDriver;
import io.labnet.testkit.DatagramNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hostile checker of the line reversal server. */
class LineReversalTest {
    private static final Peer SERVER = new Peer("192.0.2.1", 7);
    private static final Peer PEER = new Peer("192.0.2.2", 1);
    private static final Peer OTHER = new Peer("192.0.2.2", 2);
    private static final Duration RETRANSMISSION = Duration.ofSeconds(3);
    private static final Duration EXPIRY = Duration.ofSeconds(60);

    /** After an acknowledgement of a part, what follows is sent again so much later. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final DatagramDriver server = new DatagramDriver(LineReversal.conversation());

    private List<String> say(String message) {
        return server.arrive(message, PEER).take(PEER);
    }

    @Test
    void lines_areReversed() {
        assertThat(say("/connect/12345/")).containsExactly("/ack/12345/0/");
        assertThat(say("/data/12345/0/hello\n/")).containsExactly("/ack/12345/6/", "/data/12345/0/olleh\n/");
        assertThat(say("/ack/12345/6/")).isEmpty();
        assertThat(say("/data/12345/6/Hello, world!\na/"))
                .containsExactly("/ack/12345/21/", "/data/12345/6/!dlrow ,olleH\n/");
        assertThat(say("/ack/12345/20/")).isEmpty();
        assertThat(say("/data/12345/21/b\n\n/")).containsExactly("/ack/12345/24/", "/data/12345/20/ba\n\n/");
        assertThat(say("/close/12345/")).containsExactly("/close/12345/");
        assertThat(server.pass(EXPIRY.multipliedBy(2)).take()).isEmpty();
    }

    @Test
    void positions_countBytesWithoutEscapes() {
        say("/connect/1/");
        assertThat(say("/data/1/0/foo\\/bar\\\\baz\n/")).containsExactly("/ack/1/12/", "/data/1/0/zab\\\\rab\\/oof\n/");
        assertThat(say("/ack/1/12/")).isEmpty();
        assertThat(server.pass(RETRANSMISSION).take()).isEmpty();
    }

    @Test
    void data_isProcessedOnceInOrder() {
        say("/connect/1/");
        assertThat(say("/data/1/3/d\n/")).containsExactly("/ack/1/0/");
        assertThat(say("/data/1/0/ab/")).containsExactly("/ack/1/2/");
        assertThat(say("/data/1/0/ab/")).containsExactly("/ack/1/2/");
        assertThat(say("/data/1/1/bc/")).containsExactly("/ack/1/3/");
        assertThat(say("/data/1/0/a/")).containsExactly("/ack/1/3/");
        assertThat(say("/data/1/0/abcd\n/")).containsExactly("/ack/1/5/", "/data/1/0/dcba\n/");
        assertThat(say("/data/1/0//")).containsExactly("/ack/1/5/");
        // A second connect does not open a new session.
        assertThat(say("/connect/1/")).containsExactly("/ack/1/0/");
        assertThat(say("/data/1/5/x/")).containsExactly("/ack/1/6/");
    }

    @Test
    void unacknowledgedData_isSentAgain() {
        say("/connect/1/");
        say("/data/1/0/abc\n/");
        assertThat(server.pass(RETRANSMISSION.minusMillis(1)).take(PEER)).isEmpty();
        assertThat(server.pass(Duration.ofMillis(1)).take(PEER)).containsExactly("/data/1/0/cba\n/");
        assertThat(say("/ack/1/1/")).isEmpty();
        assertThat(server.pass(SOON).take(PEER)).containsExactly("/data/1/1/ba\n/");
        assertThat(say("/ack/1/1/")).isEmpty();
        assertThat(say("/ack/1/0/")).isEmpty();
        // More data does not delay it.
        server.pass(RETRANSMISSION.minusMillis(1));
        assertThat(say("/data/1/4/d\n/")).containsExactly("/ack/1/6/", "/data/1/4/d\n/");
        assertThat(server.pass(Duration.ofMillis(1)).take(PEER)).containsExactly("/data/1/1/ba\nd\n/");
        say("/ack/1/6/");
        assertThat(server.pass(RETRANSMISSION.multipliedBy(2)).take(PEER)).isEmpty();
    }

    @Test
    void byteByByteAcknowledgements_resendLittle() {
        say("/connect/1/");
        for (int position = 0; position < 9_000; position += 900) {
            say("/data/1/" + position + "/" + "x\n".repeat(450) + "/");
        }
        for (int length = 1; length <= 2_000; length++) {
            assertThat(say("/ack/1/" + length + "/")).isEmpty();
        }
        List<String> again = server.pass(SOON).take(PEER);
        assertThat(again).first().asString().startsWith("/data/1/2000/");
        assertThat(String.join("", again).length()).isBetween(7_000, 8_000);
        assertThat(server.pass(RETRANSMISSION.minusMillis(1)).take(PEER)).isEmpty();
        // Without loss, nothing is sent twice.
        say("/ack/1/5000/");
        say("/ack/1/9000/");
        assertThat(server.pass(RETRANSMISSION.multipliedBy(2)).take(PEER)).isEmpty();
    }

    @Test
    void carriageReturn_endsNoLine() {
        say("/connect/1/");
        assertThat(say("/data/1/0/a\rb\r\n/")).contains("/data/1/0/\rb\ra\n/");
    }

    @Test
    void session_expires() {
        say("/connect/1/");
        say("/data/1/0/abc\n/");
        List<String> again = server.pass(EXPIRY.minusMillis(1)).take(PEER);
        assertThat(again).hasSize(19).containsOnly("/data/1/0/cba\n/");
        // The 20th retransmission is at the same time, but was asked for later.
        assertThat(server.pass(Duration.ofMillis(1)).take(PEER)).containsExactly("/close/1/");
        assertThat(server.pass(EXPIRY).take()).isEmpty();
        assertThat(say("/data/1/4/d\n/")).containsExactly("/close/1/");
    }

    @Test
    void unknownSession_getsClose() {
        assertThat(say("/data/1/0/x\n/")).containsExactly("/close/1/");
        assertThat(say("/ack/1/0/")).containsExactly("/close/1/");
        assertThat(say("/close/1/")).containsExactly("/close/1/");
    }

    @Test
    void closesOfUnknownSessions_areLimited() {
        DatagramNetwork network = new DatagramNetwork();
        DatagramDriver first = network.join(SERVER, LineReversal.conversation());
        network.join(PEER, LineReversal.conversation());
        for (int session = 0; session < 100; session++) {
            first.arrive("/close/" + session + "/", PEER);
        }
        network.pass(Duration.ofMinutes(1));
        assertThat(network.carried()).isBetween(100L, 1_000L);
        // A lost close is answered when it is sent again.
        assertThat(first.arrive("/close/1/", OTHER)
                        .pass(EXPIRY)
                        .arrive("/close/1/", OTHER)
                        .take(OTHER))
                .containsExactly("/close/1/", "/close/1/");
    }

    @Test
    void acknowledgementOfUnsentData_closesSession() {
        say("/connect/1/");
        say("/data/1/0/a\n/");
        assertThat(say("/ack/1/3/")).containsExactly("/close/1/");
        assertThat(say("/ack/1/2/")).containsExactly("/close/1/");
        assertThat(server.pass(EXPIRY).take()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "connect/1/",
                "/connect/1",
                "/connect/",
                "/connect//",
                "/connect/1//",
                "/connect/1/2/",
                "/connect/-1/",
                "/connect/2147483648/",
                "/connect/99999999999999999999/",
                "/connect/x/",
                "/hello/1/",
                "/data/1/0/a/b/",
                "/data/1/0/a",
                "/data/1/0/a\\/",
                "/data/1/0/\\n/",
                "/data/1/0/",
                "/data/1//",
                "/data/1/a/",
                "/data/1/x/a/",
                "/data/1/2147483648/a/",
                "/ack/1/",
                "/ack/1/x/",
                "/ack/1/2147483648/",
                "/ack/1/0/0/",
                "/close/1/0/",
                "/close/1/\n",
            })
    void badMessages_areIgnored(String message) {
        say("/connect/1/");
        assertThat(say(message)).isEmpty();
        assertThat(say("/data/1/0/a\n/")).containsExactly("/ack/1/2/", "/data/1/0/a\n/");
    }

    @Test
    void messages_haveFewerThan1000Bytes() {
        say("/connect/2147483647/");
        String longest = "/data/2147483647/0/" + "x".repeat(979) + "/";
        assertThat(longest).hasSize(999);
        assertThat(say(longest.replace("x/", "xx/"))).isEmpty();
        assertThat(say(longest)).containsExactly("/ack/2147483647/979/");
        for (int position = 979; position < 9_979; position += 450) {
            say("/data/2147483647/" + position + "/" + "\\/".repeat(450) + "/");
        }
        List<String> said = say("/data/2147483647/9979/\n/");
        assertThat(said).hasSizeGreaterThan(20).allMatch(message -> message.length() < 1000);
    }

    @Test
    void lineWithoutEnd_closes() {
        say("/connect/1/");
        List<String> said = List.of();
        for (int position = 0; position <= 10_000; position += 900) {
            said = say("/data/1/" + position + "/" + "x".repeat(900) + "/");
        }
        assertThat(said).containsExactly("/close/1/");
    }

    @Test
    void peerWithoutAcknowledgements_isThrottled() {
        say("/connect/1/");
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            String ack = say("/data/1/" + taken + "/" + "x\n".repeat(450) + "/").get(0);
            taken = Integer.parseInt(ack.substring("/ack/1/".length(), ack.length() - 1));
        }
        assertThat(taken).isBetween(15_000, 16_384);
        // An unfinished line counts, too.
        assertThat(say("/data/1/" + taken + "/" + "x".repeat(900) + "/")).containsExactly("/ack/1/" + taken + "/");
        // Ignored data is accepted once there is room.
        say("/ack/1/" + taken + "/");
        assertThat(say("/data/1/" + taken + "/a\n/")).contains("/ack/1/" + (taken + 2) + "/");
    }

    @Test
    void sessions_belongToTheirPeers() {
        say("/connect/1/");
        server.arrive("/connect/1/", OTHER).arrive("/close/1/", OTHER);
        assertThat(server.take(OTHER)).containsExactly("/ack/1/0/", "/close/1/");
        assertThat(say("/data/1/0/a\n/")).containsExactly("/ack/1/2/", "/data/1/0/a\n/");
    }

    @Test
    void sessions_areBoundedByHost() {
        for (int i = 0; i < 10_000; i++) {
            server.arrive("/connect/" + i + "/", new Peer(PEER.host(), 1000 + i));
        }
        assertThat(server.take())
                .filteredOn(sent -> sent.text().startsWith("/ack/"))
                .hasSize(400);
        Peer elsewhere = new Peer("192.0.2.3", 1);
        assertThat(server.arrive("/connect/1/", elsewhere).take(elsewhere)).containsExactly("/ack/1/0/");
        assertThat(say("/connect/1/")).containsExactly("/close/1/");
        server.pass(EXPIRY);
        assertThat(say("/connect/1/")).contains("/ack/1/0/");
    }

    @Test
    void sessions_areBounded() {
        for (int i = 0; i < 2_000; i++) {
            server.arrive("/connect/" + i + "/", new Peer("192.0.2." + i % 10, i));
        }
        assertThat(server.take()).allMatch(sent -> sent.text().startsWith("/ack/"));
        assertThat(say("/connect/1/")).containsExactly("/close/1/");
        Peer last = new Peer("192.0.2.9", 1_999);
        assertThat(server.arrive("/data/1999/0/a\n/", last).take(last))
                .containsExactly("/ack/1999/2/", "/data/1999/0/a\n/");
    }

    @Test
    void lossyNetwork_deliversAllLines() {
        DatagramNetwork network = new DatagramNetwork(
                DatagramFaults.seeded(7).withLoss(0.25).withDuplicates(0.1).withReordering(0.25));
        network.join(SERVER, LineReversal.conversation());
        List<LrcpClient> clients = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String text = text(new Random(i), 50);
            LrcpClient client = new LrcpClient(SERVER, i, text);
            network.join(new Peer("192.0.2.9", 1000 + i), client.conversation());
            clients.add(client);
            expected.add(reversed(text));
        }
        network.pass(Duration.ofMinutes(5));
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).heard()).as("client %s", i).isEqualTo(expected.get(i));
        }
        // After a minute without a message. Some close messages were lost.
        assertThat(clients).filteredOn(LrcpClient::wasClosed).hasSizeGreaterThan(100);
    }

    @Test
    void disconnectedClients_affectNoOther() {
        DatagramNetwork network = new DatagramNetwork();
        DatagramDriver joined = network.join(SERVER, LineReversal.conversation());
        for (int i = 0; i < 100; i++) {
            joined.arrive("/connect/" + i + "/", PEER).arrive("/data/" + i + "/0/gone\n/", PEER);
        }
        String text = text(new Random(1), 200);
        LrcpClient client = new LrcpClient(SERVER, 1, text);
        network.join(OTHER, client.conversation());
        network.pass(Duration.ofMinutes(2));
        assertThat(client.heard()).isEqualTo(reversed(text));
        assertThat(joined.take(PEER)).contains("/close/0/", "/close/99/");
    }

    private static String text(Random random, int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append("abc/\\ ".charAt(random.nextInt(6)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String reversed(String text) {
        StringBuilder reversed = new StringBuilder();
        text.lines().forEach(line -> reversed.append(new StringBuilder(line).reverse())
                .append('\n'));
        return reversed.toString();
    }
}
