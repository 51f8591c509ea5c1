// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.internal;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.GradeRule;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Descriptions of a request without a reply. */
public final class RequestText {
    /** The maximum number of bytes of a request that messages quote, enough for any usual request. */
    private static final int MAX_SHOWN = 40;

    private RequestText() {}

    /** {@return the fault of a server that has ended its output without a reply to a request} */
    public static ProtocolException unanswered(GradeRequest request) {
        return new ProtocolException(
                GradeRule.REPLY,
                Reason.TRUNCATED,
                0,
                "the server closed the connection without a reply; " + withLikelyCauses(request));
    }

    /** {@return the bytes of a request, and why a server may not have replied to it} */
    public static String withLikelyCauses(GradeRequest request) {
        return of(request) + "; either the server does not know the student number, "
                + "or it expects another separator between number and command";
    }

    /** {@return a phrase with the bytes of a request} */
    public static String of(GradeRequest request) {
        byte[] bytes = request.encode();
        int shown = Math.min(bytes.length, MAX_SHOWN);
        String more = shown < bytes.length ? "..." : "";
        return "the request was '" + EscapedText.of(new String(bytes, 0, shown, StandardCharsets.US_ASCII)) + more
                + "' (bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown) + more + ")";
    }
}
