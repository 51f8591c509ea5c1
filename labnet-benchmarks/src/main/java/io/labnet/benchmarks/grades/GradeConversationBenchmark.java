// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.grades;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Runs a whole grade conversation without a socket: from the bytes of a request to the bytes of the token. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GradeConversationBenchmark {
    private final GradeService service;
    private final byte[] request;
    private final byte[] garbage = new byte[64];

    public GradeConversationBenchmark() {
        try {
            var book = SampleGrades.write().book();
            service = new GradeService(() -> book, GradeReplyForm.TOKEN, false, GradeListener.SILENT);
            request = (book.students().iterator().next().id().digits() + "GG").getBytes(StandardCharsets.US_ASCII);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public int answer() {
        return converse(request);
    }

    @Benchmark
    public int refuse() {
        return converse(garbage);
    }

    private int converse(byte[] bytes) {
        ByteSession session = service.apply(new Peer("127.0.0.1", 1));
        session.open(64 * 1024);
        session.receive(ByteBuffer.wrap(bytes), Boundary.MORE);
        int unsent = session.unsent().remaining();
        session.sent(unsent);
        session.disconnected(null);
        return unsent;
    }
}
