// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.Room;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that ask a directory once, with a server of this process. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class RoomCommandsIT {
    private final MemoryRoomDirectory directory = new MemoryRoomDirectory();
    private final Server server = serve(directory);

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void roomIsMadeFoundListedAndDeleted() {
        assertThat(run("make", "room1", "239.0.0.10", "5000").succeeded()).isEqualTo("made room1: 239.0.0.10:5000\n");
        assertThat(run("make", "日本 語", "239.0.0.11", "5001").succeeded()).isEqualTo("made 日本 語: 239.0.0.11:5001\n");
        assertThat(run("find", "room1").succeeded()).isEqualTo("239.0.0.10:5000\n");
        assertThat(run("list").succeeded()).isEqualTo("room1: 239.0.0.10:5000\n日本 語: 239.0.0.11:5001\n");
        assertThat(run("delete", "room1").succeeded()).isEqualTo("deleted room1\n");
        assertThat(run("list").succeeded()).isEqualTo("日本 語: 239.0.0.11:5001\n");
    }

    @Test
    void failedCommand_isFailure() {
        directory.create(new Room("room1", "239.0.0.10", 5000));

        run("make", "room1", "239.0.0.10", "5000")
                .failed("the room 'room1: 239.0.0.10:5000' was not made: it exists already");
        run("make", "room1", "239.0.0.11", "5000")
                .failed("the room 'room1: 239.0.0.11:5000' was not made: another room has its name");
        run("make", "r2", "239.0.0.10", "5000")
                .failed("the room 'r2: 239.0.0.10:5000' was not made: another room has its address and port");
        run("delete", "r2").failed("there is no room 'r2'");
        run("find", "r2").failed("there is no room 'r2'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "make, Missing required parameters: 'NAME', 'ADDRESS', 'PORT'",
                "make room1 224.0.0.1 5000, address 224.0.0.1 lies outside 239.0.0.0/8",
                "make room1 239.0.0.256 5000, address '239.0.0.256' is not a dotted quad such as 239.0.0.10",
                "make room1 239.0.0.010 5000, address '239.0.0.010' is not a dotted quad such as 239.0.0.10",
                "make room1 239.0.0.1 0, PORT 0 is not within 1 to 65535",
                "make room1 239.0.0.1 65536, PORT 65536 is not within 1 to 65535",
                "make room1 239.0.0.1 abc, PORT 'abc' is not a whole number within 1 to 65535",
                "make EMPTY 239.0.0.1 5000, '' cannot name a room: its name is empty",
                "make LONG 239.0.0.1 5000, a name of 256 bytes is longer than the limit of 255",
                "make ESCAPE 239.0.0.1 5000, '\\x1b[2J' cannot name a room: its name has a control character",
                "find LONG, a name of 256 bytes is longer than the limit of 255",
                "delete EMPTY, '' cannot name a room: its name is empty",
                "find, Missing required parameter: 'NAME'",
                "list all, 'all'",
                "list --port 70000, --port 70000 is not within 1 to 65535",
                "server --max-rooms 0, --max-rooms 0 is not within 1 to 2147483647",
                "server --port 70000, --port 70000 is not within 0 to 65535",
                "list --frobnicate, '--frobnicate'"
            })
    void misuse_isExplainedInALine(String args, String problem) {
        List<String> words = new ArrayList<>();
        for (String word : args.split(" ", -1)) {
            words.add(
                    switch (word) {
                        case "EMPTY" -> "";
                        case "LONG" -> "a".repeat(256);
                        case "ESCAPE" -> "\u001b[2J";
                        default -> word;
                    });
        }
        CommandRun.labnet("crds", words.toArray(String[]::new)).misused(problem);
    }

    @Test
    void processes_haveTheSameExitCodes() throws Exception {
        int port = server.endpoint().port();
        ChildProcess.labnet("crds make room1 239.0.0.10 5000 --port " + port)
                .end()
                .exited(0);
        ChildProcess.labnet("crds find room2 --port " + port).end().failed("there is no room 'room2'");
    }

    private static Server serve(RoomDirectory rooms) {
        try {
            // Its log would stand among the errors of the commands, which run in this process.
            return new TcpTransport().serve(Endpoint.loopback(0), new CrdsService(rooms, CrdsListener.SILENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandRun run(String command, String... args) {
        return CommandRun.labnet(
                "crds " + command + " --port " + server.endpoint().port(), args);
    }
}
