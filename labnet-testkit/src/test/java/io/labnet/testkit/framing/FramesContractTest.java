// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.framing;

import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.StrictText;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.framing.Framing.WithBody;
import io.labnet.core.framing.Lines;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class FramesContractTest {
    @Nested
    class Fixed extends FramingContract<String> {
        Fixed() {
            super(text(Frames.fixed(3)));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("abcdef", "abc", "def"),
                    accepted("abc", "abc").framed(),
                    refused(Reason.TRUNCATED, 2, "abcde", "abc"));
        }
    }

    @Nested
    class Fields extends FramingContract<String> {
        Fields() {
            super(Frames.fields(
                    8,
                    in -> StrictText.readAfterByte(in, StandardCharsets.US_ASCII)
                            + StrictText.readAfterShort(in, StandardCharsets.US_ASCII)
                                    .toUpperCase(Locale.ROOT),
                    (text, out) -> {
                        out.putSized(1, size -> size.putText(text));
                        out.putSized(2, size -> {});
                    }));
        }

        @Override
        protected boolean isCanonical() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("\1a\0\2bc\0\0\0", "aBC", ""),
                    refused(Reason.MALFORMED, 2, "\0\0\0\2a\u00e9\0\0", ""),
                    refused(Reason.TRUNCATED, 5, "\1a\0\2b"),
                    refused(Reason.TOO_LARGE, 8, "\1a\0\5bcdef"));
        }
    }

    @Nested
    class Delimited extends FramingContract<String> {
        Delimited() {
            super(text(Frames.delimited(bytes("aab"), 10)));
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("oneaabaabaaaab", "one", "", "aa"),
                    accepted("x".repeat(10) + "aab", "x".repeat(10)),
                    refused(Reason.TRUNCATED, 4, "aabxxaa", ""),
                    refused(Reason.TOO_LARGE, 13, "x".repeat(11) + "aab"));
        }
    }

    /** White space between objects is skipped. */
    @Nested
    class JsonObject extends FramingContract<String> {
        JsonObject() {
            super(Frames.jsonObject(30));
        }

        @Override
        protected boolean isCanonical() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            String tricky = "{\"a}\\\"}\":{\"b\":[\"\\\\\"]}}";
            return List.of(
                    accepted("{}" + tricky + " {\"\u00c3\u00a9\": 1}\n", "{}", tricky, "{\"\u00e9\": 1}"),
                    accepted(" ".repeat(50) + "{" + " ".repeat(28) + "}", "{" + " ".repeat(28) + "}"),
                    refused(Reason.MALFORMED, 0, "{} [", "{}"),
                    refused(Reason.MALFORMED, 2, "  {\"\u00e9\"}"),
                    refused(Reason.TRUNCATED, 2, " {\""),
                    refused(Reason.TOO_LARGE, 30, " {" + " ".repeat(29) + "}"));
        }
    }

    /** The end of the input ends the message, so truncated input decodes to a shorter one. */
    @Nested
    class Datagram extends FramingContract<String> {
        Datagram() {
            super(text(Frames.datagram(5)));
        }

        @Override
        protected boolean messagesEndThemselves() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("abc", "abc").framed(),
                    accepted("abcde", "abcde"),
                    refused(Reason.TOO_LARGE, 5, "abcdef"),
                    DecoderSample.<String>refused(bytes("abcdef"), Reason.TOO_LARGE)
                            .framed());
        }
    }

    @Nested
    class HeadAndBody extends FramingContract<WithBody<String, String>> {
        HeadAndBody() {
            super(Lines.lf().framing(5).then(head -> text(Frames.fixed(head.length())), 4));
        }

        @Override
        protected List<DecoderSample<WithBody<String, String>>> samples() {
            return List.of(
                    DecoderSample.accepted(
                            bytes("ab\ncd\nabcd\nefgh"),
                            new WithBody<>("ab", "cd"),
                            new WithBody<>("", ""),
                            new WithBody<>("abcd", "efgh")),
                    DecoderSample.<WithBody<String, String>>refused(
                                    bytes("\nab\nc"), Reason.TRUNCATED, new WithBody<>("", ""))
                            .at(4),
                    DecoderSample.<WithBody<String, String>>refused(bytes("abcde\n"), Reason.TOO_LARGE)
                            .at(0),
                    DecoderSample.<WithBody<String, String>>refused(bytes("abcdef\n"), Reason.TOO_LARGE)
                            .at(5));
        }
    }

    @Nested
    class ByFirstByte extends FramingContract<String> {
        ByFirstByte() {
            super(Framing.byFirstByte(
                    Map.of((int) '+', Lines.crLf().framing(6), (int) '.', text(Frames.fixed(0))),
                    text -> text.isEmpty() ? '.' : '+'));
        }

        @Override
        protected boolean isCanonical() {
            return false;
        }

        @Override
        protected List<DecoderSample<String>> samples() {
            return List.of(
                    accepted("..+abc\r\n+\r\n.", "", "", "abc", "", ""),
                    refused(Reason.MALFORMED, 0, ".-", ""),
                    refused(Reason.MALFORMED, 3, "+ab\n"),
                    refused(Reason.TRUNCATED, 3, ".+ab", ""),
                    refused(Reason.TOO_LARGE, 7, "+abcdefg\r\n"));
        }
    }
}
