// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Expects a message. Its decoder also explains what has come of a message that is not complete in time. */
record MessageExpectation<M>(
        Supplier<? extends Decoder<M>> decoder, String expected, Requirement<? super M> requirement)
        implements Expectation {
    @Override
    public boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
        int start = in.position();
        M message;
        try {
            message = decode(decoder.get(), in, boundary);
        } catch (ProtocolException e) {
            throw mismatch(e, since(in.duplicate().position(start)));
        }
        if (message == null) {
            in.position(start);
            return false;
        }
        String problem = requirement.problem(message, stage);
        if (!problem.isEmpty()) {
            ByteBuffer read = in.duplicate().limit(in.position()).position(start);
            throw new Mismatch(expected, problem, since(read), 0, null);
        }
        return true;
    }

    @Override
    public Mismatch late(Mismatch late) {
        byte[] bytes = late.bytes();
        if (bytes.length == 0) {
            return late;
        }
        ProtocolException problem = decoder.get().incomplete(ByteBuffer.wrap(bytes), late.came());
        Mismatch explained = mismatch(problem, bytes);
        return problem.rule() == null
                ? explained
                : explained.breaking(problem.rule().number());
    }

    private Mismatch mismatch(ProtocolException problem, byte[] bytes) {
        return new Mismatch(
                expected,
                String.valueOf(problem.getMessage()),
                bytes,
                Math.min(problem.offset(), bytes.length),
                problem.likelyCause());
    }

    private static <M> @Nullable M decode(Decoder<M> decoder, ByteBuffer in, Boundary boundary) {
        M message;
        int before;
        do {
            before = in.position();
            message = decoder.decode(in, boundary);
        } while (message == null && in.position() > before && in.hasRemaining());
        return message == null && boundary != Boundary.MORE ? decoder.atBoundary(boundary) : message;
    }

    private static byte[] since(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
