// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where initialization vectors come from. Used by many threads at once. */
@FunctionalInterface
public interface IvSource {
    /** Writes the 16 bytes of a new initialization vector. */
    void next(byte[] out, int at);

    /** Makes a source of one that gives arrays, and refuses what has not 16 bytes. */
    static IvSource of(Supplier<byte[]> arrays) {
        return (out, at) -> {
            byte @Nullable [] iv = arrays.get();
            if (iv == null || iv.length != TokenFormat.BLOCK_BYTES) {
                throw new IllegalStateException("the source of initialization vectors gave "
                        + (iv == null ? "null" : iv.length + " bytes") + ", not 16");
            }
            System.arraycopy(iv, 0, out, at, iv.length);
        };
    }
}
