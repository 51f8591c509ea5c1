// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.script.AnyRule;
import io.labnet.check.script.CheckCase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is checked, and how long.
 *
 * @param only rules or names of cases; all if empty
 * @param skip rules or names of cases that are left out
 * @param expectedFailures rules that the program is known to break, and a part of the message; empty for any message
 * @param strict whether a program fails that breaks what it should follow
 * @param seed the seed of the values that are not fixed
 * @param patience how long each step waits for the program
 * @param budget how long the whole check may take
 * @param record the folder of the recordings of failed cases; {@code null} for none
 */
public record CheckOptions(
        List<String> only,
        List<String> skip,
        Map<String, String> expectedFailures,
        boolean strict,
        long seed,
        Duration patience,
        Duration budget,
        @Nullable Path record) {
    /** Every program is checked with the same values, unless asked otherwise. */
    public static final long DEFAULT_SEED = 20260101;

    /** How long a step waits: a program that answers later is too slow for its users. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(3);

    /** How long a whole check takes at most. */
    public static final Duration DEFAULT_BUDGET = Duration.ofSeconds(60);

    /** All cases, with the defaults. */
    public static final CheckOptions DEFAULT = new CheckOptions(
            List.of(), List.of(), Map.of(), false, DEFAULT_SEED, DEFAULT_PATIENCE, DEFAULT_BUDGET, null);

    /**
     * Copies the collections and checks the durations.
     *
     * @param only rules or names of cases
     * @param skip rules or names of cases that are left out
     * @param expectedFailures rules that the program is known to break
     * @param strict whether it must follow what it should follow
     * @param seed the seed
     * @param patience how long each step waits
     * @param budget how long the whole check may take
     * @param record the folder of the recordings
     * @throws IllegalArgumentException if a duration is not positive
     */
    public CheckOptions {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
        expectedFailures = Map.copyOf(expectedFailures);
        if (patience.isNegative() || patience.isZero() || budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("a duration is not positive");
        }
    }

    /**
     * Selects cases.
     *
     * @param selectors rules or names of cases; all if empty
     * @return the changed options
     */
    public CheckOptions withOnly(String... selectors) {
        return new CheckOptions(List.of(selectors), skip, expectedFailures, strict, seed, patience, budget, record);
    }

    /**
     * Returns whether a case is run.
     *
     * @param checked the case
     * @return whether it is selected
     */
    public boolean selects(CheckCase checked) {
        return (only.isEmpty() || only.stream().anyMatch(checked::isSelectedBy))
                && skip.stream().noneMatch(checked::isSelectedBy);
    }

    /**
     * Returns a selector that selects nothing and is no rule, or an expected failure of a rule that there is not: a
     * mistake in the options, which would otherwise hide what was not checked.
     *
     * @param suite the suite
     * @return what is wrong, in words; empty if all options mean something
     */
    Optional<String> withoutMeaning(Suite suite) {
        List<CheckCase> cases = suite.cases(new Random(seed));
        Optional<String> selector = Stream.concat(only.stream(), skip.stream())
                .filter(each -> !isRule(suite, each) && cases.stream().noneMatch(checked -> checked.isSelectedBy(each)))
                .findFirst();
        return selector.isPresent()
                ? selector.map(each -> "'" + each + "' selects no case: name a rule such as "
                        + cases.get(0).rule() + ", or a case")
                : expectedFailures.keySet().stream()
                        .filter(each -> !isRule(suite, each))
                        .map(each -> "'" + each + "' is no rule of " + suite.protocol())
                        .findFirst();
    }

    private static boolean isRule(Suite suite, String number) {
        return suite.page().find(number).isPresent()
                || AnyRule.page().find(number).isPresent();
    }
}
