// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.util.List;
import java.util.Objects;

/**
 * The tables of one purpose, in versions. A database may hold several schemas side by side; each has its version in the
 * table {@code labnet_schema}.
 *
 * @param name what tells it from the others, such as {@code scores}
 * @param steps what makes version 1 of nothing, version 2 of version 1 and so on: SQL statements that every database
 *     understands. A step is never changed once it has been released
 */
public record Schema(String name, List<List<String>> steps) {
    /**
     * Copies the steps.
     *
     * @param name what tells it from the others
     * @param steps the statements for each version
     * @throws IllegalArgumentException if there is no step
     */
    public Schema {
        Objects.requireNonNull(name, "name");
        steps = steps.stream().map(List::copyOf).toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("schema " + name + " has no version");
        }
    }

    /**
     * Tells the newest version.
     *
     * @return how many steps there are
     */
    public int version() {
        return steps.size();
    }
}
