// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.testkit.DatagramDriver;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hostile checker of the key and value server. */
class UnusualDatabaseTest {
    private static final Peer PEER = new Peer("192.0.2.1", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatagramDriver server = new DatagramDriver(UnusualDatabase.conversation());

    @ParameterizedTest
    @CsvSource({
        "foo=bar, foo, foo=bar",
        "foo=bar=baz, foo, foo=bar=baz",
        "foo=, foo, foo=",
        "foo===, foo, foo===",
        "=foo, '', =foo",
        "=, '', =",
        "' a b =c', ' a b ', ' a b =c'",
    })
    void insert_isSplitAtFirstEqualsSign(String insert, String key, String answer) {
        assertThat(server.arrive(insert, PEER).take()).isEmpty();
        assertThat(server.arrive(key, PEER).take(PEER)).containsExactly(answer);
    }

    @Test
    void retrieve_returnsNewestValue() {
        Peer other = new Peer("192.0.2.2", 2);
        server.arrive("key=old", PEER).arrive("key=new", other).arrive("key", PEER);
        assertThat(server.take(PEER)).containsExactly("key=new");
        assertThat(server.arrive("nothing", PEER).take()).isEmpty();
    }

    @Test
    void version_cannotBeChanged() {
        server.arrive("version=mine", PEER).arrive("version=", PEER).arrive("version", PEER);
        assertThat(server.take(PEER)).containsExactly("version=labnet unusual database 1.0");
    }

    @Test
    void datagrams_areShorterThan1000Bytes() {
        String value = "x".repeat(997);
        assertThat(server.arrive("k=" + value, PEER).arrive("k", PEER).take(PEER))
                .containsExactly("k=" + value);
        assertThat(server.arrive("k=" + value + "y", PEER).arrive("k", PEER).take(PEER))
                .containsExactly("k=" + value);
    }

    @Test
    void keysAboveLimit_areIgnored() {
        for (int i = 0; i < 20_000; i++) {
            server.arrive("key " + i + "=1", PEER);
        }
        server.arrive("key 0=changed", PEER)
                .arrive("key 0", PEER)
                .arrive("key 19999", PEER)
                .arrive("version", PEER);
        assertThat(server.take(PEER)).containsExactly("key 0=changed", "version=labnet unusual database 1.0");
    }

    @Test
    void allBytes_areReturnedUnchanged() throws IOException {
        byte[] insert = new byte[258];
        for (int i = 0; i < 256; i++) {
            insert[i + 2] = (byte) i;
        }
        insert[0] = 'k';
        insert[1] = '=';
        try (Server served = new UdpTransport().serve(Endpoint.loopback(0), UnusualDatabase.conversation());
                DatagramPort client = new UdpTransport().bind(Endpoint.loopback(0))) {
            client.send(ByteBuffer.wrap(insert), served.endpoint());
            client.send(ByteBuffer.wrap(new byte[] {'k'}), served.endpoint());
            ByteBuffer in = ByteBuffer.allocate(1000);
            assertThat(client.receive(in, PATIENCE))
                    .isEqualTo(
                            new Peer(served.endpoint().host(), served.endpoint().port()));
            assertThat(in.flip()).isEqualTo(ByteBuffer.wrap(insert));
        }
    }

    @Test
    void manyClients_areServedConcurrently() throws IOException {
        List<DatagramPort> clients = new ArrayList<>();
        UdpTransport udp = new UdpTransport();
        try (Server served = udp.serve(Endpoint.loopback(0), UnusualDatabase.conversation())) {
            for (int i = 0; i < 200; i++) {
                clients.add(udp.bind(Endpoint.loopback(0)));
                clients.get(i).send(text("key " + i + "=" + i), served.endpoint());
            }
            for (int i = 0; i < 200; i++) {
                assertThat(ask(clients.get(i), served.endpoint(), "key " + i)).isEqualTo("key " + i + "=" + i);
            }
        } finally {
            for (DatagramPort client : clients) {
                client.close();
            }
        }
    }

    @Test
    void lostDatagrams_areNotResent() throws IOException {
        MemoryDatagrams lossy = new MemoryDatagrams(
                1000, DatagramFaults.seeded(4).withLoss(0.5).withDuplicates(0.2).withReordering(0.2));
        try (Server served = lossy.serve(Endpoint.loopback(0), UnusualDatabase.conversation(), ServerListener.SILENT);
                DatagramPort client = lossy.bind(Endpoint.loopback(0))) {
            client.send(text("key=value"), served.endpoint());
            client.send(text("key=value"), served.endpoint());
            client.send(text("key=value"), served.endpoint());
            assertThat(ask(client, served.endpoint(), "key")).isEqualTo("key=value");
        }
    }

    /** Asks until there is an answer, as a client of UDP has to. */
    private static String ask(DatagramPort client, Endpoint server, String key) throws IOException {
        long began = System.nanoTime();
        while (true) {
            client.send(text(key), server);
            ByteBuffer in = ByteBuffer.allocate(1000);
            try {
                Peer unused = client.receive(in, Duration.ofMillis(50));
                return StandardCharsets.UTF_8.decode(in.flip()).toString();
            } catch (SocketTimeoutException e) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
            }
        }
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
