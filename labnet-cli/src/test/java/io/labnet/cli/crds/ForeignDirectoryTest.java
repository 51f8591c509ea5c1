// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands tell the author of another directory server. */
class ForeignDirectoryTest {
    @Test
    void lengthInCharacters_isAcceptedWithWarning() throws Exception {
        CommandRun run = list(18, "é: 239.0.0.1:5000\n");

        assertThat(run.err())
                .isEqualTo("warning: the length of the listing counts its characters, not its bytes: "
                        + "take the length after encoding (crds-4.2)\n");
        assertThat(run.out()).isEqualTo("é: 239.0.0.1:5000\n");
        run.exited(0);
    }

    @Test
    void invalidListing_isShown() throws Exception {
        CommandRun run = list(6, "[\"é\"]");

        assertThat(run.errorLines())
                .containsExactly(
                        "warning: the last line of the listing does not end with a line feed (crds-4.4)",
                        "warning: a line of the listing is not a room: [\"é\"]",
                        "labnet crds list: no line of the listing is a room, such as 'room1: 239.0.0.10:5000'");
        run.exited(1);
    }

    /** Without pauses, the client would wait 30 s and could not explain the timeout. */
    @ParameterizedTest
    @CsvSource({"list, []", "list, no", "find room, Invalid command."})
    void textInsteadOfReply_isShown(String command, String words) throws Exception {
        CommandRun run = ask(command, words.getBytes(StandardCharsets.UTF_8));

        assertThat(run.err())
                .startsWith("labnet crds " + ShellLine.of(command).command() + ": ")
                .contains("the reply cannot be read: ")
                .contains("the reply is \"" + words + "\"");
        run.exited(1);
    }

    private static CommandRun list(int length, String text) throws Exception {
        byte[] lines = text.getBytes(StandardCharsets.UTF_8);
        return ask(
                "list",
                ByteBuffer.allocate(Long.BYTES + lines.length)
                        .putLong(length)
                        .put(lines)
                        .array());
    }

    private static CommandRun ask(String command, byte[] answer) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(listening, answer));
            String line = "crds " + command + " --port " + listening.getLocalPort();
            CommandRun run = CommandRun.labnet(line);
            served.get();
            return run;
        }
    }

    private static void answer(ServerSocket listening, byte[] answer) {
        try (Socket client = listening.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write(answer);
            // Waits until the client closes: closing first would show that nothing follows.
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
