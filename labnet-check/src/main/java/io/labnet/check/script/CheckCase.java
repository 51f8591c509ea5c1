// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.core.rule.RulePage.Level;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that is checked. A case is data: its steps are run in several deliveries, and printed in lists and reports.
 *
 * @param name the rule, a slash and a word, such as {@code crds-4.2/umlauts}; unique in its suite
 * @param title what is tried, in a few words
 * @param level how binding the rule is in this case
 * @param points the points of the case, 0 or more
 * @param traits how the case is run
 * @param needs the names of earlier cases without which this one would only fail by their rules
 * @param steps what is done and expected, in order
 */
public record CheckCase(
        String name, String title, Level level, int points, Set<Trait> traits, Set<String> needs, List<Step> steps) {
    /** How a case is run. */
    public enum Trait {
        /** The case sends what no right peer sends, and the program must serve the next client nevertheless. */
        HOSTILE,

        /** The case needs a program that has just been started. */
        FRESH,

        /** The program has ended after the case, or is not fit for another one. */
        LAST,

        /** The case runs in one delivery only, with each message sent whole. */
        WHOLE,

        /** Messages of the case may also be sent together, before their replies. */
        GLUED,

        /** The case itself sends a message in pieces, or one that is larger than most buffers. */
        PIECES
    }

    /**
     * Copies the sets and checks the name.
     *
     * @param name the rule, a slash and a word
     * @param title what is tried
     * @param level how binding the rule is
     * @param points the points
     * @param traits how the case is run
     * @param needs the names of earlier cases
     * @param steps what is done and expected
     * @throws IllegalArgumentException if the name has no slash, or the points are negative
     */
    public CheckCase {
        if (name.indexOf('/') < 1 || points < 0) {
            throw new IllegalArgumentException(name + " with " + points + " points is no case");
        }
        traits = Set.copyOf(traits);
        needs = Set.copyOf(needs);
        steps = List.copyOf(steps);
    }

    /**
     * Returns the rule that the case is about.
     *
     * @return the number of the rule, such as {@code crds-4.2}
     */
    public String rule() {
        return name.substring(0, name.indexOf('/'));
    }

    /**
     * Returns whether the case has a trait.
     *
     * @param trait the trait
     * @return whether it has
     */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /**
     * Returns whether a name or a rule on the command line means this case.
     *
     * @param selector a name such as {@code crds-4.2/umlauts}, a rule such as {@code crds-4.2}, or a part of its
     *     numbers such as {@code crds-4}
     * @return whether it selects this case
     */
    public boolean isSelectedBy(String selector) {
        return name.equals(selector) || rule().equals(selector) || rule().startsWith(selector + ".");
    }

    /**
     * Adds traits.
     *
     * @param more the traits
     * @return the changed case
     */
    public CheckCase with(Trait... more) {
        Set<Trait> all = new HashSet<>(traits);
        all.addAll(Arrays.asList(more));
        return new CheckCase(name, title, level, points, all, needs, steps);
    }

    /**
     * Adds needs. A case is not run after one that it needs has failed, so that a mistake is told by its own rule.
     *
     * @param more the names of earlier cases
     * @return the changed case
     */
    public CheckCase needing(String... more) {
        Set<String> all = new HashSet<>(needs);
        all.addAll(Arrays.asList(more));
        return new CheckCase(name, title, level, points, traits, all, steps);
    }
}
