// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.util.Objects;

/**
 * Something else than what was expected. It is answered by an error, and the conversation goes on.
 *
 * @param text what stood there, as far as it was read: printable ASCII, or bytes in hexadecimal where it is anything else
 * @param problem what is wrong with it, in words that go on after the text
 */
public record Unreadable(String text, String problem) implements ComputeRequest {
    /**
     * Makes a message.
     *
     * @param text what stood there
     * @param problem what is wrong with it
     */
    public Unreadable {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(problem, "problem");
    }
}
