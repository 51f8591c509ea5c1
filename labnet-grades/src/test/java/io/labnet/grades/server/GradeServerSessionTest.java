// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Peer;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.Documented;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReplyForm;
import io.labnet.testkit.ConversationDriver;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradeServerSessionTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);
    private static final String KEY = Documented.KEY.text();

    private final RecordingGradeListener listener = new RecordingGradeListener();
    private final AtomicReference<GradeBook> book = new AtomicReference<>(Documented.BOOK);

    @ParameterizedTest
    @EnumSource
    void request_getsOneWriteAndTheEnd(GradeCommand command) {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, false).arrive("1803933" + command);

        assertThat(texts(wire)).containsExactly(text(GradeReplyForm.TOKEN, command));
        assertThat(wire).isFinished();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1803933GMA", "1803933 GMA", "1803933,GMA", "\r\n1803933,\t GMA\r\n", "1803933GMA1803933GG"})
    void request_inAnyForm_getsOneReply(String request) {
        assertThat(texts(serve(GradeReplyForm.TOKEN, false).arrive(request))).containsExactly("Midterm Average: 10.45");
    }

    @Test
    void request_oneByteAtATime_getsAReply() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, false);
        for (char c : "1803933 GL3A".toCharArray()) {
            assertThat(wire.writes()).isEmpty();
            wire.arrive(String.valueOf(c));
        }

        assertThat(texts(wire)).containsExactly("Lab 3 Average: 5.05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1803934GMA", "1803933gma", "1803933 GL5A", "hello", "GMA", "\u0000", "18039333GMA"})
    void refusedRequest_closesWithoutAReply(String request) {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, true).arrive(request);

        assertThat(wire.writes()).isEmpty();
        assertThat(wire).isFinished();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "1803933", "1803933 GL"})
    void inputWithoutARequest_closesWithoutAReply(String begun) {
        ConversationDriver wire =
                serve(GradeReplyForm.TOKEN, true).arrive(begun).end();

        assertThat(wire.writes()).isEmpty();
        assertThat(wire).isFinished();
    }

    @Test
    void idleTimeout_closesWithoutAReply() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, true);
        wire.timeOut();

        assertThat(wire.session().unsent().hasRemaining()).isFalse();
        assertThat(wire).isFinished();
    }

    @Test
    void megabyteOfZeros_isRefusedAtTheFirstByte() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, true).arrive(new byte[1 << 20], Boundary.MORE);

        assertThat(wire).isFinished();
        assertThat(wire).hasRejected(Reason.MALFORMED);
        assertThat(wire.session().rejection().offset()).isZero();
        assertThat(wire.session().wantsInput()).isFalse();
    }

    @Test
    void keepOpen_repliesToTenRequestsUntilTheClientCloses() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, true);
        for (int i = 0; i < 10; i++) {
            wire.arrive("1803933GMA\n");
        }

        assertThat(texts(wire)).hasSize(10).containsOnly("Midterm Average: 10.45");
        assertThat(wire).isOpen();
        assertThat(wire.end()).isFinished();
    }

    @Test
    void keepOpen_skipsFiveThousandLineBreaks() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, true).arrive("1803933GMA" + "\n".repeat(5000));

        assertThat(wire).isOpen();
        assertThat(wire.session().midMessage()).isFalse();
        assertThat(texts(wire.arrive("1803933 GL3A"))).containsExactly("Midterm Average: 10.45", "Lab 3 Average: 5.05");
    }

    @Test
    void fiveThousandLineBreaks_loseNoReply() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, false).arrive("1803933GMA" + "\n".repeat(5000));

        assertThat(texts(wire)).containsExactly("Midterm Average: 10.45");
        assertThat(wire).isFinished();
    }

    @ParameterizedTest
    @EnumSource
    void tokenAndKey_areSentInTwoWrites(GradeCommand command) {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN_AND_KEY, false).arrive("1803933 " + command);

        assertThat(wire.writes()).hasSize(2).last().isEqualTo(KEY);
        assertThat(decrypt(wire.writes().get(0))).isEqualTo(text(GradeReplyForm.TOKEN_AND_KEY, command));
        assertThat(wire).isFinished();
    }

    @Test
    void tokenAndKey_keepOpen_sendsKeyAndNextTokenSeparately() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN_AND_KEY, true).arrive("1803933GMA1803933GL3A");

        assertThat(wire.writes()).hasSize(4);
        assertThat(decrypt(wire.writes().get(2))).isEqualTo("Average: 5.05");
        assertThat(wire.writes()).element(1).isEqualTo(KEY);
        assertThat(wire.writes()).element(3).isEqualTo(KEY);
        assertThat(wire).isOpen();
    }

    @Test
    void changedBook_isUsedForTheNextRequest() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, true).arrive("1803933GMA");
        book.set(new GradeBook(List.of(Documented.STUDENT)));

        assertThat(texts(wire.arrive("1803933GMA"))).containsExactly("Midterm Average: 10.45", "Midterm Average: 7.0");
    }

    @Test
    void reply_isEncryptedWithTheKeyOfTheStudent() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, false).arrive("0000042GMA");
        FernetKey key = Documented.OTHER.key();

        assertThat(Fernet.of(key).decryptText(wire.writes().get(0))).isEqualTo("Midterm Average: 10.45");
    }

    @Test
    void listener_receivesEventsInOrder() {
        ConversationDriver wire = serve(GradeReplyForm.TOKEN, false).arrive("1803933GMA");
        wire.disconnect(null);

        assertThat(listener.events())
                .containsExactly(
                        "connected 127.0.0.1:48528",
                        "request 1803933 GMA",
                        "found 1803933",
                        "replied " + wire.writes().get(0),
                        "disconnected 127.0.0.1:48528");
    }

    @Test
    void listener_receivesUnknownStudent() {
        serve(GradeReplyForm.TOKEN, false).arrive("1803934GG").disconnect(null);

        assertThat(listener.events())
                .containsExactly(
                        "connected 127.0.0.1:48528",
                        "request 1803934 GG",
                        "not found 1803934",
                        "refused no student has the id 1803934 (grades-2.1)",
                        "disconnected 127.0.0.1:48528");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1803933 gma | 'gma' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)",
                "1234567 GG | no student has the id 1234567 (grades-2.1)",
                "GET / HTTP/1.1 | 'G' at offset 0 is no digit: a request begins with a student number of 7 digits; likely cause: an HTTP client (grades-1.1)",
            },
            quoteCharacter = '"')
    void explain_tellsWhatWasRefusedBeforeItCloses(String request, String line) {
        assertThat(explaining(false).arrive(request)).hasSent(line + "\n").isFinished();
    }

    @Test
    void explain_tellsWhatIsMissingOfARequest() {
        String missing = " after 7 bytes of the request \"1803933\": the command is missing,"
                + " use GMA, GL1A to GL4A, GEA or GG (grades-1.4)\n";

        assertThat(explaining(false).arrive("1803933").end()).hasSent("the input ended" + missing);
        assertThat(explaining(true).arrive("1803933").timeOut())
                .hasSent("it stopped" + missing)
                .isFinished();
    }

    @Test
    void explain_tellsThatNoRequestCame() {
        assertThat(explaining(false).timeOut()).hasSent("no request came in time (grades-2.2)\n");
        assertThat(explaining(false).end()).hasSaidNothing().isFinished();
    }

    @Test
    void explain_addsNothingToAReply() {
        ConversationDriver wire = explaining(true).arrive("1803933 GMA");

        assertThat(wire.timeOut()).isFinished();
        assertThat(texts(wire)).containsExactly("Midterm Average: 10.45");
    }

    private ConversationDriver explaining(boolean keepOpen) {
        return new ConversationDriver(
                new GradeService(book::get, GradeReplyForm.TOKEN, keepOpen, true, listener).apply(PEER));
    }

    private ConversationDriver serve(GradeReplyForm form, boolean keepOpen) {
        return new ConversationDriver(new GradeService(book::get, form, keepOpen, listener).apply(PEER));
    }

    private static List<String> texts(ConversationDriver wire) {
        return wire.writes().stream().map(GradeServerSessionTest::decrypt).toList();
    }

    private static String decrypt(String token) {
        return Fernet.of(Documented.KEY).decryptText(token);
    }

    private static String text(GradeReplyForm form, GradeCommand command) {
        return form.text(Documented.BOOK, Documented.STUDENT, command);
    }
}
