// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decoder that converts the messages of another decoder. */
final class MappedDecoder<T, U> implements Decoder<U> {
    private final Decoder<T> decoder;
    private final Function<? super T, ? extends U> read;

    MappedDecoder(Decoder<T> decoder, Function<? super T, ? extends U> read) {
        this.decoder = decoder;
        this.read = read;
    }

    @Override
    public @Nullable U decode(ByteBuffer in, Boundary boundary) {
        return mapped(decoder.decode(in, boundary));
    }

    @Override
    public @Nullable U atBoundary(Boundary boundary) {
        return mapped(decoder.atBoundary(boundary));
    }

    private @Nullable U mapped(@Nullable T message) {
        return message == null ? null : Objects.requireNonNull(read.apply(message), "a message was read as null");
    }
}
