// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.testkit.ConversationDriver;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which scores are stored, and how scores that can't be stored are reported. */
class XorServerScoreTest extends XorServerFixture {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9_999_999, 100_000_000, XorPacket.MAX_SID})
    void sidWithoutEightDigits_isScoredButNotStored(long sid) {
        ConversationDriver wire = run(
                register, new XorPacket(true, "sbmt", sid), new XorPacket(true, "tree", sid, TEXT.getBytes(US_ASCII)));

        assertThat(result(wire))
                .isEqualTo(new XorResult(
                        true,
                        50,
                        "DECRYPTED DATA MATCH, REGISTRATION FAILED: A STUDENT ID HAS 8 DIGITS, NOT " + sid
                                + " (xor-2.4)"));
        assertThat(stored).isEmpty();
    }

    @Test
    void sidInOtherByteOrder_isRecognized() {
        long reversed = Integer.toUnsignedLong(Integer.reverseBytes((int) STUDENT));

        assertThat(result(run(
                                register,
                                new XorPacket(true, "sbmt", reversed),
                                new XorPacket(true, "tree", reversed, TEXT.getBytes(US_ASCII))))
                        .message())
                .endsWith("8 DIGITS, NOT 306131969; likely cause: in the other byte order it is 20201234 (xor-2.4)");
        assertThat(result(run(register, TEST, new XorPacket(true, "tree", reversed)))
                        .message())
                .startsWith(
                        "THE SID OF A PACKET IS 306131969, BUT THAT OF THE REQUEST WAS 20201234; likely cause: the sid"
                                + " in the other byte order (xor-4.1); SCORE 10");
    }

    @Test
    void scoreBelowBest_tellsBest() {
        ScoreRegister better = (student, points) -> Math.max(35, points);

        assertThat(result(run(better, SUBMIT, packet(true, "short"))).message())
                .endsWith("; SCORE 20 OF 50: HEADER 10, ALL RECEIVED 10" + REGISTERED + "; your best so far stays 35");
        assertThat(result(run(better, SUBMIT, packet(true, TEXT))).message()).endsWith("MATCH" + REGISTERED);
    }

    @Test
    void result_leavesOnlyAfterTheScoreIsStored() {
        CountDownLatch looked = new CountDownLatch(1);
        ScoreRegister slow = (student, points) -> {
            looked.await();
            return register.register(student, points);
        };
        ConversationDriver wire = serve(TEXT.getBytes(US_ASCII), slow, new ScoreQueue())
                .holdWork()
                .arrive(SWAPPED_CODEC, SUBMIT, packet(true, TEXT));

        assertThat(wire.messages(SWAPPED_CODEC)).hasSize(1);
        assertThat(stored).isEmpty();
        looked.countDown();
        assertThat(result(wire.releaseWork()).score()).isEqualTo(50);
        assertThat(stored).hasSize(1);
    }

    @Test
    void scoreNotStored_isReported() {
        ScoreRegister broken = (student, points) -> {
            throw new ScoreRefusedException("the disk is full" + "!".repeat(20_000));
        };
        ConversationDriver wire = run(broken, SUBMIT, packet(true, TEXT));

        assertThat(result(wire).score()).isEqualTo(50);
        assertThat(result(wire).message())
                .startsWith("DECRYPTED DATA MATCH, REGISTRATION FAILED: the disk is full!")
                .hasSize(900);
    }

    @Test
    void longRegisterMessage_becomesOneShortLine() {
        assertThat(unstored("a\0b\n\u001b[31m")).endsWith("FAILED: a b  [31m");
        assertThat(unstored("가😀".repeat(3000))).matches("DECRYPTED DATA MATCH, REGISTRATION FAILED: (가😀)+가?");
        assertThat(unstored("가😀".repeat(3000)).getBytes(UTF_8)).hasSizeBetween(896, 900);
    }

    private String unstored(String message) {
        ScoreRegister broken = (student, points) -> {
            throw new ScoreRefusedException(message);
        };
        ConversationDriver wire = run(broken, SUBMIT);
        return result(wire.arrive(SWAPPED_CODEC, packet(true, TEXT))).message();
    }

    static List<Throwable> failures() {
        return List.of(
                new IOException("x"),
                new NullPointerException("x"),
                new RejectedExecutionException("x"),
                new OutOfMemoryError("x"),
                new Throwable("x"));
    }

    /** Any exception of a register, also that of a closed connection pool and undeclared ones. */
    @ParameterizedTest
    @MethodSource("failures")
    void registerFailure_listenerGetsCauseAndClientGetsNumber(Throwable failure) {
        ScoreRegister broken = (student, points) -> {
            XorServerFixture.<RuntimeException>raise(failure);
            return points;
        };
        ConversationDriver wire = run(broken, SUBMIT, packet(true, TEXT));

        String message = result(wire).message();
        assertThat(message)
                .matches("DECRYPTED DATA MATCH, REGISTRATION FAILED: THE SCORE COULD NOT BE STORED, ERROR [0-9]{6}");
        String error = message.substring(message.indexOf("THE SCORE"));
        assertThat(told)
                .contains("not stored 20201234 50 " + error + " by " + failure)
                .hasSize(3);
    }

    @Test
    void lostClientInsideText_keepsScore() {
        ConversationDriver wire = serve(text(1_000_000), register).stopReading();
        wire.arrive(SWAPPED_CODEC, SUBMIT).read(100).disconnect(null);

        assertThat(stored).containsExactly("20201234: 10");
        assertThat(told).containsExactly("requested 20201234 tree", "lost 20201234 10");
    }

    /** The score may already be stored, be in progress, or wait for a worker. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostClientBeforeResult_isStoredOnce(boolean storedBefore) {
        ConversationDriver wire = run(register, SUBMIT).holdWork().arrive(SWAPPED_CODEC, packet(true, TEXT));
        if (storedBefore) {
            wire.interruptWork();
        } else {
            wire.disconnect(new IOException("reset"));
        }

        assertThat(stored).containsExactly("20201234: 50");
        assertThat(told).containsExactly("requested 20201234 tree", "lost 20201234 50");
    }

    @Test
    void lostClientOfTestRun_storesNothing() {
        serve(text(9), register).arrive(SWAPPED_CODEC, TEST).disconnect(null);
        serve(text(9), register).disconnect(null);
        serve(text(9), register)
                .arrive(SWAPPED_CODEC, new XorPacket(true, "sbmt", 7))
                .disconnect(null);

        assertThat(stored).isEmpty();
        assertThat(told)
                .containsExactly("requested 20201234 tree", "lost 20201234 10", "requested 7 tree", "lost 7 10");
    }

    @Test
    void clientWithResult_isNotReportedLost() {
        ConversationDriver wire = run(register, SUBMIT, packet(true, TEXT));
        wire.disconnect(null);

        assertThat(stored).hasSize(1);
        assertThat(told).containsExactly("requested 20201234 tree", "replied 20201234 GOOD 50");
    }

    @Test
    void listener_connectedIsFirstAndDisconnectedLast() {
        XorListener listener = new XorListener() {
            @Override
            public void connected(Peer peer) {
                told.add("connected " + peer);
            }

            @Override
            public void clientLost(Peer peer, XorPacket request, int score) {
                told.add("lost " + request.sid());
            }

            @Override
            public void disconnected(Peer peer) {
                told.add("disconnected " + peer);
            }
        };
        XorTask task = new XorTask(XorText.of(text(9)), () -> "tree", register);
        serve(task, listener).arrive(SWAPPED_CODEC, SUBMIT).disconnect(null);

        assertThat(told).containsExactly("connected 127.0.0.1:48528", "lost 20201234", "disconnected 127.0.0.1:48528");
    }

    @Test
    void scoreOfLostClientNotStored_isReportedToListener() {
        ScoreRegister broken = (student, points) -> {
            throw new IOException("gone");
        };
        serve(text(9), broken).arrive(SWAPPED_CODEC, SUBMIT).disconnect(null);

        assertThat(told).hasSize(3).contains("lost 20201234 10");
        assertThat(told.get(2))
                .matches(
                        "not stored 20201234 10 THE SCORE COULD NOT BE STORED, ERROR [0-9]{6} by java.io.IOException: gone");
    }

    @Test
    void scoreOfLostClientWithoutThread_isReportedToListener() {
        ScoreQueue starved = new ScoreQueue((ThreadFactory) work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        ConversationDriver wire =
                serve(TEXT.getBytes(US_ASCII), register, starved).arrive(SWAPPED_CODEC, SUBMIT);
        wire.disconnect(null);

        assertThat(stored).isEmpty();
        assertThat(told).endsWith("lost 20201234 10", "not stored 20201234 10 unable to create native thread by null");
    }

    @Test
    void busyServer_isReported() {
        ConversationDriver wire = run(register, SUBMIT).holdWork().arrive(SWAPPED_CODEC, packet(true, TEXT));

        assertThat(result(wire.refuseWork()).message())
                .isEqualTo("DECRYPTED DATA MATCH, REGISTRATION FAILED: THE SERVER IS BUSY, TRY AGAIN");
    }

    @Test
    void registerNone_isReported() {
        ConversationDriver wire = run(ScoreRegister.NONE, SUBMIT, packet(true, TEXT));

        assertThat(result(wire).message())
                .isEqualTo("DECRYPTED DATA MATCH, REGISTRATION FAILED: THIS SERVER STORES NO SCORES");
    }
}
