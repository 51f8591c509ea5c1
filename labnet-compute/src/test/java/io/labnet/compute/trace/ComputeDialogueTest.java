// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import io.labnet.compute.WordCounter;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.core.transport.trace.Side;
import io.labnet.testkit.DialogueScript;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputeDialogueTest {
    private static final String UUID = NameUuid.of("Client1").toString();
    private static final String OTHER = NameUuid.of("Client2").toString();

    /** Plays {@code >Client1|} as the client's text and a pause, and lines without {@code >} as the server's. */
    private static DialogueScript script(String... lines) {
        DialogueScript script = new DialogueScript();
        for (String line : lines) {
            Side side = line.startsWith(">") ? Side.CLIENT : Side.SERVER;
            String text = line.startsWith(">")
                    ? line.substring(1)
                    : line.replace("OTHER", OTHER).replace("UUID", UUID);
            for (String part : text.split("(?<=\\|)", -1)) {
                String bytes = part.replace("|", "");
                script = side == Side.CLIENT ? script.client(bytes) : script.server(bytes);
                script = part.endsWith("|") ? script.pause(side) : script;
            }
        }
        return script;
    }

    private static String breach(String... lines) {
        return script(lines).end(Side.SERVER).end(Side.CLIENT).breach(ComputeDialogue::new);
    }

    private static String breachOfReply(String reply) {
        return breach(">Client1|", "UUID|", ">FIBONACCI|7|", reply + "|", ">COMPLETE");
    }

    @Test
    void rightConversation_isDescribed() {
        DialogueScript script = script(">Client1|", "UUID", ">FIBONACCI|7|", "8_UUID", ">FILE|3|", ">A B", "2_UUID");

        assertThat(script.client("COMPLETE").end(Side.SERVER).transcript(new ComputeDialogue()))
                .containsExactly(
                        "+0.000 a client connected to a server, 1970-01-01T00:00:00Z",
                        "+0.000 client: 7 bytes of an incomplete message",
                        "+0.000 client: name Client1, 7 bytes",
                        "        0000  43 6c 69 65 6e 74 31                             \"Client1\"",
                        "+0.000 server: UUID f97e575c-28d5-36b4-9170-f3cbaef757af, 36 bytes",
                        "        0000  66 39 37 65 35 37 35 63 2d 32 38 64 35 2d 33 36  UUID f97e575c-28d5-36b4-9170-f3cbaef757af",
                        "        0010  62 34 2d 39 31 37 30 2d 66 33 63 62 61 65 66 37",
                        "        0020  35 37 61 66",
                        "+0.000 client: FIBONACCI, 9 bytes",
                        "        0000  46 49 42 4f 4e 41 43 43 49                       \"FIBONACCI\"",
                        "+0.000 client: 1 byte of an incomplete message",
                        "+0.000 client: number 7, 1 byte",
                        "        0000  37                                               \"7\"",
                        "+0.000 server: reply 8_f97e575c-28d5-36b4-9170-f3cbaef757af, 38 bytes",
                        "        0000  38                                               reply 8",
                        "        0001  5f                                               separator _",
                        "        0002  66 39 37 65 35 37 35 63 2d 32 38 64 35 2d 33 36  UUID f97e575c-28d5-36b4-9170-f3cbaef757af",
                        "        0012  62 34 2d 39 31 37 30 2d 66 33 63 62 61 65 66 37",
                        "        0022  35 37 61 66",
                        "+0.000 client: FILE, 4 bytes",
                        "        0000  46 49 4c 45                                      \"FILE\"",
                        "+0.000 client: 1 byte of an incomplete message",
                        "+0.000 client: text of 3 bytes follows, 1 byte",
                        "        0000  33                                               \"3\"",
                        "+0.000 client: the end of the text, 2 words, 3 bytes",
                        "        0000  41 20 42                                         \"A B\"",
                        "+0.000 server: reply 2_f97e575c-28d5-36b4-9170-f3cbaef757af, 38 bytes",
                        "        0000  32                                               reply 2",
                        "        0001  5f                                               separator _",
                        "        0002  66 39 37 65 35 37 35 63 2d 32 38 64 35 2d 33 36  UUID f97e575c-28d5-36b4-9170-f3cbaef757af",
                        "        0012  62 34 2d 39 31 37 30 2d 66 33 63 62 61 65 66 37",
                        "        0022  35 37 61 66",
                        "+0.000 client: COMPLETE, 8 bytes",
                        "        0000  43 4f 4d 50 4c 45 54 45                          \"COMPLETE\"",
                        "+0.000 server ended its output",
                        "+0.000 closed");
    }

    @Test
    void rightConversations_breakNothing() {
        assertThat(breach()).isEmpty();
        for (String reply : List.of("8_UUID", "13_UUID", "UUID_8", "8_UUID\n", "8_" + UUID.replace("-", ""))) {
            assertThat(breachOfReply(reply)).as(reply).isEmpty();
        }
        assertThat(breach(">Client1FIBONACCI7FACTORIAL6COMPLETE", "UUID8_UUID720_UUID"))
                .isEmpty();
        assertThat(breach(">Client1|WORD_COUNT|A B C|", "UUID3_UUID", ">COMPLETE"))
                .isEmpty();
        assertThat(breach(">Client1|", "UUID|", ">FACTORIAL|1001|", "12_UUID|", ">COMPLETE"))
                .isEmpty();
        assertThat(breach(">Client1|", "UUID|", ">FACTORIAL|6|", "ERROR busy_UUID|", ">COMPLETE"))
                .isEmpty();
        assertThat(breach(">Client1|", "UUID|", "ERROR nothing came in 60 s (compute-2.7)_UUID|"))
                .isEmpty();
    }

    @Test
    void replyAfterALongOne_isChecked() {
        String digits = "1".repeat(400);
        assertThat(breach(
                        ">Client1|",
                        "UUID|",
                        ">FACTORIAL|1500|",
                        digits + "_UUID|",
                        ">FACTORIAL|5|",
                        "120_UUID|",
                        ">COMPLETE"))
                .isEmpty();
        assertThat(breach(
                        ">Client1|",
                        "UUID|",
                        ">FACTORIAL|1500|",
                        digits + "_UUID|",
                        ">FACTORIAL|5|",
                        "121_UUID|",
                        ">COMPLETE"))
                .isEqualTo("server compute-3.4");
    }

    @Test
    void pausesThatWereNotSeen_areAssumedBeforeReplies() {
        assertThat(breach(">Client1", "UUID", ">FIBONACCI7", "8_UUID", ">FACTORIAL", ">6", "720_UUID", ">COMPLETE"))
                .isEmpty();
        assertThat(breach(">Client1", "UUID", ">FIBONACCI7", "9_UUID|", ">COMPLETE"))
                .isEqualTo("server compute-3.4");
        assertThat(breach(">Client1", "UUID", ">WORD_COUNTA B", "2_UUID", ">COMPLETE"))
                .isEmpty();
    }

    @Test
    void settings_count() {
        ComputeSettings settings =
                new ComputeSettings(FibonacciCount.ZERO_BASED, WordCounter.Rule.SPACES, 100, ComputeProtocol.IDLE);
        String[] lines = {">Client1|", "UUID|", ">FIBONACCI|0|", "0_UUID|", ">FILE|4|", ">A  B", "3_UUID|", ">COMPLETE"
        };
        assertThat(script(lines).end(Side.SERVER).breach(() -> new ComputeDialogue(settings)))
                .isEmpty();
        String[] others = {">Client1|", "UUID|", ">FIBONACCI|7|", "8_UUID|"};
        assertThat(script(others).breach(() -> new ComputeDialogue(settings))).isEqualTo("server compute-3.6");
    }

    @Test
    void requests_breakRules() {
        assertThat(breach(">FACTORIAL|6|", "ERROR FACTORIAL came instead of a name|"))
                .isEqualTo("client compute-1.1");
        assertThat(breach(">" + "x".repeat(300) + "|")).isEqualTo("client compute-1.2");
        assertThat(breach(">Client1|", "UUID|", ">fibonacci|", "ERROR no|")).isEqualTo("client compute-2.1");
        assertThat(breach(">Client1|", "UUID|", ">FACTORIAL|6.0|")).isEqualTo("client compute-2.2");
        assertThat(breach(">Client1|", "UUID|", ">FACTORIAL|-1|")).isEqualTo("client compute-2.3");
        assertThat(breach(">Client1|", "UUID|", ">FIBONACCI|0|", "ERROR 0|")).isEqualTo("client compute-2.3");
        assertThat(breach(">Client1|", "UUID|", ">FIBONACCI|FACTORIAL|6|")).isEqualTo("client compute-2.4");
        assertThat(script(">Client1|", "UUID|", ">FILE|19|", ">A B")
                        .end(Side.CLIENT)
                        .breach(ComputeDialogue::new))
                .isEqualTo("client compute-2.5");
    }

    @Test
    void replies_breakRules() {
        assertThat(breach(">Client1|", "Hello Client1|")).isEqualTo("server compute-3.1");
        assertThat(breach(">Client1|")).isEqualTo("server compute-3.1");
        assertThat(breachOfReply("9_UUID")).isEqualTo("server compute-3.4");
        assertThat(breachOfReply("8.0_UUID")).isEqualTo("server compute-3.4");
        assertThat(breachOfReply("8")).isEqualTo("server compute-3.5");
        assertThat(breachOfReply("8_OTHER")).isEqualTo("server compute-3.5");
        assertThat(breachOfReply("8_UUID5_UUID")).isEqualTo("server compute-3.5");
        assertThat(breachOfReply("8_UUID|8_UUID")).isEqualTo("server compute-3.5");
        assertThat(breach(">Client1|", "UUID|", ">FIBONACCI|7|", "8_UUID|", ">FIBONACCI|6|", "8_UUID|"))
                .isEqualTo("server compute-3.6");
        assertThat(breach(">Client1|", "UUID|", ">FIBONACCI|7|")).isEqualTo("server compute-3.7");
        assertThat(breach(">Client1|", "UUID|", ">FIBONACCI|7|", "8_UUID|")).isEqualTo("server compute-3.7");
    }

    @Test
    void otherUuid_isInTheWords() {
        assertThat(script(">Client1|", "OTHER|").transcript(new ComputeDialogue()))
                .anyMatch(line -> line.contains("(compute-3.3)"));
    }
}
