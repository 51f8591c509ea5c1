// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the grades protocol that this module enforces. {@link #page} explains them. */
public enum GradeRule implements Rule {
    ;

    private final String number;

    GradeRule(String section) {
        this.number = "grades-" + section;
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
        return RulePage.read(GradeRule.class, "/META-INF/labnet/rules/grades.md");
    }
}
