// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules that hold for the programs of every protocol. */
public enum AnyRule implements Rule {
    /** The next client is served, whatever another one has sent. */
    NEXT_CLIENT("any-1.1"),

    /** A client that is silent holds up no other. */
    SILENT_CLIENT("any-1.2"),

    /** A server starts again on its port at once. */
    RESTART("any-1.3"),

    /** The exit status says whether it worked. */
    EXIT_STATUS("any-2.1"),

    /** A client ends when the server has left. */
    SERVER_LEFT("any-2.2");

    private final String number;

    AnyRule(String number) {
        this.number = number;
    }

    @Override
    public String number() {
        return number;
    }

    /**
     * Reads the page that explains the rules.
     *
     * @return the page
     */
    public static RulePage page() {
        return RulePage.read(AnyRule.class, "/META-INF/labnet/rules/any.md");
    }
}
