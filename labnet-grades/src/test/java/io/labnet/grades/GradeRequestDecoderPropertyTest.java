// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.ConversationDriver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class GradeRequestDecoderPropertyTest {
    @Property
    void request_roundTrips(@ForAll("requests") GradeRequest request) {
        byte[] bytes = request.encode();

        assertThat(GradeRequest.decode(bytes)).isEqualTo(request);
    }

    @Property
    void acceptedRequest_encodesToTheSameBytes(@ForAll("requests") GradeRequest request, @ForAll("gaps") String gap) {
        String sent = request.student() + gap.replaceAll("[^ \t,]", "") + request.command();
        GradeRequest decoded = GradeRequest.decode(ascii(sent));

        assertThat(decoded.encode()).isEqualTo(ascii(sent));
    }

    @Property
    void anySplit_givesTheSameMessagesAndRefusal(
            @ForAll("streams") String stream, @ForAll List<@IntRange(min = 1, max = 9) Integer> sizes) {
        assertThat(received(ascii(stream), sizes)).isEqualTo(received(ascii(stream), List.of()));
    }

    @Property
    void anyBytes_causeAtMostAProtocolException(@ForAll byte[] bytes) {
        try {
            GradeRequest request = GradeRequest.decode(bytes);
            assertThat(request.student().digits()).hasSize(StudentId.LENGTH);
        } catch (ProtocolException refused) {
            assertThat(refused.offset()).isBetween(0, bytes.length);
        }
    }

    /** Returns what a conversation receives from a stream in pieces of these sizes, then of one byte each. */
    private static List<String> received(byte[] stream, List<Integer> sizes) {
        List<String> received = new ArrayList<>();
        ConversationDriver driver = new ConversationDriver(
                new Conversation<>(GradeProtocol.server(), (request, out) -> received.add(request.toString())));
        int at = 0;
        for (int piece = 0; at < stream.length; piece++) {
            int size = sizes.isEmpty() ? stream.length : piece < sizes.size() ? sizes.get(piece) : 1;
            int to = Math.min(stream.length, at + size);
            driver.arrive(Arrays.copyOfRange(stream, at, to));
            at = to;
        }
        ProtocolException refusal = driver.end().session().rejection();
        received.add(refusal == null ? "end" : refusal.reason() + " " + refusal.offset() + " " + refusal.rule());
        return received;
    }

    @Provide
    Arbitrary<GradeRequest> requests() {
        Arbitrary<StudentId> ids =
                Arbitraries.strings().numeric().ofLength(StudentId.LENGTH).map(StudentId::new);
        Arbitrary<String> separators = Arbitraries.strings().withChars(" \t,").ofMaxLength(4);
        return Combinators.combine(ids, Arbitraries.of(GradeCommand.class), separators)
                .as(GradeRequest::new);
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.strings().withChars(" \t,\r\n").ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> sent = Combinators.combine(requests(), gaps())
                .as((request, gap) -> request.student() + gap + request.command());
        Arbitrary<String> noise =
                Arbitraries.strings().withChars("18 ,\nGMALEx").ofMaxLength(12);
        Arbitrary<String> longGap =
                Arbitraries.integers().between(240, 260).map(" "::repeat).map(s -> "1803933" + s + "GG");
        return Arbitraries.frequencyOf(
                        Tuple.of(6, sent),
                        Tuple.of(1, noise),
                        Tuple.of(1, longGap),
                        Tuple.of(2, Arbitraries.strings().withChars(" \r\n").ofMaxLength(300)))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
