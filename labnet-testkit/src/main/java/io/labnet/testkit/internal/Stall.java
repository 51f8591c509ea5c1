// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A stall of the decoding thread when the first bytes arrive. */
public final class Stall {
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Returns a copy of the protocol whose decoder stalls, for one conversation. */
    public <M> Protocol<M, M> of(Protocol<M, M> protocol) {
        Decoder<M> decoder = protocol.decoders().get();
        Decoder<M> stalling = new Decoder<>() {
            @Override
            public @Nullable M decode(ByteBuffer in, Boundary boundary) {
                began.countDown();
                TestTimeout.await(ended);
                return decoder.decode(in, boundary);
            }

            @Override
            public @Nullable M atBoundary(Boundary boundary) {
                return decoder.atBoundary(boundary);
            }
        };
        return new Protocol<>(
                protocol.name(),
                () -> stalling,
                protocol.encoder(),
                protocol.maxMessageBytes(),
                protocol.pauses(),
                protocol.idle(),
                protocol.messageDeadline());
    }

    public void awaitBegin() {
        TestTimeout.await(began);
    }

    public void end() {
        ended.countDown();
    }

    /**
     * Ends the stall after a timeout of the loop has expired. Only after the stall does the loop notice that the
     * timeout has expired.
     */
    public void endAfter(Duration timeout) {
        TestTimeout.pass(timeout.multipliedBy(3));
        end();
    }
}
