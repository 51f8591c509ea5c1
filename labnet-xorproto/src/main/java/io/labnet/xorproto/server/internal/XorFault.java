// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server.internal;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.xorproto.XorFrameDecoder;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The faults of clients, in the words of the final packet. */
public final class XorFault {
    /** The smallest likely student id: student ids begin with a year. */
    private static final long EARLIEST_ID = 1990_0000;

    private static final long LATEST_ID = 2099_9999;

    private XorFault() {}

    private static ProtocolException of(XorRule rule, String problem) {
        return of(rule, problem, null);
    }

    static ProtocolException of(XorRule rule, String problem, @Nullable String likelyCause) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem).withLikelyCause(likelyCause);
    }

    /** {@return the fault of a client that sent the last packet of its answer too early} */
    public static ProtocolException ofEarlyEnd() {
        return of(XorRule.ANSWER_AFTER_TEXT, "YOUR LAST PACKET CAME BEFORE THE WHOLE TEXT HAD BEEN SENT");
    }

    /** Returns what is wrong with a request, or {@code null} if it is valid. */
    public static @Nullable ProtocolException ofRequest(XorPacket request) {
        if (!request.last()) {
            return of(XorRule.REQUEST, "THE FLAG OF THE REQUEST IS 0, NOT 1: IT IS ONE PACKET, AND SO THE LAST");
        }
        if (request.data().length() > 0) {
            return of(
                    XorRule.NO_DATA,
                    "THE REQUEST HAS " + request.data().length() + " BYTES OF DATA, BUT MUST BE A HEADER ONLY");
        }
        String keyword = request.keyword();
        String lower = keyword.toLowerCase(Locale.ROOT);
        return keyword.equals(lower)
                ? null
                : of(
                        XorRule.LOWER_CASE,
                        "THE KEYWORD " + keyword + " OF THE REQUEST HAS CAPITAL LETTERS: SEND " + lower);
    }

    /** Returns the fault of a client that ended its output. */
    public static ProtocolException ofEnd(boolean requested) {
        return requested
                ? of(XorRule.ANSWER_END, "YOUR OUTPUT ENDED BEFORE YOUR LAST PACKET")
                : of(XorRule.REQUEST, "YOUR OUTPUT ENDED BEFORE YOUR REQUEST");
    }

    /** Returns the fault of a client that did not complete a packet. */
    public static ProtocolException ofPart(XorFrameDecoder decoder) {
        return of(
                XorRule.WHOLE_PACKET,
                "NO COMPLETE PACKET CAME IN TIME: " + decoder.part() + " came",
                decoder.likelyCause());
    }

    /**
     * Returns the fault of a client that sent nothing for too long.
     *
     * @param answer the client's answer so far, {@code null} before its request
     */
    public static ProtocolException ofSilence(@Nullable AnswerCheck answer, long textLength) {
        return answer == null
                ? of(
                        XorRule.REQUEST,
                        "NOTHING CAME IN TIME: A CLIENT FIRST SENDS A REQUEST, A HEADER OF " + XorPacket.HEADER_BYTES
                                + " BYTES")
                : of(
                        XorRule.ANSWER_END,
                        "NO PACKET CAME IN TIME: " + answer.received() + " OF THE " + textLength
                                + " BYTES OF THE TEXT CAME BACK, BUT NO PACKET WITH THE FLAG 1");
    }

    /** Returns the fault of an answer without a last packet. */
    public static ProtocolException ofEndless(AnswerCheck answer, long textLength) {
        return of(
                XorRule.ANSWER_END,
                "YOUR ANSWER DOES NOT END: " + answer.received() + " BYTES SO FAR, BUT THE TEXT HAS " + textLength);
    }

    /** Returns the fault of an answer whose sid differs from that of the request. */
    public static ProtocolException ofSid(long sid, long expected) {
        return of(
                XorRule.ANSWER_SID,
                "THE SID OF A PACKET IS " + sid + ", BUT THAT OF THE REQUEST WAS " + expected,
                reversed(sid) == expected ? "the sid in the other byte order" : null);
    }

    /** Returns the fault of a request whose sid is not a student id. */
    public static ProtocolException ofStudentId(long sid) {
        long reversed = reversed(sid);
        return of(
                XorRule.STUDENT_ID,
                "A STUDENT ID HAS 8 DIGITS, NOT " + sid,
                reversed >= EARLIEST_ID && reversed <= LATEST_ID ? "in the other byte order it is " + reversed : null);
    }

    private static long reversed(long sid) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) sid));
    }
}
