// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import io.labnet.core.transport.trace.PcapngFile;
import io.labnet.crds.chat.ChatMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChatTapTest {
    private static final Endpoint ROOM = new Endpoint("239.0.0.10", 5000);

    private final MemoryDatagrams network = new MemoryDatagrams();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

    private String listen(byte[]... datagrams) throws IOException {
        try (PcapngFile file = new PcapngFile(recorded);
                ChatTap tap = new ChatTap(network, ROOM, new PrintStream(printed, true, StandardCharsets.UTF_8), file);
                DatagramPort sender = network.bind(new Endpoint("10.0.0.1", 7000))) {
            for (byte[] datagram : datagrams) {
                sender.send(ByteBuffer.wrap(datagram), ROOM);
            }
            tap.run(datagrams.length);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void messages_arePrintedAndRecorded() throws IOException {
        assertThat(listen(new ChatMessage("Ada", "hello \u001b[2J").encode()))
                .contains("listening on ")
                .contains("10.0.0.1:7000: | Ada: hello \\x1b[2J, ");
        assertThat(recorded.toString(StandardCharsets.ISO_8859_1)).contains("| Ada: hello");
    }

    @Test
    void otherDatagrams_areShownWithTheBrokenRule() throws IOException {
        assertThat(listen(new byte[0], new byte[2000]))
                .contains("no chat message, 0 bytes: ")
                .contains("no chat message, 2000 bytes: ")
                .containsPattern("! .*\\(crds-\\d+\\.\\d+\\)");
    }
}
