// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.NotingSession;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Links whose peer can't be made, so that nothing can be told of them: as when memory has run out. */
class UntoldLinkTest {
    private final HandServer server =
            new HandServer(peer -> null, ServerOptions.defaults().withListener(ServerListener.SILENT));
    private final HandLoop loop = new HandLoop(server);
    private final HandWire wire = new HandWire();

    @Test
    void linkThatFailsToBegin_givesItsPlaceBackOnce() {
        NotingSession failing = new NotingSession().on("opened", out -> {
            throw new IllegalStateException("on purpose");
        });
        loop.begin(link(failing));
        assertThat(loop.deadlines().isEmpty()).isTrue();
        assertThat(server.left).isOne();
    }

    @Test
    void linkThatFailsToStop_keepsNoLoopFromItsEnd() {
        Link link = link(new NotingSession());
        loop.begin(link);
        wire.put("incomplete");
        link.readable();
        loop.stop(0);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> loop.runAt(0));
        assertThat(wire.done).containsExactly("abort");
        assertThat(server.left).isOne();
    }

    private Link link(NotingSession session) {
        Admission.Host host = new Admission(1, 1).admit("peer");
        assert host != null;
        int noPort = -1;
        return new Link(loop, wire, new Conversation<>(ToyProtocols.LINES, session), host, noPort);
    }
}
