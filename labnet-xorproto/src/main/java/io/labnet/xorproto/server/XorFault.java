// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The faults of requests and answers, in the words of the final packet. */
final class XorFault {
    private XorFault() {}

    /** Returns the fault of a request, {@code null} if it has none. */
    static @Nullable String ofRequest(XorPacket request) {
        if (!request.last()) {
            return of(XorRule.REQUEST, "THE FLAG OF THE REQUEST IS 0, NOT 1: IT IS ONE PACKET, AND SO THE LAST");
        }
        if (request.data().length() > 0) {
            return of(
                    XorRule.NO_DATA,
                    "THE REQUEST HAS " + request.data().length() + " BYTES OF DATA, BUT IT IS A HEADER ALONE");
        }
        String keyword = request.keyword();
        String lower = keyword.toLowerCase(Locale.ROOT);
        if (!keyword.equals(lower)) {
            return of(
                    XorRule.LOWER_CASE,
                    "THE KEYWORD " + keyword + " OF THE REQUEST HAS CAPITAL LETTERS: SEND " + lower);
        }
        return null;
    }

    /** Returns a fault with the number of the broken rule. */
    static String of(XorRule rule, String fault) {
        return of(rule, fault, null);
    }

    /** Returns a fault with its likely cause, if one is known, and the number of the broken rule. */
    static String of(XorRule rule, String fault, @Nullable String likelyCause) {
        return fault + (likelyCause == null ? "" : "; likely cause: " + likelyCause) + " (" + rule.number() + ")";
    }
}
