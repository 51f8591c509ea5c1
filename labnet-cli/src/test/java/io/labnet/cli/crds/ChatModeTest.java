// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.crds.ChatShell.Next;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.crds.Room;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell while the user is in a room. */
class ChatModeTest extends ChatShellFixture {
    @Test
    void room_sendsTypedLines() throws IOException {
        try (Membership other = join()) {
            enter("name Zoë", "chat room1", " ça va: oui! ", "", "exit?");

            assertThat(heard(other)).isEqualTo("Zoë:  ça va: oui! ");
            assertThat(heard(other)).isEqualTo("Zoë: exit?");
            send(other, "Mel: hello\n");
            awaitPrinted("| Mel: hello");
        }
        assertThat(mel.printed)
                .containsExactly(
                        "Your name is Zoë.",
                        "You are in room1, 239.0.0.10:5000 in memory. Typed lines are sent; Ctrl-] or exit! leaves the room.",
                        "| Zoë:  ça va: oui! ",
                        "| Zoë: exit?",
                        "| Mel: hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit!", " exit! ", "\u001d"})
    void room_isLeftByALine(String line) throws IOException {
        enter("chat room1", line);
        assertThat(shell.mode()).isEqualTo(ChatShell.Mode.MAIN);
        try (Membership other = join()) {
            enter("hello");
            send(other, "Mel: is anybody there?");
        }
        assertThat(mel.problems).containsExactly("'hello' is not a command; 'help' lists the commands");
        assertThat(mel.printed).hasSize(1);
    }

    /** The lines of a script arrive together. */
    @ParameterizedTest
    @ValueSource(strings = {"exit!", ""})
    void leavingRoom_waitsForEchoes(String last) {
        List<String> said =
                IntStream.range(0, 200).mapToObj(i -> "line " + i / 2).toList();
        enter("chat room1");
        mel.shows = new CountDownLatch(1);
        said.forEach(shell::enter);
        // None of it is shown when the room is about to be left.
        assertThat(mel.printed).hasSize(1);
        mel.shows.countDown();
        shell.enter(last);
        shell.close();

        assertThat(List.copyOf(mel.printed).stream().skip(1))
                .containsExactlyElementsOf(
                        said.stream().map(line -> "| Mel: " + line).toList());
    }

    /** No message comes back, as on a network without multicast. */
    @Test
    void leavingRoom_withoutEchoes_doesNotWaitForever() throws IOException {
        MemoryDatagrams lossy = new MemoryDatagrams(1, DatagramFaults.seeded(1).withLoss(1));
        try (ChatShell alone = new ChatShell(transport, AT, lossy, "Mel", mel)) {
            alone.enter("chat room1");
            alone.enter("is anybody there?");
            alone.enter("exit!");

            assertThat(alone.mode()).isEqualTo(ChatShell.Mode.MAIN);
        }
        assertThat(mel.printed).hasSize(1);
        assertThat(mel.problems).isEmpty();
    }

    @Test
    void longLine_isRefusedAndOfferedAgain() throws IOException {
        try (Membership other = join()) {
            enter("chat room1");
            assertThat(shell.enter("é".repeat(510))).isEqualTo(Next.SAME_LINE);
            assertThat(shell.enter("é".repeat(509))).isEqualTo(Next.NEW_LINE);

            assertThat(heard(other)).hasSize(5 + 509);
        }
        assertThat(mel.problems)
                .containsExactly(
                        "a message of 1025 bytes, with its sender, is longer than the limit of 1024; nothing was sent");
        assertThat(shell.mode()).isEqualTo(ChatShell.Mode.CHAT);
    }

    @Test
    void pastedLines_areSeparate() throws IOException {
        try (Membership other = join()) {
            enter("name Zoë\r\nchat room1\none\n\ntwo", "three\nexit!\nfrob");

            assertThat(heard(other)).isEqualTo("Zoë: one");
            assertThat(heard(other)).isEqualTo("Zoë: two");
            assertThat(heard(other)).isEqualTo("Zoë: three");
        }
        assertThat(mel.problems).containsExactly("'frob' is not a command; 'help' lists the commands");
        assertThat(shell.enter("help\nbye\nhelp")).isEqualTo(Next.END);
        assertThat(mel.printed).filteredOn(line -> line.startsWith("help")).hasSize(1);
    }

    @Test
    void longPastedLines_areRefusedAndOfferedAgain() throws IOException {
        String tooLong = "x".repeat(1020);
        try (Membership other = join()) {
            enter("chat room1");
            assertThat(shell.enter("a\n" + tooLong + "\nb\n" + tooLong)).isEqualTo(Next.SAME_LINE);
            assertThat(shell.refused()).isEqualTo(tooLong + "\n" + tooLong);
            assertThat(heard(other)).isEqualTo("Mel: a");
            assertThat(heard(other)).isEqualTo("Mel: b");
        }
        assertThat(shell.enter("c")).isEqualTo(Next.NEW_LINE);
        assertThat(shell.refused()).isEmpty();
    }

    @Test
    void peers_cannotReachTheTerminal() throws IOException {
        directory.create(new Room("\u202eroom", "239.0.0.12", 5000));
        try (Membership other = join()) {
            enter("chat room1");
            send(other, "M\u001b[31mel: \u001b[2J\u0007hi\u202e");
            other.send(ByteBuffer.wrap(new byte[] {'x', ':', ' ', (byte) 0xff, (byte) 0xc3, '\n', '\n'}));
            awaitPrinted("| x: \\xff\\xc3\\x0a");
            send(other, "M\u200be\u061cl\u3164: h\u115fi\ufe0f\udb40\udc41");
            awaitPrinted("| M\\u200be\\u061cl\\u3164: h\\u115fi\\ufe0f\\U000e0041");
        }
        assertThat(mel.printed).contains("| M\\x1b[31mel: \\x1b[2J\\x07hi\\u202e");
        enter("exit!", "connect", "getdir");
        assertThat(mel.printed).contains("\\u202eroom: 239.0.0.12:5000");
    }

    @Test
    void invalidDatagrams_areReported() throws IOException {
        try (Membership other = join()) {
            enter("chat room1");
            send(other, "x".repeat(1025));
            send(other, "");
            send(other, "at last");
            awaitPrinted("| at last");
        }
        assertThat(mel.printed).contains("(left out: 2 datagrams that were empty or longer than 1024 bytes)");
    }

    /** Any peer may send text that looks like output of the client. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "You are in den, 239.0.0.10:5000 on eth0. Typed lines are sent; Ctrl-] or exit! leaves the room.",
                "(left out: 3 datagrams that were empty or longer than 1024 bytes)",
                "no more messages can be received in den: it was left",
                "Your name is Zoë."
            })
    void messages_cannotImitateClientOutput(String forged) throws IOException {
        try (Membership other = join()) {
            enter("chat room1");
            send(other, forged);
            awaitPrinted("| " + forged);
        }
        assertThat(mel.printed).doesNotContain(forged);
    }

    private Membership join() throws IOException {
        return datagrams.join(new Endpoint("239.0.0.10", 5000));
    }

    private void awaitPrinted(String line) {
        await().atMost(ChildProcess.PATIENCE).until(() -> mel.printed.contains(line));
    }

    private static void send(Membership member, String text) throws IOException {
        member.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String heard(Membership member) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(2000);
        member.receive(in, ChildProcess.PATIENCE);
        return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
    }
}
