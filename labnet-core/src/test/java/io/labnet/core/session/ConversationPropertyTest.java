// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Checks that the session receives the same messages and the peer the same bytes, for any order of the engine's calls.
 */
class ConversationPropertyTest {
    private static final int LIMIT = 8;

    /** A format, with a name that makes failures readable. */
    enum Format {
        LENGTH_PREFIXED,
        LINE,
        WORD,
        BURST;

        Decoder<String> decoder() {
            return switch (this) {
                case LENGTH_PREFIXED -> ToyProtocols::lengthPrefixed;
                case LINE -> ToyProtocols::line;
                case WORD -> ToyProtocols::word;
                case BURST -> ToyProtocols::burst;
            };
        }
    }

    @Property
    void receive_givesTheSameHoweverInputIsCut(
            @ForAll Format format,
            @ForAll("inputs") String input,
            @ForAll("endings") Boundary ending,
            @ForAll Random random) {
        RecordingSession whole = new RecordingSession();
        receiveInPieces(format, whole, input, ending, Integer.MAX_VALUE, random);
        RecordingSession cut = new RecordingSession();
        receiveInPieces(format, cut, input, ending, 1 + random.nextInt(LIMIT), random);
        assertThat(cut.events).isEqualTo(whole.events);
    }

    @Property
    void pieces_joinToSameBodyHoweverInputIsSplit(@ForAll("inputs") String input, @ForAll Random random) {
        RecordingSession session = new RecordingSession();
        StringBuilder body = new StringBuilder();
        session.onReceived = (piece, out) -> body.append(piece, 1, piece.length());
        ManualConversation driven = ManualConversation.opened(new ToyProtocols.Pieces(), LIMIT, session);
        feed(driven, input, Boundary.END, 1 + random.nextInt(LIMIT), random);
        assertThat(body).hasToString(input);
        List<String> ends = session.events.stream().filter("received ."::equals).toList();
        assertThat(ends).hasSize(input.isEmpty() ? 0 : 1);
    }

    @Property
    void anyScripts_giveWhatDoingEverythingAtOnceGives(
            @ForAll("scripts") List<Script> scripts, @ForAll boolean ended, @ForAll Random random) {
        Script.Expected expected = Script.expected(scripts);
        RandomEngine engine = new RandomEngine(scripts, random);
        engine.run(ended);
        assertThat(engine.written()).isEqualTo(expected.text());
        assertThat(engine.flushOffsets()).as("offsets of the flushes").containsAll(expected.flushOffsets());
        boolean finished = expected.finished() || ended;
        assertThat(engine.closing()).isEqualTo(finished ? Closing.FINISH : Closing.NO);
    }

    @Property
    void anyScripts_sameOutputBeforeRefusal(@ForAll("scripts") List<Script> scripts, @ForAll Random random) {
        Script.Expected expected = Script.expected(scripts);
        RandomEngine engine = new RandomEngine(scripts, random);
        engine.runIntoRefusal();
        assertThat(engine.written()).isEqualTo(expected.text());
        assertThat(engine.closing()).isEqualTo(Closing.FINISH);
        if (expected.finished()) {
            assertThat(engine.rejection()).isNull();
        } else {
            assertThat(engine.rejection().reason()).isEqualTo(ProtocolException.Reason.MALFORMED);
            assertThat(engine.rejection().offset()).isEqualTo(1);
        }
    }

    @Provide
    Arbitrary<String> inputs() {
        return Arbitraries.of("\n", ";", " ", "!", "\0", "\1", "\2", "\7", "a", "b", "ccc", "dddd\n", "\0\3eee", "ff;")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Boundary> endings() {
        return Arbitraries.of(Boundary.MORE, Boundary.PAUSE, Boundary.END);
    }

    @Provide
    Arbitrary<List<Script>> scripts() {
        return script(3).list().ofMaxSize(6);
    }

    private static Arbitrary<Script> script(int depth) {
        Arbitrary<Script.Step> said =
                Arbitraries.integers().between(0, 40).map(length -> new Script.Send("s".repeat(length)));
        Arbitrary<Script.Step> step = depth == 0
                ? said
                : Arbitraries.frequencyOf(
                        Tuple.of(6, said),
                        Tuple.of(2, Arbitraries.just(new Script.Flush())),
                        Tuple.of(
                                3,
                                Combinators.combine(Arbitraries.of(true, false), script(depth - 1))
                                        .as(Script.Work::new)),
                        Tuple.of(1, Arbitraries.just(new Script.Finish())));
        return step.list().ofMaxSize(5).map(Script::new);
    }

    private static void receiveInPieces(
            Format format, RecordingSession session, String input, Boundary ending, int most, Random random) {
        feed(ManualConversation.opened(format.decoder(), LIMIT, session), input, ending, most, random);
    }

    /**
     * Feeds the input in random pieces of at most {@code most} bytes. The boundary comes with the last piece or alone.
     */
    private static void feed(ManualConversation driven, String input, Boundary ending, int most, Random random) {
        int from = 0;
        while (input.length() - from > most) {
            int size = random.nextInt(most + 1);
            driven.receive(input.substring(from, from + size));
            from += size;
        }
        if (most < Integer.MAX_VALUE && random.nextBoolean()) {
            driven.receive(input.substring(from));
            from = input.length();
        }
        driven.receive(input.substring(from), ending);
    }
}
