// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Holds up the thread that decodes, the first time. */
public record StallingDecoder(CountDownLatch stalled, CountDownLatch goOn, Decoder<String> decoder)
        implements Decoder<String> {
    @Override
    public @Nullable String decode(ByteBuffer in, Boundary boundary) {
        if (stalled.getCount() > 0) {
            stalled.countDown();
            Patience.await(goOn);
        }
        return decoder.decode(in, boundary);
    }

    @Override
    public @Nullable String atBoundary(Boundary boundary) {
        return decoder.atBoundary(boundary);
    }
}
