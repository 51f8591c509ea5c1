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
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Returns the same protocol, for one conversation that stalls. */
    public <M> Protocol<M, M> of(Protocol<M, M> protocol) {
        Decoder<M> decoder = protocol.decoders().get();
        Decoder<M> stalling = new Decoder<>() {
            @Override
            public @Nullable M decode(ByteBuffer in, Boundary boundary) {
                began.countDown();
                Patience.await(goOn);
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
        Patience.await(began);
    }

    public void end() {
        goOn.countDown();
    }

    /** Ends the stall after a timeout of the loop, which can't check it meanwhile, has expired. */
    public void endAfter(Duration clock) {
        Patience.pass(clock.multipliedBy(3));
        end();
    }
}
