// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorFrameDecoder;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Descriptions of clients' faults for the final packet, each with the number of the broken rule. */
final class XorFault {
    /** The client has sent the last packet of its answer too early. */
    static final String EARLY_END =
            XorRule.ANSWER_AFTER_TEXT.cited("YOUR LAST PACKET CAME BEFORE THE WHOLE TEXT HAD BEEN SENT");

    /** The smallest likely student id: student ids begin with a year. */
    private static final long EARLIEST_ID = 1990_0000;

    private static final long LATEST_ID = 2099_9999;

    private XorFault() {}

    /** Returns what is wrong with a request, or {@code null} if it is valid. */
    static @Nullable String ofRequest(XorPacket request) {
        if (!request.last()) {
            return XorRule.REQUEST.cited("THE FLAG OF THE REQUEST IS 0, NOT 1: IT IS ONE PACKET, AND SO THE LAST");
        }
        if (request.data().length() > 0) {
            return XorRule.NO_DATA.cited(
                    "THE REQUEST HAS " + request.data().length() + " BYTES OF DATA, BUT MUST BE A HEADER ONLY");
        }
        String keyword = request.keyword();
        String lower = keyword.toLowerCase(Locale.ROOT);
        return keyword.equals(lower)
                ? null
                : XorRule.LOWER_CASE.cited(
                        "THE KEYWORD " + keyword + " OF THE REQUEST HAS CAPITAL LETTERS: SEND " + lower);
    }

    /** Returns the fault of a client that ended its output. */
    static String ofEnd(boolean requested) {
        return requested
                ? XorRule.ANSWER_END.cited("YOUR OUTPUT ENDED BEFORE YOUR LAST PACKET")
                : XorRule.REQUEST.cited("YOUR OUTPUT ENDED BEFORE YOUR REQUEST");
    }

    /** Returns the fault of a client that did not complete a packet. */
    static String ofPart(XorFrameDecoder decoder) {
        return XorRule.WHOLE_PACKET.cited(
                "NO COMPLETE PACKET CAME IN TIME: " + decoder.part() + " came", decoder.likelyCause());
    }

    /**
     * Returns the fault of a client that sent nothing for too long.
     *
     * @param answer the client's answer so far, {@code null} before its request
     */
    static String ofSilence(@Nullable AnswerCheck answer, long textLength) {
        return answer == null
                ? XorRule.REQUEST.cited("NOTHING CAME IN TIME: A CLIENT FIRST SENDS A REQUEST, A HEADER OF "
                        + XorPacket.HEADER_BYTES + " BYTES")
                : XorRule.ANSWER_END.cited("NO PACKET CAME IN TIME: " + answer.received() + " OF THE " + textLength
                        + " BYTES OF THE TEXT CAME BACK, BUT NO PACKET WITH THE FLAG 1");
    }

    /** Returns the fault of an answer without a last packet. */
    static String ofEndless(AnswerCheck answer, long textLength) {
        return XorRule.ANSWER_END.cited(
                "YOUR ANSWER DOES NOT END: " + answer.received() + " BYTES SO FAR, BUT THE TEXT HAS " + textLength);
    }

    /** Returns the fault of an answer whose sid differs from that of the request. */
    static String ofSid(long sid, long expected) {
        return XorRule.ANSWER_SID.cited(
                "THE SID OF A PACKET IS " + sid + ", BUT THAT OF THE REQUEST WAS " + expected,
                reversed(sid) == expected ? "the sid in the other byte order" : null);
    }

    /** Returns the fault of a request whose sid is not a student id. */
    static String ofStudentId(long sid) {
        long reversed = reversed(sid);
        return XorRule.STUDENT_ID.cited(
                "A STUDENT ID HAS 8 DIGITS, NOT " + sid,
                reversed >= EARLIEST_ID && reversed <= LATEST_ID ? "in the other byte order it is " + reversed : null);
    }

    private static long reversed(long sid) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) sid));
    }
}
