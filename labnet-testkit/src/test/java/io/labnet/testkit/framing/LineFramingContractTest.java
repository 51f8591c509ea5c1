// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.framing;

import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.Lines;
import io.labnet.testkit.DecoderSample;
import java.util.List;
import org.junit.jupiter.api.Nested;

class LineFramingContractTest {
    private static final String MOST = "x".repeat(20);

    @Nested
    class Lf extends FramingContract<String> {
        Lf() {
            super(Lines.lf().framing(20));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("one\n\nthree\r\n", "one", "", "three\r"),
                    accepted("\u00c3\u00a9\n" + MOST + "\n", "\u00e9", MOST),
                    accepted("datagram\n", "datagram").framed(),
                    refused(Reason.MALFORMED, 1, "one\na\u00e9\n", "one"),
                    refused(Reason.TRUNCATED, 2, "one\ntw", "one"),
                    refused(Reason.TOO_LARGE, 20, "one\n" + MOST + "x\n", "one"));
        }
    }

    @Nested
    class CrLf extends FramingContract<String> {
        CrLf() {
            super(Lines.crLf().framing(20));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("one\r\n\r\n" + MOST + "\r\n", "one", "", MOST),
                    refused(Reason.MALFORMED, 2, "one\r\nab\n", "one"),
                    refused(Reason.MALFORMED, 2, "one\r\nab\rc\r\n", "one"),
                    refused(Reason.MALFORMED, 20, MOST + "\rx\r\n"),
                    refused(Reason.TRUNCATED, 3, "one\r\ntw\r", "one"),
                    refused(Reason.TOO_LARGE, 20, MOST + "x\r\n"));
        }
    }

    @Nested
    class AcceptingBoth extends FramingContract<String> {
        AcceptingBoth() {
            super(Lines.lf().acceptingBoth().framing(20));
        }

        @Override
        protected boolean isCanonical() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("one\r\n\n\r\n" + MOST + "\n" + MOST + "\r\n", "one", "", "", MOST, MOST),
                    refused(Reason.MALFORMED, 2, "one\r\nab\rc\r\n", "one"),
                    refused(Reason.TRUNCATED, 3, "one\r\ntw\r", "one"),
                    refused(Reason.TOO_LARGE, 20, MOST + "x\n"));
        }
    }

    /** The end of the input ends the last line, so truncated input decodes to a shorter one. */
    @Nested
    class LastWithoutEnd extends FramingContract<String> {
        LastWithoutEnd() {
            super(Lines.crLf().acceptingBoth().acceptingLastWithoutEnd().framing(20));
        }

        @Override
        protected boolean isCanonical() {
            return false;
        }

        @Override
        protected boolean messagesEndThemselves() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("one\r\ntwo", "one", "two"),
                    accepted("one\n" + MOST, "one", MOST),
                    accepted("datagram", "datagram").framed(),
                    refused(Reason.TRUNCATED, 4, "two\r"),
                    refused(Reason.TOO_LARGE, 20, MOST + "x"));
        }
    }
}
