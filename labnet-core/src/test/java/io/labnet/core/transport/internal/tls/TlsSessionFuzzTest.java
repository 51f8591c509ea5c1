// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labnet.core.codec.Boundary;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes what TLS receives, before and after the handshake, on both sides. */
class TlsSessionFuzzTest {
    /** Two records on their way in, and what is encrypted ahead, with room for the growth of buffers. */
    private static final int MAX_BUFFERED = 256 * 1024;

    private static final SSLContext CONTEXT = TlsPair.context();
    private static final int CLIENT = 1;
    private static final int ESTABLISHED = 2;
    private static final int OLD = 4;
    private static final int MODES = 8;

    /** The first flights of both versions, for each mode, whole and in pieces. */
    static Stream<byte[]> seeds() {
        return Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                .flatMap(mode -> Stream.of(0, 10, 255).map(size -> {
                    ByteBuffer hello = pair(mode).client.tls.unsent();
                    byte[] seed = new byte[2 + hello.remaining()];
                    seed[0] = mode.byteValue();
                    seed[1] = size.byteValue();
                    hello.get(seed, 2, hello.remaining());
                    return seed;
                }));
    }

    private static TlsPair pair(int mode) {
        return new TlsPair(CONTEXT, (mode & OLD) == 0 ? "TLSv1.3" : "TLSv1.2", new byte[0], new byte[0], most -> most);
    }

    /** The first byte is the mode, and the second the size of the pieces. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void receive_anyBytes_endsOnlyAsDocumented(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        int mode = Math.floorMod(bytes[0], MODES);
        int size = 1 + Byte.toUnsignedInt(bytes[1]);
        TlsPair pair = pair(mode);
        if ((mode & ESTABLISHED) != 0) {
            pair.run();
        }
        TlsPair.Side side = (mode & CLIENT) != 0 ? pair.client : pair.server;
        for (int from = 2; from < bytes.length; from += size) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            side.tls.receive(ByteBuffer.wrap(piece).asReadOnlyBuffer(), Boundary.MORE);
            settle(side.tls);
        }
        side.tls.receive(ByteBuffer.allocate(0), Boundary.END);
        settle(side.tls);

        assertThat(side.tls.wantsInput()).isFalse();
        side.tls.disconnected(null);
        // The engine calls the session only once it is open.
        assertThat(side.closed).isEqualTo(side.opened);
        assertThat(side.received.size()).isZero();
    }

    /** Runs the work and takes the output, as an engine does. */
    private static void settle(TlsSession tls) {
        boolean any = true;
        while (any) {
            any = TlsPair.work(tls);
            assertThat(tls.bufferedBytes()).isLessThan(MAX_BUFFERED);
            int unsent = tls.unsent().remaining();
            tls.sent(unsent);
            any |= unsent > 0;
        }
    }
}
