// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * A numbered rule of a protocol. Each protocol has an enum of the rules that its code enforces, and a {@link RulePage}
 * that explains them.
 */
public interface Rule {
    /**
     * Returns the number that messages show and a page explains.
     *
     * @return the name of the protocol, a hyphen and two numbers, such as {@code crds-2.4}; its meaning never changes
     */
    String number();

    /**
     * Describes how this rule was broken, for people.
     *
     * @param problem what is wrong
     * @return the problem and the number, such as {@code no student has the id 1234567 (grades-2.1)}
     */
    default String cited(String problem) {
        return cited(problem, null);
    }

    /**
     * Describes how this rule was broken, for people.
     *
     * @param problem what is wrong
     * @param likelyCause the known mistake that the problem looks like, as a phrase; {@code null} if none is recognized
     * @return the problem, the cause and the number, such as {@code its name is taken; likely cause: ... (crds-3.5)}
     */
    default String cited(String problem, @Nullable String likelyCause) {
        return problem + (likelyCause == null ? "" : "; likely cause: " + likelyCause) + " (" + number() + ")";
    }
}
