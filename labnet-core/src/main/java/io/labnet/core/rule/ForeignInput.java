// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes input of a program that speaks another protocol or format, by its first bytes. */
public final class ForeignInput {
    private static final int MAX_BYTES = 64;

    /** The patterns apply to the bytes as ISO 8859-1, so that each byte is one character. */
    private static final Map<Pattern, String> CAUSES = new LinkedHashMap<>();

    static {
        cause("\\x16\\x03[\\x00-\\x04]", "a TLS client: this port does not use TLS");
        cause("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE) |PRI \\* HTTP", "an HTTP client");
        cause("HTTP/[0-9]", "an HTTP server");
        cause("SSH-[0-9]", "an SSH program");
        cause("\\xff\\xfe|\\xfe\\xff", "text in UTF-16 with a byte order mark: send UTF-8");
        cause("\\xef\\xbb\\xbf", "a byte order mark: send UTF-8 without one");
        cause("b(\"|')", "the text that Python prints for bytes: send the bytes themselves, not str() of them");
        cause("\\{\\s*\"|\\[\\s*[\\[{\"]", "JSON text");
        cause("\\{\\s*'|\\[\\s*'|\\('", "a Python dict, list or tuple turned into text by str()");
        cause("\\x80[\\x03-\\x05]", "a Python object written by pickle");
    }

    private ForeignInput() {}

    private static void cause(String beginning, String what) {
        CAUSES.put(Pattern.compile(beginning), what);
    }

    /**
     * Returns what the input is likely to be.
     *
     * @param in the input from its first byte, from position to limit; not changed
     * @return a phrase such as {@code an HTTP client}; {@code null} if the input is not recognized
     */
    public static @Nullable String cause(ByteBuffer in) {
        byte[] beginning = new byte[Math.min(MAX_BYTES, in.remaining())];
        in.get(in.position(), beginning);
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        for (Map.Entry<Pattern, String> cause : CAUSES.entrySet()) {
            if (cause.getKey().matcher(text).lookingAt()) {
                return cause.getValue();
            }
        }
        return null;
    }
}
