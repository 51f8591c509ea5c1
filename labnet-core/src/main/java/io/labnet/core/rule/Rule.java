// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

/**
 * A numbered rule of a protocol. Each protocol has an enum of the rules that its code enforces, and a {@link RulePage}
 * that explains them.
 */
public interface Rule {
    /**
     * Returns the number of the rule, which error messages show and the {@link RulePage} explains.
     *
     * @return the name of the protocol, a hyphen and two numbers, such as {@code crds-2.4}; a number never changes its
     *     meaning
     */
    String number();
}
