// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.ToyProtocols;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final List<String> events = new ArrayList<>();

    private final TranscriptListener listener = new TranscriptListener() {
        @Override
        public void data(Instant time, Side sender, byte[] bytes, List<Entry> entries) {
            events.add(sender + " data " + bytes.length);
            add(sender, entries);
        }

        @Override
        public void completed(Instant time, Side sender, List<Entry> entries) {
            add(sender, entries);
        }

        private void add(Side sender, List<Entry> entries) {
            entries.forEach(
                    entry -> events.add(sender + " " + entry.description().words()));
        }

        @Override
        public void noted(Instant time, Side side, String what) {
            events.add(side + " noted " + what);
        }

        @Override
        public void ended(Instant time, Side sender, @Nullable ProtocolException breach) {
            events.add(sender + " ended" + (breach == null ? "" : ": " + breach.getMessage()));
        }

        @Override
        public void closed(Instant time, @Nullable Side breaker, @Nullable String broken) {
            events.add("closed " + broken);
        }
    };

    private Transcript transcript(Dialogue<?, ?> dialogue) {
        return new Transcript(dialogue, Clock.systemUTC(), listener);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void messages_areDecodedInBothDirections_howeverTheyAreCut() {
        Transcript transcript = transcript(new ToyDialogue());
        transcript.data(Side.CLIENT, bytes("a"));
        transcript.data(Side.SERVER, bytes("1\n2"));
        transcript.data(Side.CLIENT, bytes("b\nc\n"));
        transcript.data(Side.SERVER, bytes("\n"));
        assertThat(events)
                .containsExactly(
                        "client data 1",
                        "server data 3",
                        "server answer",
                        "client data 4",
                        "client ask ab",
                        "client ask c",
                        "server data 1",
                        "server answer");
    }

    @Test
    void pause_completesAMessage() {
        Transcript transcript = transcript(Dialogue.of(ToyProtocols.PAUSED, ToyProtocols.PAUSED));
        transcript.data(Side.CLIENT, bytes("burst"));
        transcript.paused(Side.CLIENT);
        assertThat(events).containsExactly("client data 5", "client burst|");
    }

    @Test
    void incompleteMessage_isABreachOfItsSender() {
        Transcript transcript = transcript(new ToyDialogue());
        transcript.data(Side.CLIENT, bytes("half"));
        transcript.ended(Side.CLIENT);
        assertThat(transcript.firstBreach()).isNotNull().satisfies(breach -> {
            assertThat(breach.side()).isEqualTo(Side.CLIENT);
            assertThat(breach.problem().reason()).isEqualTo(ProtocolException.Reason.TRUNCATED);
        });
        assertThat(events).containsExactly("client data 4", "client no valid message", "client ended");
    }

    @Test
    void end_canBreakARule() {
        Transcript transcript = transcript(new ToyDialogue());
        transcript.data(Side.CLIENT, bytes("question\n"));
        transcript.ended(Side.SERVER);
        transcript.ended(Side.SERVER);
        assertThat(events.subList(2, events.size())).containsExactly("server ended: the server owes an answer");
        assertThat(transcript.firstBreach()).isNotNull().extracting("side").isEqualTo(Side.SERVER);
    }

    @Test
    void reset_isJudgedAsAnEnd() {
        Transcript transcript = transcript(new ToyDialogue());
        transcript.data(Side.CLIENT, bytes("asked\n"));
        transcript.reset(Side.SERVER);
        transcript.ended(Side.SERVER);
        transcript.reset(Side.SERVER);
        assertThat(events.subList(2, events.size()))
                .containsExactly("server noted reset the connection: the server owes an answer");
        assertThat(transcript.firstBreach()).isNotNull().extracting("side").isEqualTo(Side.SERVER);
    }

    @Test
    void firstBreach_staysTheFirst() {
        Transcript transcript = transcript(new ToyDialogue());
        assertThat(transcript.firstBreach()).isNull();
        transcript.data(Side.SERVER, bytes("unasked\n"));
        transcript.data(Side.CLIENT, bytes("bad!"));
        assertThat(transcript.firstBreach()).isNotNull().extracting("side").isEqualTo(Side.SERVER);
    }

    @Test
    void bytesAfterARefusal_areNotDecoded() {
        Transcript transcript = transcript(new ToyDialogue());
        transcript.data(Side.CLIENT, bytes("bad!"));
        transcript.data(Side.CLIENT, bytes("good\n"));
        assertThat(events)
                .containsExactly(
                        "client data 4",
                        "client no valid message",
                        "client data 5",
                        "client not decoded, because what came before was not valid");
    }

    @Test
    void nothing_followsTheClose() {
        Transcript transcript = transcript(new ToyDialogue());
        transcript.closed(null, null);
        transcript.data(Side.CLIENT, bytes("late\n"));
        transcript.ended(Side.CLIENT);
        transcript.closed(null, "again");
        assertThat(events).containsExactly("closed null");
    }

    @Test
    void failingDialogue_endsTheTranscriptOnly() {
        Transcript transcript = transcript(new ToyDialogue() {
            @Override
            public Description fromClient(String message) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertThat(transcript.hasFailed()).isFalse();
        transcript.data(Side.CLIENT, bytes("line\n"));
        transcript.data(Side.SERVER, bytes("line\n"));
        transcript.closed(null, null);
        assertThat(transcript.hasFailed()).isTrue();
        assertThat(events).containsExactly("closed the transcript has failed; see the log");
    }
}
