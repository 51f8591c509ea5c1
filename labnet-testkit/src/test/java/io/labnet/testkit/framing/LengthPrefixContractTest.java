// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.framing;

import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.LengthPrefix;
import io.labnet.core.framing.Lines;
import io.labnet.testkit.DecoderSample;
import java.util.List;
import org.junit.jupiter.api.Nested;

class LengthPrefixContractTest {
    @Nested
    class OneByte extends FramingContract<String> {
        OneByte() {
            super(text(LengthPrefix.ofBytes(1).framing(200)));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            String most = "x".repeat(200);
            return List.of(
                    accepted("\3abc\0\1d", "abc", "", "d"),
                    accepted("\u00c8" + most, most),
                    refused(Reason.TRUNCATED, 3, "\0\3ab", ""),
                    refused(Reason.TOO_LARGE, 0, "\1a\u00c9" + most, "a"));
        }
    }

    @Nested
    class FourBytesThatCountThemselves extends FramingContract<String> {
        FourBytesThatCountThemselves() {
            super(text(LengthPrefix.ofBytes(4).countingItself().littleEndian().framing(6)));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("\7\0\0\0abc\4\0\0\0", "abc", ""),
                    accepted("\7\0\0\0abc", "abc").framed(),
                    refused(Reason.TRUNCATED, 6, "\7\0\0\0ab"),
                    DecoderSample.<String>refused(bytes("\7\0\0\0ab"), Reason.TRUNCATED)
                            .framed(),
                    refused(Reason.MALFORMED, 0, "\4\0\0\0\3\0\0\0", ""),
                    refused(Reason.TOO_LARGE, 0, "\0\0\0\7abc"));
        }
    }

    @Nested
    class EightBytes extends FramingContract<String> {
        EightBytes() {
            super(text(LengthPrefix.ofBytes(8).framing(Integer.MAX_VALUE - 8)));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("\0\0\0\0\0\0\0\3abc", "abc"),
                    refused(Reason.TRUNCATED, 11, "\0\0\0\0\177\377\377\367abc"),
                    refused(Reason.TOO_LARGE, 0, "\0\0\0\0\177\377\377\370abc"),
                    refused(Reason.TOO_LARGE, 0, "\377".repeat(8)));
        }
    }

    @Nested
    class Varint extends FramingContract<String> {
        Varint() {
            super(text(LengthPrefix.varint().framing(200)));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            String most = "x".repeat(200);
            return List.of(
                    accepted("\3abc\0\u00c8\1" + most, "abc", "", most),
                    refused(Reason.TRUNCATED, 1, "\0\u0081", ""),
                    refused(Reason.MALFORMED, 2, "\u0081\u0080\0"),
                    refused(Reason.MALFORMED, 9, "\u00ff".repeat(9) + "\2"),
                    refused(Reason.TOO_LARGE, 0, "\u00c9\1" + most),
                    refused(Reason.TOO_LARGE, 0, "\u00ff".repeat(9) + "\1"));
        }
    }

    @Nested
    class OfLines extends FramingContract<String> {
        OfLines() {
            super(LengthPrefix.ofBytes(2).framing(Lines.lf().framing(5)));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("\0\3ab\n\0\1\n", "ab", ""),
                    refused(Reason.MALFORMED, 3, "\0\3a\u00e9\n"),
                    refused(Reason.TRAILING, 4, "\0\3a\nb"),
                    refused(Reason.TOO_LARGE, 0, "\0\7abcdef\n"),
                    refused(Reason.TOO_LARGE, 7, "\0\6abcdef"));
        }
    }
}
