// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

/**
 * What a client says first.
 *
 * @param text its name, not empty
 */
public record ClientName(String text) implements ComputeRequest {
    /** How long a name may be, in bytes: many times what any program calls itself. */
    public static final int MAX_BYTES = 256;

    /**
     * Checks that there is a name.
     *
     * @param text its name
     * @throws IllegalArgumentException if it is empty
     */
    public ClientName {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the name of a client is empty");
        }
    }
}
