// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import io.labnet.testkit.Chunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeansToAnEndTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";

    private static final byte[] SESSION = Chunks.join(List.of(
            insert(12345, 101),
            insert(12346, 102),
            query(12288, 16384),
            insert(12347, 100),
            insert(40960, 5),
            insert(Integer.MIN_VALUE, -7),
            query(12288, 16384),
            query(12345, 12345),
            query(Integer.MIN_VALUE, -1),
            query(16384, 12288),
            query(1, 2)));

    private static final List<Integer> MEANS = List.of(101, 101, 101, -7, 0, 0);

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void splitRequests_areAnsweredInOrder(Transport transport) throws IOException {
        try (Served server = new Served(transport, MeansToAnEnd::conversation)) {
            for (int seed = 0; seed < 5; seed++) {
                try (Checker client = server.connect()) {
                    assertMeans(client.sendCut(SESSION, seed));
                }
            }
            try (Checker client = server.connect()) {
                assertMeans(client.sendBytewise(SESSION));
                assertMeans(client.send(SESSION).finish());
                assertThat(client.rest()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void meanOfManyLargePrices_isExact(Transport transport) throws IOException {
        List<byte[]> inserts = new ArrayList<>();
        for (int time = 0; time < 20_000; time++) {
            inserts.add(insert(time, Integer.MAX_VALUE - time % 2));
        }
        Collections.shuffle(inserts, new Random(1));
        try (Served server = new Served(transport, MeansToAnEnd::conversation);
                Checker client = server.connect()) {
            client.send(Chunks.join(inserts)).send(query(0, 20_000)).send(query(0, 0));
            assertThat(mean(client)).isEqualTo(Integer.MAX_VALUE - 1);
            assertThat(mean(client)).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void servesACrowd_eachWithItsOwnPrices(Transport transport) throws IOException {
        try (Served server = new Served(transport, MeansToAnEnd::conversation)) {
            List<Checker> crowd = server.crowd();
            for (int i = 0; i < crowd.size(); i++) {
                crowd.get(i)
                        .send(insert(5, i))
                        .send(Chunks.splitAt(query(0, 10), 4).get(0));
            }
            for (int i = 0; i < crowd.size(); i += 3) {
                crowd.get(i).vanish();
            }
            for (int i = 1; i < crowd.size(); i += 3) {
                crowd.get(i).send(Chunks.splitAt(query(0, 10), 4).get(1));
                assertThat(mean(crowd.get(i))).isEqualTo(i);
            }
            for (int i = 2; i < crowd.size(); i += 3) {
                assertThat(crowd.get(i).finish().rest()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closes_atAnUnknownRequest(Transport transport) throws IOException {
        try (Served server = new Served(transport, MeansToAnEnd::conversation);
                Checker other = server.connect().send(insert(1, 9));
                Checker client = server.connect()) {
            client.send(query(0, 0)).send("i\0\0\0\1\0\0\0\1").send(query(0, 0));
            assertThat(client.rest()).isEqualTo("\0\0\0\0");
            assertThat(mean(other.send(query(1, 1)))).isEqualTo(9);
        }
    }

    @Test
    void clientWithTooManyPrices_isResetAlone() throws IOException {
        byte[] some = Chunks.join(Collections.nCopies(1000, insert(0, 1)));
        ByteBuffer times = ByteBuffer.wrap(some);
        try (Served server = new Served(
                        new MemoryTransport(),
                        MeansToAnEnd::conversation,
                        ServerOptions.defaults().withBufferBudget(4 << 20));
                Checker other = server.connect().send(insert(1, 9));
                Checker client = server.connect()) {
            assertThatThrownBy(() -> {
                        for (int time = 0; time < 10_000_000; time++) {
                            times.putInt(time % 1000 * 9 + 1, time);
                            if (time % 1000 == 999) {
                                client.send(some);
                            }
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(mean(other.send(query(1, 1)))).isEqualTo(9);
        }
    }

    private static byte[] insert(int time, int price) {
        return request('I', time, price);
    }

    private static byte[] query(int from, int to) {
        return request('Q', from, to);
    }

    private static byte[] request(char kind, int first, int second) {
        return ByteBuffer.allocate(9)
                .put((byte) kind)
                .putInt(first)
                .putInt(second)
                .array();
    }

    private static int mean(Checker client) throws IOException {
        return ByteBuffer.wrap(client.read(Integer.BYTES)).getInt();
    }

    private static void assertMeans(Checker client) throws IOException {
        for (int mean : MEANS) {
            assertThat(mean(client)).isEqualTo(mean);
        }
    }
}
