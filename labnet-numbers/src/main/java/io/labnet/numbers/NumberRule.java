// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the name-and-number exchange that this module enforces. {@link #page} explains them. */
public enum NumberRule implements Rule {
    ;

    private final String number;

    NumberRule(String section) {
        this.number = "numbers-" + section;
    }

    @Override
    public String number() {
        return number;
    }

    /**
     * Reads the page that explains all rules of the protocol.
     *
     * @return the page
     */
    public static RulePage page() {
        return RulePage.read(NumberRule.class, "/META-INF/labnet/rules/numbers.md");
    }
}
