// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static io.labnet.testkit.LinesContractTest.bytes;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Suites that have to fail: their decoders take bytes that they should leave, or don't miss bytes that they should. */
final class GreedyDecoders {
    private GreedyDecoders() {}

    /** The suite of lines on another decoder, with whole short lines only. */
    abstract static class ShortLines extends BrokenDecoders.Lines {
        ShortLines(Supplier<Decoder<String>> decoders) {
            super(decoders);
        }

        /** They don't refuse what could not be encoded. */
        @Override
        protected boolean isCanonical() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    DecoderSample.accepted(bytes("one\ntwo\n\nfour\n"), "one", "two", "", "four"),
                    DecoderSample.accepted(bytes("datagram\n"), "datagram").framed());
        }
    }

    /** Takes what there is of a line and keeps it, however long it becomes. */
    static final class CollectsALine implements Decoder<String> {
        private final StringBuilder line = new StringBuilder();

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            while (in.hasRemaining()) {
                String next = ToyDecoders.take(in, 1);
                if (next.equals("\n")) {
                    String whole = line.toString();
                    line.setLength(0);
                    return whole;
                }
                line.append(next);
            }
            return null;
        }

        static final class Suite extends ShortLines {
            Suite() {
                super(CollectsALine::new);
            }
        }
    }

    /** Leaves a line alone until it is long, and then keeps what it took. */
    static final class CollectsALongLine implements Decoder<String> {
        private static final int LONG = 100;

        private final StringBuilder line = new StringBuilder();

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            String there = ToyDecoders.take(in.duplicate(), in.remaining());
            int end = there.indexOf('\n');
            if (end < 0) {
                line.append(there.length() > LONG ? ToyDecoders.take(in, there.length()) : "");
                return null;
            }
            String whole = line + ToyDecoders.take(in, end + 1).substring(0, end);
            line.setLength(0);
            return whole;
        }

        static final class Suite extends ShortLines {
            Suite() {
                super(CollectsALongLine::new);
            }
        }
    }

    /** Takes what there is of a line, but keeps no more than the limit allows. */
    static final class KeepsTheBeginning implements Decoder<String> {
        private static final int MOST = 200;

        private final CollectsALine lines = new CollectsALine();

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            String line = lines.decode(in, boundary);
            if (lines.line.length() > MOST) {
                lines.line.setLength(MOST);
            }
            return line == null || line.length() <= MOST ? line : line.substring(0, MOST);
        }

        static final class Suite extends ShortLines {
            Suite() {
                super(KeepsTheBeginning::new);
            }
        }
    }

    static final class TakesTheRestAtTheEnd extends ShortLines {
        TakesTheRestAtTheEnd() {
            super(() -> (in, boundary) -> orTakeAll(in, boundary, Boundary.END));
        }
    }

    static final class TakesTheRestOfAFrame extends ShortLines {
        TakesTheRestOfAFrame() {
            super(() -> (in, boundary) -> orTakeAll(in, boundary, Boundary.FRAME));
        }
    }

    static final class CallsTheEndMalformed extends ShortLines {
        CallsTheEndMalformed() {
            super(() -> (in, boundary) -> {
                String line = ToyDecoders.line(in, boundary);
                if (line == null && boundary == Boundary.END) {
                    throw new ProtocolException(Reason.MALFORMED, 0, "a line feed is missing");
                }
                return line;
            });
        }
    }

    /** Does not mind that the rest of a body is missing. */
    static final class ForgetsABodyAtTheEnd extends BodiesContractTest {
        @Override
        protected Protocol<String, ?> protocol() {
            Supplier<Decoder<String>> decoders = () -> {
                Decoder<String> bodies = new ToyDecoders.Bodies();
                return (in, boundary) -> bodies.decode(in, boundary);
            };
            return new Protocol<String, String>("broken", decoders, (text, out) -> {}, 4);
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return super.samples().subList(0, 1);
        }
    }

    private static @Nullable String orTakeAll(ByteBuffer in, Boundary boundary, Boundary when) {
        String line = ToyDecoders.line(in, boundary);
        if (line == null && boundary == when) {
            in.position(in.limit());
        }
        return line;
    }
}
