// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.RoomRefusal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintingCrdsListenerTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);
    private static final String REFUSAL =
            "[127.0.0.1:48528] makeroom room1: 239.0.0.10:0: refused, its port lies outside 1 to 65535 (crds-3.4), 1 so far";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void listener_printsALineForEachEvent() {
        assertThat(linesOf(false))
                .containsExactly(
                        "Chat room directory listening on port 3000.",
                        "[127.0.0.1:48528] connected",
                        "[127.0.0.1:48528] getdir: 23 bytes",
                        REFUSAL,
                        "[127.0.0.1:48528] disconnected");
    }

    @Test
    void quiet_printsOnlyThePortAndRefusals() {
        assertThat(linesOf(true)).containsExactly("Chat room directory listening on port 3000.", REFUSAL);
    }

    private List<String> linesOf(boolean quiet) {
        CrdsListener listener = CrdsListener.printing(new PrintStream(printed, true, StandardCharsets.UTF_8), quiet);
        listener.listening(Endpoint.loopback(3000));
        listener.connected(PEER);
        listener.listed(PEER, 23);
        listener.roomRefused(PEER, new MakeRoom("room1", "239.0.0.10", "0"), RoomRefusal.PORT_OUT_OF_RANGE);
        listener.disconnected(PEER);
        listener.stopped();
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
