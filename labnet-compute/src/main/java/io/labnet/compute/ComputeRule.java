// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the compute protocol that this module enforces. {@link #page} explains them. */
public enum ComputeRule implements Rule {
    ;

    private final String number;

    ComputeRule(String section) {
        this.number = "compute-" + section;
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
        return RulePage.read(ComputeRule.class, "/META-INF/labnet/rules/compute.md");
    }
}
