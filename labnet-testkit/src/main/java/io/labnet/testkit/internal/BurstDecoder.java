// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message is everything up to a pause or the end. A pause that is told twice shows as an empty message. */
final class BurstDecoder implements Decoder<String> {
    private boolean given;

    @Override
    public @Nullable String decode(ByteBuffer in, Boundary boundary) {
        if (boundary == Boundary.MORE) {
            return null;
        }
        given = true;
        return TestProtocols.take(in, in.remaining());
    }

    @Override
    public @Nullable String atBoundary(Boundary boundary) {
        boolean told = given;
        given = false;
        return told || boundary == Boundary.END ? null : "";
    }
}
