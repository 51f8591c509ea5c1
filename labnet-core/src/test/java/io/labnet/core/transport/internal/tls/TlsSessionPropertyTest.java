// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TlsSessionPropertyTest {
    /** However the encrypted bytes are split, both sides receive what the other has sent, and buffer little. */
    @Property(tries = 30)
    void anyChunks_giveTheSameMessages(
            @ForAll long seed,
            @ForAll boolean old,
            @ForAll @IntRange(max = 100_000) int fromClient,
            @ForAll @IntRange(max = 100_000) int fromServer,
            @ForAll @IntRange(min = 1, max = 40_000) int largest)
            throws Exception {
        Random random = new Random(seed);
        byte[] request = bytes(random, fromClient);
        byte[] reply = bytes(random, fromServer);
        TlsPair pair = new TlsPair(
                old ? "TLSv1.2" : "TLSv1.3", request, reply, most -> 1 + random.nextInt(Math.min(most, largest)));

        pair.run();

        assertThat(pair.server.received.toByteArray()).isEqualTo(request);
        assertThat(pair.client.received.toByteArray()).isEqualTo(reply);
        assertThat(pair.client.tls.failure()).isNull();
        assertThat(pair.server.tls.rejection()).isNull();
        assertThat(pair.client.tls.bufferedBytes() + pair.server.tls.bufferedBytes())
                .as("memory of two idle sides")
                .isZero();
    }

    /** A server survives any bytes, before a handshake and in it. */
    @Property
    void anyInput_isRefusedOrIncomplete(@ForAll byte[] noise, @ForAll boolean begunWell) throws Exception {
        TlsPair pair = new TlsPair("TLSv1.3", new byte[0], new byte[0], most -> most);
        if (begunWell) {
            pair.server.tls.receive(pair.client.tls.unsent(), Boundary.MORE);
        }
        pair.server.tls.receive(ByteBuffer.wrap(noise), Boundary.END);
        Runnable task = pair.server.tls.takeWork();
        if (task != null) {
            task.run();
            pair.server.tls.workDone();
        }
        assertThat(pair.server.opened).isFalse();
        assertThat(pair.server.tls.rejection() != null || (noise.length == 0 && !begunWell))
                .isTrue();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
