// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Suites that have to fail: each is that of lines with a decoder or an encoder that breaks its contract in one way. */
final class BrokenDecoders {
    private BrokenDecoders() {}

    /** The suite of lines on another decoder. */
    abstract static class Lines extends LinesContractTest {
        private final Supplier<Decoder<String>> decoders;

        Lines(Supplier<Decoder<String>> decoders) {
            this.decoders = decoders;
        }

        @Override
        protected Protocol<String, ?> protocol() {
            return new Protocol<>("broken", decoders, encoder(), 200);
        }
    }

    static final class Underflows extends Lines {
        Underflows() {
            super(() -> (in, boundary) -> {
                StringBuilder line = new StringBuilder();
                for (int value = in.get(); value != '\n'; value = in.get()) {
                    line.append((char) value);
                }
                return line.toString();
            });
        }
    }

    static final class ChokesOnOneByte extends Lines {
        ChokesOnOneByte() {
            super(() -> (in, boundary) -> {
                String line = ToyDecoders.line(in, boundary);
                if (line != null && line.indexOf('\u0084') >= 0) {
                    throw new IllegalArgumentException("no such letter");
                }
                return line;
            });
        }
    }

    static final class GivesWhatIsThere extends Lines {
        GivesWhatIsThere() {
            super(() -> (in, boundary) -> {
                String line = ToyDecoders.line(in, boundary);
                return line == null && in.remaining() > 1 ? ToyDecoders.take(in, in.remaining()) : line;
            });
        }
    }

    static final class GivesHalfALineAtTheEnd extends Lines {
        GivesHalfALineAtTheEnd() {
            super(() -> (in, boundary) -> {
                String line = ToyDecoders.line(in, boundary);
                boolean half = line == null && boundary == Boundary.END;
                return half ? ToyDecoders.take(in, in.remaining()) : line;
            });
        }
    }

    static final class ToleratesNul extends Lines {
        ToleratesNul() {
            super(() -> (in, boundary) -> {
                for (int i = 0; i < in.remaining(); i++) {
                    if (in.get(in.position() + i) == '\n') {
                        return ToyDecoders.take(in, i + 1).substring(0, i);
                    }
                }
                return null;
            });
        }
    }

    static final class CountsFromTheBuffer extends Lines {
        CountsFromTheBuffer() {
            super(() -> (in, boundary) -> {
                try {
                    return ToyDecoders.line(in, boundary);
                } catch (ProtocolException e) {
                    throw new ProtocolException(e.reason(), in.position() + e.offset(), "NUL");
                }
            });
        }
    }

    static final class CountsWhatIsThere extends Lines {
        CountsWhatIsThere() {
            super(() -> (in, boundary) -> {
                try {
                    return ToyDecoders.line(in, boundary);
                } catch (ProtocolException e) {
                    throw new ProtocolException(e.reason(), in.remaining(), "NUL");
                }
            });
        }
    }

    @SuppressWarnings("ByteBufferBackingArray") // That is what is wrong with it.
    static final class ReadsTheArray extends Lines {
        ReadsTheArray() {
            super(() -> (in, boundary) -> {
                byte[] array = in.array();
                for (int i = in.position(); i < in.limit(); i++) {
                    if (array[i] == 0) {
                        throw new ProtocolException(Reason.MALFORMED, i - in.position(), "NUL");
                    }
                    if (array[i] == '\n') {
                        int length = i - in.position();
                        return ToyDecoders.take(in, length + 1).substring(0, length);
                    }
                }
                return null;
            });
        }
    }

    static final class ReadsBeyondTheLimit extends Lines {
        ReadsBeyondTheLimit() {
            super(() -> (in, boundary) -> {
                in.limit(in.capacity());
                return ToyDecoders.line(in, boundary);
            });
        }
    }

    static final class MovesBack extends Lines {
        MovesBack() {
            super(() -> (in, boundary) -> {
                String line = ToyDecoders.line(in, boundary);
                if (line == null) {
                    in.position(0);
                }
                return line;
            });
        }
    }

    static final class ChangesTheBytes extends Lines {
        ChangesTheBytes() {
            super(() -> (in, boundary) -> {
                int start = in.position();
                String line = ToyDecoders.line(in, boundary);
                if (line != null) {
                    in.put(start, (byte) 'X');
                }
                return line;
            });
        }
    }

    /** Looks at the buffer of its first call for ever. */
    static final class KeepsTheBuffer implements Decoder<String> {
        private @Nullable ByteBuffer kept;

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            if (kept == null || kept.remaining() < in.remaining()) {
                kept = in.duplicate();
            }
            ByteBuffer old = kept.duplicate();
            String line = ToyDecoders.line(old, boundary);
            in.position(in.position() + Math.min(in.remaining(), old.position() - kept.position()));
            return line;
        }

        static final class Suite extends Lines {
            Suite() {
                super(KeepsTheBuffer::new);
            }
        }
    }

    static final class GivesWhatIsNotThere extends Lines {
        GivesWhatIsNotThere() {
            super(() -> (in, boundary) -> {
                String line = ToyDecoders.line(in, boundary);
                return line == null && boundary == Boundary.END ? "" : line;
            });
        }
    }

    /** Collects half a line by itself, and is the same decoder for everyone. */
    static final class Shared implements Decoder<String> {
        private static final Shared INSTANCE = new Shared();

        private final StringBuilder half = new StringBuilder();

        @Override
        public @Nullable String decode(ByteBuffer in, Boundary boundary) {
            while (in.hasRemaining()) {
                char value = (char) Byte.toUnsignedInt(in.get());
                if (value == '\n') {
                    String line = half.toString();
                    half.setLength(0);
                    return line;
                }
                half.append(value);
            }
            return null;
        }

        static final class Suite extends Lines {
            Suite() {
                super(() -> INSTANCE);
            }
        }
    }

    static final class EncodesTheWrongEnd extends LinesContractTest {
        @Override
        protected Encoder<String> encoder() {
            return (line, out) -> out.put(bytes(line + "\r\n"));
        }
    }

    static final class EncodesACount extends LinesContractTest {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        protected Encoder<String> encoder() {
            return (line, out) -> out.put(bytes(line + count.incrementAndGet() + "\n"));
        }
    }

    /** Accepts capital letters, but gives them as small ones. */
    static final class DecodesTolerantly extends Lines {
        DecodesTolerantly() {
            super(() -> (in, boundary) -> {
                String line = ToyDecoders.line(in, boundary);
                return line == null ? null : line.replace('U', 'u');
            });
        }
    }

    /** A suite whose samples check nothing. */
    static final class HasNoSamples extends LinesContractTest {
        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(DecoderSample.refused(bytes("\0"), Reason.MALFORMED));
        }
    }
}
