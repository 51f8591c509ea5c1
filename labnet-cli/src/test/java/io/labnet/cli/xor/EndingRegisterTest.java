// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.cli.ChildProcess;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.server.ScoreRefusedException;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndingRegisterTest {
    private static final long STUDENT = 20_200_000;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final EndingRegister hanging = new EndingRegister((student, points) -> {
        asked.countDown();
        new CountDownLatch(1).await();
    });

    @Test
    void failure_isTheCallersAsLongAsNothingEnds() {
        EndingRegister register = new EndingRegister((student, points) -> {
            throw new IOException("it is full");
        });

        assertThatThrownBy(() -> register.register(STUDENT, 50)).hasMessage("it is full");
    }

    @Test
    void giveUp_endsEveryWaitAndRefusesMore() throws Exception {
        CompletableFuture<Void> attempt = CompletableFuture.runAsync(() -> {
            assertThatThrownBy(() -> hanging.register(STUDENT, 50))
                    .hasMessage("THE SERVER ENDS BEFORE ITS DATABASE HAS TAKEN THE SCORE");
        });
        assertThat(asked.await(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        hanging.giveUp();
        attempt.get(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThatThrownBy(() -> hanging.register(STUDENT, 50)).isInstanceOf(ScoreRefusedException.class);
        assertThatThrownBy(() -> hanging.register(STUDENT + 1, 10)).isInstanceOf(ScoreRefusedException.class);
    }

    @Test
    void clients_areToldWhenTheServerGivesUp() throws Exception {
        XorText text = XorText.of("hello, KAIST".getBytes(StandardCharsets.US_ASCII));
        try (Server server = new TcpTransport()
                .serve(
                        Endpoint.loopback(0),
                        new XorService(new XorTask(text, () -> "tree", hanging)),
                        ServerOptions.defaults().withWorkers(RegisterThreads.start()))) {
            CompletableFuture<XorResult> told = CompletableFuture.supplyAsync(() -> submit(server));
            assertThat(asked.await(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            hanging.giveUp();

            assertThat(told.get(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .message())
                    .isEqualTo("DECRYPTED DATA MATCH, REGISTRATION FAILED: "
                            + "THE SERVER ENDS BEFORE ITS DATABASE HAS TAKEN THE SCORE");
        }
    }

    private static XorResult submit(Server server) {
        try {
            return PlainXorClient.run(server.endpoint().port(), "sbmt", STUDENT, text -> text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
