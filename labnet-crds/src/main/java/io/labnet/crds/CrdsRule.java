// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the chat-room directory that this module enforces. {@link #page} explains them. */
public enum CrdsRule implements Rule {
    ;

    private final String number;

    CrdsRule(String section) {
        this.number = "crds-" + section;
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
        return RulePage.read(CrdsRule.class, "/META-INF/labnet/rules/crds.md");
    }
}
