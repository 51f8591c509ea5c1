// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the xor protocol that this module enforces. {@link #page} explains them. */
public enum XorRule implements Rule {
    ;

    private final String number;

    XorRule(String section) {
        this.number = "xor-" + section;
    }

    @Override
    public String number() {
        return number;
    }

    /**
     * Reads the page that explains these rules and the others of the protocol.
     *
     * @return the page
     */
    public static RulePage page() {
        return RulePage.read(XorRule.class, "/META-INF/labnet/rules/xor.md");
    }
}
