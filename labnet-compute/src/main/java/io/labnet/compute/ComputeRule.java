// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the compute protocol that this module enforces. {@link #page} explains them. */
public enum ComputeRule implements Rule {
    /** A client says its name first. */
    NAME("1.1"),
    /** A name has at most {@link ComputeRequest.ClientName#MAX_BYTES} bytes. */
    NAME_SIZE("1.2"),
    /** A request begins with one of five words, in capitals. */
    WORD("2.1"),
    /** A number is decimal text. */
    NUMBER("2.2"),
    /** A number is neither negative nor too large, nor 0 for a one-based Fibonacci number. */
    BOUNDS("2.3"),
    /** A number follows {@link RequestWord#FIBONACCI} and {@link RequestWord#FACTORIAL}. */
    ARGUMENT("2.4"),
    /** The input ends only after a whole request. */
    WHOLE_REQUEST("2.5"),
    /** A client sends its next message before the idle timeout. */
    IN_TIME("2.7"),
    /** A server answers a name by a UUID. */
    UUID("3.1"),
    /** A server gives each client a UUID of its own. */
    OWN_UUID("3.2"),
    /** A server answers with the right number. */
    RIGHT_NUMBER("3.4"),
    /** A reply is the number, an underscore and the UUID of the client. */
    REPLY("3.5"),
    /** A server counts all Fibonacci numbers in the same way. */
    ONE_COUNT("3.6"),
    /** A server answers every request in time and keeps the connection open. */
    ANSWER("3.7");

    private final String number;

    ComputeRule(String section) {
        this.number = "compute-" + section;
    }

    @Override
    public String number() {
        return number;
    }

    /**
     * Adds the number to a message, for refusals that are not exceptions.
     *
     * @param problem what is wrong
     * @return the message and the number in parentheses
     */
    public String cited(String problem) {
        return problem + " (" + number + ")";
    }

    /**
     * Reads the page that explains these rules and the others of the protocol.
     *
     * @return the page
     */
    public static RulePage page() {
        return RulePage.read(ComputeRule.class, "/META-INF/labnet/rules/compute.md");
    }
}
