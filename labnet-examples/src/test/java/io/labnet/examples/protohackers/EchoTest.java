// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EchoTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void splitInput_isEchoed(Transport transport) throws IOException {
        byte[] bytes = random(3_000);
        try (Served echo = new Served(transport, Echo::conversation)) {
            for (int seed = 0; seed < 5; seed++) {
                try (Checker client = echo.connect()) {
                    assertThat(client.sendCut(bytes, seed).read(bytes.length)).isEqualTo(bytes);
                }
            }
            try (Checker client = echo.connect()) {
                assertThat(client.sendBytewise(bytes).read(bytes.length)).isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void endOfInput_restIsEchoedBeforeClose(Transport transport) throws IOException {
        byte[] bytes = random(50_000);
        try (Served echo = new Served(transport, Echo::conversation);
                Checker client = echo.connect()) {
            assertThat(client.send(bytes).finish().rest()).isEqualTo(new String(bytes, Checker.TEXT));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void emptyInput_closesConnection(Transport transport) throws IOException {
        try (Served echo = new Served(transport, Echo::conversation);
                Checker client = echo.connect()) {
            assertThat(client.finish().rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void manyClients_withDisconnects_areServed(Transport transport) throws IOException {
        try (Served echo = new Served(transport, Echo::conversation)) {
            List<Checker> crowd = echo.crowd();
            for (int i = 0; i < crowd.size(); i++) {
                crowd.get(i).send("first half " + i);
            }
            for (int i = 0; i < crowd.size(); i += 3) {
                crowd.get(i).vanish();
            }
            for (int i = 1; i < crowd.size(); i += 3) {
                String text = crowd.get(i).send(" and second").finish().rest();
                assertThat(text).isEqualTo("first half " + i + " and second");
            }
        }
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
