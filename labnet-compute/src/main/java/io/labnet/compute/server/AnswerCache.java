// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.internal.decimal.DecimalNumber;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results that were asked for not long ago, within a bound of digits. For one thread at a time. */
final class AnswerCache {
    private final long maxDigits;
    private final Map<Calculation, DecimalNumber> results = new LinkedHashMap<>(16, 0.75f, true);
    private long digits;

    /**
     * Makes an empty cache.
     *
     * @param maxDigits how many digits it holds at most, those of all results together
     */
    AnswerCache(long maxDigits) {
        this.maxDigits = maxDigits;
    }

    /** Finds a result, which then counts as the last that was asked for. */
    @Nullable
    DecimalNumber find(Calculation calculation) {
        return results.get(calculation);
    }

    /** Keeps a result that is not in the cache, instead of those that were not asked for the longest. */
    void keep(Calculation calculation, DecimalNumber result) {
        if (result.digitCount() > maxDigits) {
            return;
        }
        results.put(calculation, result);
        digits += result.digitCount();
        Iterator<DecimalNumber> oldest = results.values().iterator();
        while (digits > maxDigits) {
            digits -= oldest.next().digitCount();
            oldest.remove();
        }
    }

    /** Tells how many digits are held. */
    long digits() {
        return digits;
    }
}
