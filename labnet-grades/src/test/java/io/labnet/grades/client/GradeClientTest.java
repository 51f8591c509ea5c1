// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.Documented;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeAnswer.OpenedWith;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeOutcome;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradeClientTest {
    private static final GradeRequest REQUEST = new GradeRequest(Documented.ID, GradeCommand.GMA);

    @ParameterizedTest
    @ValueSource(strings = {"t.", "tk.", "kt.", "t-k.", "k-t.", "t-."})
    void ask_acceptsEveryFormOfReply(String script) throws IOException {
        for (Transport transport : new Transport[] {new MemoryTransport(), new TcpTransport()}) {
            assertThat(ask(transport, script, Documented.KEY))
                    .isEqualTo(new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.OWN_KEY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tk.", "kt.", "t-k.", "k-t."})
    void ask_withWrongKey_usesTheSentKey(String script) throws IOException {
        for (Transport transport : new Transport[] {new MemoryTransport(), new TcpTransport()}) {
            assertThat(ask(transport, script, FernetKey.generate()))
                    .isEqualTo(new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.SENT_KEY));
        }
    }

    @Test
    void ask_connectionLeftOpen_returnsWithoutWaiting() throws IOException {
        long began = System.nanoTime();
        assertThat(ask(new TcpTransport(), "t-", Documented.KEY))
                .isEqualTo(new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.OWN_KEY));
        // The client waits half a second for such a server to close, not for its read timeout.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void ask_serverClosesWithoutReply_returnsClosed() throws IOException {
        assertThat(reason(ask(new MemoryTransport(), ".", Documented.KEY))).isEqualTo(NoAnswer.Reason.CLOSED);
        assertThat(reason(ask(new TcpTransport(), ".", Documented.KEY))).isEqualTo(NoAnswer.Reason.CLOSED);
    }

    @Test
    void ask_tokenOfAnotherKey_returnsRejected() throws IOException {
        assertThat(reason(ask(new MemoryTransport(), "t.", FernetKey.generate())))
                .isEqualTo(NoAnswer.Reason.REJECTED);
    }

    @ParameterizedTest
    @EnumSource
    void ask_returnsEveryAnswerOfTheGradeServer(GradeCommand command) throws IOException {
        Transport transport = new MemoryTransport();
        for (GradeReplyForm form : GradeReplyForm.values()) {
            GradeService service = new GradeService(() -> Documented.BOOK, form, false, GradeListener.SILENT);
            try (Server server = transport.serve(Endpoint.loopback(0), service)) {
                GradeClient client = new GradeClient(transport, server.endpoint());

                assertThat(client.ask(new GradeRequest(Documented.ID, command), Documented.KEY))
                        .isEqualTo(new GradeAnswer(
                                form.text(Documented.BOOK, Documented.STUDENT, command), OpenedWith.OWN_KEY));
            }
        }
    }

    @Test
    void ask_interrupted_isReported() throws IOException {
        MemoryTransport transport = new MemoryTransport();
        try (Server server = new ScriptedGradeServer("", "").start(transport)) {
            GradeClient client = new GradeClient(transport, server.endpoint());
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client.ask(REQUEST, Documented.KEY)).isInstanceOf(InterruptedIOException.class);
            // Cleared for later tests in this thread.
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void ask_withoutServer_throws() {
        GradeClient client = new GradeClient(new MemoryTransport(), Endpoint.loopback(1));

        assertThatThrownBy(() -> client.ask(REQUEST, Documented.KEY)).isInstanceOf(ConnectException.class);
    }

    private static GradeOutcome ask(Transport transport, String script, FernetKey key) throws IOException {
        try (Server server = new ScriptedGradeServer(Documented.MIDTERM_TEXT, script).start(transport)) {
            return new GradeClient(transport, server.endpoint()).ask(REQUEST, key);
        }
    }

    private static NoAnswer.Reason reason(GradeOutcome outcome) {
        return ((NoAnswer) outcome).reason();
    }
}
