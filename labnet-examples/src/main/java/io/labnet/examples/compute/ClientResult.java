// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a client's test.
 *
 * @param name what it calls itself
 * @param uuid what the server knows it by, {@code null} when it was told none
 * @param outcomes what came of each question, in the order in which they were asked
 */
record ClientResult(String name, @Nullable UUID uuid, List<Outcome> outcomes) {
    ClientResult {
        outcomes = List.copyOf(outcomes);
    }
}
