// SPDX-License-Identifier: Apache-2.0
package io.labnet.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values that a label has had, of which there is a limited number. Thread-safe. */
final class LabelValues {
    /** More than any protocol of labnet has rules or types of messages. */
    static final int MAX = 100;

    /** The value that stands for all further values. */
    static final String OTHER = "other";

    private final Set<String> values = ConcurrentHashMap.newKeySet();

    /** Returns a value if it is among the first {@link #MAX} values, or else {@link #OTHER}. */
    String limit(String value) {
        return values.contains(value) || add(value) ? value : OTHER;
    }

    private synchronized boolean add(String value) {
        return (values.size() < MAX && values.add(value)) || values.contains(value);
    }
}
