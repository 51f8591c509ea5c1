// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Minimal protocols of the contract suites, one for each way to delimit messages. */
public final class TestProtocols {
    public static final int MAX_BYTES = 1024;

    private static final int PIECE_BYTES = 32 * 1024;
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Messages are lines, ended by a line feed that is not part of them. A NUL is refused. */
    public static final Protocol<String, String> LINES = new Protocol<>(
            "lines", () -> TestProtocols::line, (line, out) -> out.putText(line + "\n"), MAX_BYTES, false, LONG, LONG);

    /** A message is everything up to a pause or the end. */
    public static final Protocol<String, String> BURSTS =
            new Protocol<>("bursts", BurstDecoder::new, (text, out) -> out.putText(text), MAX_BYTES, true, LONG, LONG);

    /** A message is all available bytes. */
    public static final Protocol<byte[], byte[]> PIECES = new Protocol<>(
            "pieces", () -> TestProtocols::piece, (piece, out) -> out.put(piece), PIECE_BYTES, false, LONG, LONG);

    /** A message is a whole datagram, even one without bytes. A NUL is refused. */
    public static final Protocol<String, String> DATAGRAMS =
            new Protocol<>("datagrams", DatagramDecoder::new, (text, out) -> out.putText(text), MAX_BYTES);

    private TestProtocols() {}

    private static @Nullable String line(ByteBuffer in, Boundary boundary) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == 0) {
                throw new ProtocolException(Reason.MALFORMED, i - in.position(), "a NUL is not allowed in text");
            }
            if (in.get(i) == '\n') {
                String line = take(in, i - in.position());
                in.get();
                return line;
            }
        }
        return null;
    }

    private static byte[] piece(ByteBuffer in, Boundary boundary) {
        byte[] piece = new byte[in.remaining()];
        in.get(piece);
        return piece;
    }

    static String take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A message is everything up to a pause or the end. A repeated pause is an empty message. */
    private static final class BurstDecoder implements Decoder<String> {
        private boolean returned;

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            if (boundary == Boundary.MORE) {
                return null;
            }
            returned = true;
            return take(in, in.remaining());
        }

        @Override
        public @Nullable String atBoundary(Boundary boundary) {
            boolean alreadyReturned = returned;
            returned = false;
            return alreadyReturned || boundary == Boundary.END ? null : "";
        }
    }

    private static final class DatagramDecoder implements Decoder<String> {
        @Override
        public String decode(ByteBuffer in, Boundary boundary) {
            String text = take(in, in.remaining());
            if (text.indexOf(0) >= 0) {
                throw new ProtocolException(Reason.MALFORMED, text.indexOf(0), "a NUL is not allowed in text");
            }
            return text;
        }

        @Override
        public String atBoundary(Boundary boundary) {
            return "";
        }
    }
}
