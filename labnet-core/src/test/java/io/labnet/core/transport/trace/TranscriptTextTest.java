// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.session.ToyProtocols;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTextTest {
    private final List<String> lines = new ArrayList<>();
    private final SteppingClock clock = new SteppingClock();

    /** A clock that goes on by 13 ms whenever it is read. */
    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-11-30T09:00:00Z");

        @Override
        public Instant instant() {
            Instant read = now;
            now = now.plus(Duration.ofMillis(13));
            return read;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Transcript transcript(boolean secrets, int maxLines) {
        return new Transcript(new ToyDialogue(), clock, new TranscriptText("[1] ", secrets, maxLines, this::add));
    }

    private void add(String event) {
        lines.addAll(event.lines().toList());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void text_showsMessagesFieldsPausesAndTheEnd() {
        Transcript transcript = transcript(false, 100);
        transcript.opened("127.0.0.1:40000", "127.0.0.1:4000");
        transcript.data(Side.CLIENT, bytes("a lo"));
        transcript.data(Side.CLIENT, bytes("ng line of text\n"));
        transcript.data(Side.SERVER, bytes("K and more\n"));
        transcript.note(Side.SERVER, "waited");
        transcript.ended(Side.CLIENT);
        transcript.ended(Side.SERVER);
        transcript.closed(null, null);
        assertThat(lines)
                .containsExactly(
                        "[1] +0.000 127.0.0.1:40000 connected to 127.0.0.1:4000, 2026-11-30T09:00:00Z",
                        "[1] +0.013 client: 4 bytes of an incomplete message",
                        "[1] +0.013 client: ask a long line of text, 20 bytes",
                        "[1]         0000  61 20 6c 6f 6e 67 20 6c 69 6e 65 20 6f 66 20 74  text 'a long line of text'",
                        "[1]         0010  65 78 74",
                        "[1]         0013  0a                                               end line feed",
                        "[1] +0.013 server: answer, 11 bytes",
                        "[1]         0000  ** (1 bytes)                                     key (hidden)",
                        "[1]         0001  ** (10 bytes)                                    may contain a secret (hidden)",
                        "[1] +0.013 server waited",
                        "[1] +0.013 client ended its output",
                        "[1] +0.013 server ended its output",
                        "[1] +0.013 closed");
    }

    @Test
    void secrets_areShownIfAskedFor() {
        Transcript transcript = transcript(true, 100);
        transcript.data(Side.SERVER, bytes("K\n"));
        assertThat(lines.get(1)).endsWith("4b                                               key");
    }

    @Test
    void undecodedBytes_areHiddenIfTheyMayBeSecret() {
        Transcript transcript = transcript(false, 100);
        transcript.data(Side.SERVER, bytes("key!"));
        transcript.data(Side.SERVER, bytes("more of it"));
        assertThat(lines)
                .noneMatch(line -> line.contains("6b 65 79") || line.contains("6d 6f") || line.contains("more of"))
                .anyMatch(line -> line.contains("may contain a secret (hidden)"))
                .anyMatch(line -> line.contains("not decoded"));
    }

    @Test
    void breaches_areShownBelowTheirMessage() {
        Transcript transcript = transcript(true, 100);
        transcript.data(Side.SERVER, bytes("K\n"));
        transcript.data(Side.CLIENT, bytes("what!"));
        assertThat(lines.get(3)).isEqualTo("[1]         ! an answer without a question");
        assertThat(lines.get(4)).startsWith("[1] +0.013 client: no valid message, 5 bytes");
        assertThat(lines.get(6)).startsWith("[1]         ! ");
    }

    @Test
    void bytesBesideTheFields_areHiddenIfTheyMayBeSecret() {
        Entry entry = new Entry(
                "TYPEsecret".getBytes(StandardCharsets.US_ASCII),
                10,
                Description.of("message").with("type", 4, "TYPE"),
                true);
        assertThat(String.join("\n", new FieldTable(entry, false).rows()))
                .contains("TYPE")
                .doesNotContain("secret\"");
        assertThat(String.join("\n", new FieldTable(entry, true).rows())).contains("secret\"");
    }

    @Test
    void longMessages_areCut() {
        Dialogue<String, String> dialogue = Dialogue.of(ToyProtocols.LINES, ToyProtocols.LINES);
        Transcript transcript = new Transcript(dialogue, clock, new TranscriptText("", false, 100, this::add));
        transcript.data(Side.CLIENT, bytes("x".repeat(999) + "\n"));
        assertThat(lines).hasSize(6).last().isEqualTo("              ... 936 more bytes");
    }

    @Test
    void fullText_isCountedAndStillEnded() {
        Transcript transcript = transcript(false, 4);
        for (int i = 0; i < 10; i++) {
            transcript.data(Side.CLIENT, bytes("x\n"));
        }
        transcript.closed(null, "reset");
        assertThat(lines)
                .hasSize(6)
                .endsWith("[1] +0.013 the transcript is full; more messages followed: 8", "[1] +0.013 closed: reset");
    }

    @Test
    void controlCharacters_areEscaped() {
        Transcript transcript = transcript(false, 100);
        transcript.opened("a\033[2J", "b\n");
        transcript.data(Side.CLIENT, bytes("\033[2J\n"));
        transcript.note(Side.CLIENT, "\033");
        transcript.closed(null, "\033");
        assertThat(lines).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void maxLines_isAtLeastOne() {
        assertThatThrownBy(() -> new TranscriptText("", false, 0, this::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxLines 0 is less than 1");
    }
}
