// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import io.labnet.compute.WordCounter;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Peer;
import io.labnet.testkit.ConversationDriver;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeServerSessionTest {
    private static final String UUID = "f97e575c-28d5-36b4-9170-f3cbaef757af";
    private static final Peer PEER = new Peer("127.0.0.1", 37802);

    private final List<String> told = new ArrayList<>();
    private ComputeService service = service(ComputeSettings.documented());

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void documentedConversation_getsTheDocumentedReplies() {
        ConversationDriver wire = wire();
        for (String burst : List.of(
                "Client1", "FIBONACCI", "7", "FACTORIAL", "6", "FILE", "19", "A B C D E F G H I J", "COMPLETE")) {
            wire.arrive(burst).pause();
        }

        assertThat(wire.writes()).containsExactly(UUID, "8_" + UUID, "720_" + UUID, "10_" + UUID);
        assertThat(wire).isFinished();
    }

    @Test
    void coalescedConversation_getsTheSame() {
        ConversationDriver wire = wire().arrive("Client1FIBONACCI7FACTORIAL6FILE19A B C D E F G H I JCOMPLETE");

        assertThat(String.join("", wire.writes())).isEqualTo(UUID + "8_" + UUID + "720_" + UUID + "10_" + UUID);
        assertThat(wire).isFinished();
    }

    @Test
    void name_isFreeAfterComplete() {
        wire().arrive("Client1COMPLETE");

        assertThat(wire().arrive("Client1\n").writes()).containsExactly(UUID);
        assertThat(wire().arrive("Client1\n").writes()).doesNotContain(UUID);
    }

    @Test
    void listener_receivesDocumentedEvents() {
        ConversationDriver wire = wire().arrive("Client3\nFACTORIAL3 FIBONACCI4 FILE5 a\nb\u00e9FILE-x")
                .end();
        wire.disconnect(null);

        assertThat(told)
                .containsExactly(
                        "connected 127.0.0.1:37802",
                        "named Client3",
                        "requested FACTORIAL",
                        "fact 3",
                        "requested FIBONACCI",
                        "fib 4",
                        "requested FILE",
                        "words 2  a\nb\ufffd",
                        "refused bytes a9 are no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE;"
                                + " likely cause: the length before it counts characters, not bytes (compute-2.1)",
                        "requested FILE",
                        "words 1 -x",
                        "disconnected 127.0.0.1:37802");
    }

    @ParameterizedTest
    @CsvSource({
        "FACTORIAL-1, -1 is negative (compute-2.3)",
        "FACTORIAL1.5, 1.5 is no number (compute-2.2)",
        "FACTORIALabc, abc is no number (compute-2.2)",
        "FIBONACCI100000000000000000000, 100000000000000000000 is larger than 1000000 (compute-2.3)",
        "FIBONACCI1000001, 1000001 is larger than 1000000 (compute-2.3)",
        "FIBONACCI0, '0 is less than 1: FIBONACCI 1 is the first number, 0 (compute-2.3)'",
        "FILE9223372036854775808, 9223372036854775808 is larger than 9223372036854775807 (compute-2.3)",
        "FILE-5, -5 is negative (compute-2.3)",
        "WORD_COUNT -1 A B C, -1 is negative (compute-2.3)",
        "what_is_this, 'what_is_this is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE (compute-2.1)'",
        "fibonacci, 'fibonacci is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE; likely cause: letters in lower case (compute-2.1)'",
        "file10 x, 'file10 is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE; likely cause: letters in lower case (compute-2.1)'",
        "Host: me, 'Host: is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE; likely cause: an HTTP client (compute-2.1)'",
        "FACTORIAL7.0, 7.0 is no number; likely cause: a floating-point number turned into text (compute-2.2)",
        "FACTORIAL(7), (7) is no number; likely cause: brackets around the number (compute-2.2)",
        "FACTORIAL\"7\", \"7\" is no number; likely cause: quotes around the number (compute-2.2)"
    })
    void invalidRequest_getsErrorAndConversationContinues(String request, String reason) {
        ConversationDriver wire = wire().arrive("Client1").pause();
        wire.arrive(request).pause().arrive("FACTORIAL0").pause();

        assertThat(wire.writes()).containsExactly(UUID, "ERROR " + reason + "_" + UUID, "1_" + UUID);
    }

    @Test
    void quotedInput_isShortAndPrintable() {
        ConversationDriver wire = wire().arrive("Client1")
                .pause()
                .arrive("\u001b[2J" + "x".repeat(900))
                .pause();

        assertThat(wire.writes().get(1))
                .isEqualTo(
                        "ERROR bytes 1b 5b 32 4a 78 78 78 78 ... are no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE (compute-2.1)_"
                                + UUID);
    }

    @Test
    void zeroBasedSettings_countFromZero() {
        service = service(
                new ComputeSettings(FibonacciCount.ZERO_BASED, WordCounter.Rule.SPACES, 100, ComputeProtocol.IDLE));
        ConversationDriver wire = wire().arrive("Client1\nFIBONACCI7 FIBONACCI0 FACTORIAL101 FILE4a  b");

        assertThat(String.join(" ", wire.writes()))
                .contains("13_" + UUID + "0_" + UUID + "ERROR 101 is larger than 100 (compute-2.3)_" + UUID + "3_"
                        + UUID);
    }

    @Test
    void longAnswer_isSentInPieces() {
        String expected = Factorial.of(20_000).toString();
        ConversationDriver wire = wire().arrive("Client1\nFACTORIAL20000\nFACTORIAL3\n");

        assertThat(String.join("", wire.writes()).equals(UUID + expected + "_" + UUID + "6_" + UUID))
                .as("the digits of 20000!, then 6")
                .isTrue();
        assertThat(wire.writes().stream().mapToInt(String::length))
                .hasSizeGreaterThan(2)
                .allSatisfy(length -> assertThat(length).isLessThan(33 * 1024));
    }

    @Test
    void textStartingWithMinus_isCounted() {
        ConversationDriver wire = wire().arrive("Client1").pause();
        for (String text : List.of("- milk\n- -5 eggs", "-", "-x", "--5")) {
            wire.arrive("FILE" + text).pause();
        }

        assertThat(wire.writes()).containsExactly(UUID, "5_" + UUID, "1_" + UUID, "1_" + UUID, "1_" + UUID);
    }

    @Test
    void emptyText_hasNoWords() {
        assertThat(wire().arrive("Client1\nFILE0").pause().writes()).contains("0_" + UUID);
    }

    @Test
    void clientsWithSameName_getDifferentUuids() {
        ConversationDriver first = wire().arrive("Client1").pause();
        ConversationDriver second = new ConversationDriver(service.apply(new Peer("127.0.0.1", 4711)));
        second.arrive("Client1").pause();
        String other = NameUuid.of("Client1@127.0.0.1:4711").toString();

        assertThat(first.writes()).containsExactly(UUID);
        assertThat(second.writes()).containsExactly(other);

        first.disconnect(null);
        assertThat(wire().arrive("Client1").pause().writes()).containsExactly(UUID);
    }

    @Test
    void incompleteText_isError() {
        ConversationDriver wire = wire().arrive("Client1\nFILE19A B").end();

        assertThat(wire.writes().get(1))
                .isEqualTo("ERROR the input ended 16 bytes before the end of the text (compute-2.5)_" + UUID);
        assertThat(wire).isFinished();
    }

    @Test
    void timeoutInsideText_isError() {
        ConversationDriver named = wire().arrive("Client1\nFILE19A B");
        named.timeOut();
        named.arrive(new byte[0], Boundary.MORE);

        assertThat(named.writes())
                .last()
                .isEqualTo("ERROR nothing came in 60 s; 16 bytes of the text are missing (compute-2.7)_" + UUID);
    }

    @Test
    void timeoutBetweenRequests_isError() {
        ConversationDriver named = wire().arrive("Client1\nFILE3A B");
        named.timeOut();
        named.arrive(new byte[0], Boundary.MORE);

        assertThat(named.writes()).last().isEqualTo("ERROR nothing came in 60 s (compute-2.7)_" + UUID);
    }

    @Test
    void timeoutBeforeName_isError() {
        ConversationDriver nameless = wire();
        nameless.timeOut();

        assertThat(nameless.arrive(new byte[0], Boundary.MORE).writes())
                .containsExactly("ERROR no name came in 60 s: a client sends its name first (compute-2.7)");
        assertThat(told).endsWith("refused no name came in 60 s: a client sends its name first (compute-2.7)");
        assertThat(nameless).isFinished();
    }

    @ParameterizedTest
    @CsvSource({
        "FIBONACCI, FIBONACCI",
        "FIBONACCI7FACTORIAL6COMPLETE, FIBONACCI",
        "factorial 6, FACTORIAL",
        "FILE-x, FILE",
        "COMPLETE, COMPLETE"
    })
    void requestInsteadOfName_endsConversation(String request, String word) {
        ConversationDriver wire = wire().arrive(request).pause();

        assertThat(wire.writes())
                .containsExactly(
                        "ERROR " + word + " came instead of a name: a client sends its name first (compute-1.1)");
        assertThat(wire).isFinished();
    }

    @Test
    void nameStartingLikeRequest_isAccepted() {
        assertThat(wire().arrive("FILEreader").pause().writes())
                .containsExactly(NameUuid.of("FILEreader").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "00000007# bytes 00 00 00 07 are no decimal text: send \"7\"; likely cause: a binary integer, as struct.pack makes it",
                "07000000# bytes 07 00 00 00 are no decimal text: send \"7\"; likely cause: a binary integer, as struct.pack makes it",
                "0000000a# bytes 00 00 00 0a are no decimal text: send \"10\"; likely cause: a binary integer, as struct.pack makes it",
                "0007# bytes 00 07 are no decimal text: send \"7\"; likely cause: a binary integer, as struct.pack makes it",
                "00000000000000070000# bytes 00 00 00 00 00 00 00 07 are no decimal text: send \"7\"; likely cause: a binary integer, as struct.pack makes it",
                "07# bytes 07 are no decimal text: send \"7\"",
                "3700# bytes 37 00 are no decimal text: send \"7\" alone; likely cause: the zero byte that ends a string in C",
                "ffffffff# bytes ff ff ff ff are no decimal text such as \"7\"",
                "000007# bytes 00 00 07 are no decimal text such as \"7\""
            })
    void binaryNumber_errorShowsDecimalText(String hex, String reason) {
        ConversationDriver wire =
                wire().arrive("Client1").pause().arrive("FACTORIAL").pause();
        wire.arrive(HexFormat.of().parseHex(hex), Boundary.PAUSE);
        wire.arrive("FACTORIAL3").pause();

        assertThat(wire.writes()).containsExactly(UUID, "ERROR " + reason + " (compute-2.2)_" + UUID, "6_" + UUID);
    }

    @Test
    void served_countsClientsWithName() {
        var served = service.served(2).toCompletableFuture();
        wire().disconnect(null);
        wire().arrive("a").pause().disconnect(null);
        assertThat(served).isNotDone();

        wire().arrive("b").pause().disconnect(null);
        assertThat(served).isDone();
    }

    private ConversationDriver wire() {
        return new ConversationDriver(service.apply(PEER));
    }

    private ComputeService service(ComputeSettings settings) {
        return new ComputeService(settings, new RecordingComputeListener(told));
    }
}
