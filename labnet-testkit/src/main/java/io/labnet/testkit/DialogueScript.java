// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.Rule;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import io.labnet.core.transport.trace.TranscriptListener;
import io.labnet.core.transport.trace.TranscriptText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** The bytes of both sides of a conversation, in their order, to test a {@link Dialogue} with. */
public final class DialogueScript {
    private static final int RANDOM_CUTS = 30;
    private static final int MAX_LINES = 100_000;
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private enum Kind {
        BYTES,
        PAUSE,
        END
    }

    /** What a side does. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Step(Side side, Kind kind, byte[] bytes) {}

    private final List<Step> steps = new ArrayList<>();

    /** Creates a conversation in which nothing happens. */
    public DialogueScript() {}

    /**
     * Adds bytes.
     *
     * @param side the side that sends them
     * @param bytes the bytes
     * @return this script
     */
    public DialogueScript say(Side side, byte[] bytes) {
        steps.add(new Step(side, Kind.BYTES, bytes.clone()));
        return this;
    }

    /**
     * Adds text of the client.
     *
     * @param text the text, sent as UTF-8
     * @return this script
     */
    public DialogueScript client(String text) {
        return say(Side.CLIENT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds text of the server.
     *
     * @param text the text, sent as UTF-8
     * @return this script
     */
    public DialogueScript server(String text) {
        return say(Side.SERVER, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds bytes of the client.
     *
     * @param hex the bytes in hex; spaces are ignored
     * @return this script
     */
    public DialogueScript clientHex(String hex) {
        return say(Side.CLIENT, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /**
     * Adds bytes of the server.
     *
     * @param hex the bytes in hex; spaces are ignored
     * @return this script
     */
    public DialogueScript serverHex(String hex) {
        return say(Side.SERVER, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /**
     * Adds a pause.
     *
     * @param side the side that pauses
     * @return this script
     */
    public DialogueScript pause(Side side) {
        steps.add(new Step(side, Kind.PAUSE, new byte[0]));
        return this;
    }

    /**
     * Adds the end of a side's output.
     *
     * @param side the side
     * @return this script
     */
    public DialogueScript end(Side side) {
        steps.add(new Step(side, Kind.END, new byte[0]));
        return this;
    }

    /**
     * Returns the transcript of the conversation, whose bytes arrive as they were added.
     *
     * @param dialogue a new dialogue
     * @return the lines of a {@link TranscriptText} that hides secrets
     */
    public List<String> transcript(Dialogue<?, ?> dialogue) {
        List<String> events = new ArrayList<>();
        play(dialogue, new TranscriptText("", false, MAX_LINES, events::add), Integer.MAX_VALUE, new Random(0));
        return events.stream().flatMap(String::lines).toList();
    }

    /**
     * Returns who breaks which rule first. The conversation is played several times: with the bytes as they were added,
     * with each byte alone, and with random cuts.
     *
     * @param dialogues creates dialogues
     * @return the side and the number of the rule, such as {@code client xor-1.2}; empty if no rule is broken
     * @throws AssertionError if the result depends on the cuts
     */
    public String breach(Supplier<? extends Dialogue<?, ?>> dialogues) {
        String whole = breach(dialogues.get(), Integer.MAX_VALUE, new Random(0));
        Assertions.assertThat(breach(dialogues.get(), 1, new Random(0)))
                .as("each byte alone")
                .isEqualTo(whole);
        for (int seed = 1; seed <= RANDOM_CUTS; seed++) {
            Random random = new Random(seed);
            Assertions.assertThat(breach(dialogues.get(), 1 + random.nextInt(64), random))
                    .as("seed " + seed)
                    .isEqualTo(whole);
        }
        return whole;
    }

    private String breach(Dialogue<?, ?> dialogue, int mostBytes, Random random) {
        Transcript.Breach breach = play(dialogue, new TranscriptListener() {}, mostBytes, random);
        if (breach == null) {
            return "";
        }
        ProtocolException problem = breach.problem();
        Rule rule = problem.rule();
        return breach.side() + " " + (rule == null ? problem.getMessage() : rule.number());
    }

    private Transcript.@Nullable Breach play(
            Dialogue<?, ?> dialogue, TranscriptListener listener, int mostBytes, Random random) {
        Transcript transcript = new Transcript(dialogue, CLOCK, listener);
        transcript.opened("a client", "a server");
        for (Step step : steps) {
            switch (step.kind()) {
                case PAUSE -> transcript.paused(step.side());
                case END -> transcript.ended(step.side());
                case BYTES -> {
                    ByteBuffer bytes = ByteBuffer.wrap(step.bytes());
                    while (bytes.hasRemaining()) {
                        int most = Math.min(mostBytes, bytes.remaining());
                        int next = mostBytes == Integer.MAX_VALUE ? most : 1 + random.nextInt(most);
                        transcript.data(step.side(), bytes.slice(bytes.position(), next));
                        bytes.position(bytes.position() + next);
                    }
                }
            }
        }
        transcript.closed(null, null);
        Assertions.assertThat(transcript.hasFailed())
                .as("the dialogue or its listener has thrown an exception, which is in the log")
                .isFalse();
        return transcript.firstBreach();
    }
}
