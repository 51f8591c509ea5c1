// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.testkit.ConversationDriver;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that explains mistakes before it closes. */
class ExplainedMistakeTest {
    private final ConversationDriver wire = serve(true);

    @Test
    void unknownCommand_isExplained() {
        wire.arrive("getdir");

        assertThat(wire)
                .hasSent(
                        "0x67 is not a command: commands are 0x01 to 0x04; likely cause: the word \"getdir\" instead of"
                                + " the byte 01 (crds-1.1)\n");
        assertThat(wire).isFinished();
    }

    @Test
    void refusedRoomBeforeIt_isExplainedToo() {
        wire.arrive(HexFormat.of().parseHex("020000000572"));

        assertThat(wire)
                .hasSent(
                        "0x05 is not a command: commands are 0x01 to 0x04 (crds-1.1); the room before it was refused:"
                                + " its name is empty; likely cause: a length of 4 or 8 bytes; it must be one byte (crds-2.1)\n");
    }

    @Test
    void incompleteCommand_isExplained() {
        wire.arrive(HexFormat.of().parseHex("030572")).timeOut();

        assertThat(wire)
                .hasSent("it stopped inside deleteroom: 05 72; a name of 0x05=5 bytes was announced, 1 came"
                        + " (crds-1.2)\n");
        assertThat(wire).isFinished();
    }

    @Test
    void silence_isExplained() {
        wire.timeOut();

        assertThat(wire).hasSent("no command came in time\n");
    }

    @Test
    void directoryThatFails_isExplained() {
        SlowDirectory failing = new SlowDirectory();
        failing.fail(true, false);
        ConversationDriver asking =
                new ConversationDriver(new CrdsService(failing, CrdsListener.SILENT, true).apply(new Peer("", 0)));

        assertThat(asking.arrive(new byte[] {1})).hasSent("the directory failed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"676574646972", "0205"})
    void otherServer_keepsToTheProtocol(String mistake) {
        ConversationDriver other = serve(false);
        other.arrive(HexFormat.of().parseHex(mistake)).end();

        assertThat(other).hasSaidNothing();
        assertThat(other).isFinished();
    }

    private static ConversationDriver serve(boolean explain) {
        CrdsService service = new CrdsService(new MemoryRoomDirectory(), CrdsListener.SILENT, explain);
        return new ConversationDriver(service.apply(new Peer("127.0.0.1", 48_528)));
    }
}
