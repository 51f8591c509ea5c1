// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Recognizes input of a program that speaks another protocol or format, by its first bytes. */
public final class ForeignInput {
    private static final KnownMistakes FORMATS = new KnownMistakes()
            .with("\\x16\\x03[\\x00-\\x04]", "a TLS client: this port does not use TLS")
            .with("\\x15\\x03[\\x00-\\x04]", "a TLS server: this port uses TLS")
            .with("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE) |PRI \\* HTTP", "an HTTP client")
            .with("HTTP/[0-9]", "an HTTP server")
            .with(
                    "PROXY (TCP|UNKNOWN)|\\r\\n\\r\\n\\x00\\r\\nQUIT\\n",
                    "the PROXY header of a balancer whose address is not among the trusted proxies")
            .with("SSH-[0-9]", "an SSH program")
            .with("\\xff\\xfe|\\xfe\\xff", "text in UTF-16 with a byte order mark: send UTF-8")
            .with("\\xef\\xbb\\xbf", "a byte order mark: send UTF-8 without one")
            .with("b(\"|')", "the text that Python prints for bytes: send the bytes themselves, not str() of them")
            .with("\\{\\s*\"|\\[\\s*[\\[{\"]", "JSON text")
            .with("\\{\\s*'|\\[\\s*'|\\('", "a Python dict, list or tuple turned into text by str()")
            .with("\\x80[\\x03-\\x05]", "a Python object written by pickle");

    private ForeignInput() {}

    /**
     * Returns what the input is likely to be.
     *
     * @param in the input from its first byte, from position to limit; not changed
     * @return a phrase such as {@code an HTTP client}; {@code null} if the input is not recognized
     */
    public static @Nullable String cause(ByteBuffer in) {
        return FORMATS.cause(in);
    }
}
