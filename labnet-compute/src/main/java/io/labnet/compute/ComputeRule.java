// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the compute protocol that this module enforces. {@link #page} explains them. */
public enum ComputeRule implements Rule {
    /** A client sends its name first. */
    NAME("1.1"),
    /** A name has at most {@link ComputeRequest.ClientName#MAX_BYTES} bytes. */
    NAME_SIZE("1.2"),
    /** A request begins with one of five words, in capitals. */
    WORD("2.1"),
    /** A number is decimal text. */
    NUMBER("2.2"),
    /**
     * A number is not negative and not too large. If Fibonacci numbers are numbered from 1, the number in a Fibonacci
     * request is not 0.
     */
    BOUNDS("2.3"),
    /** A number follows {@link RequestWord#FIBONACCI} and {@link RequestWord#FACTORIAL}. */
    ARGUMENT("2.4"),
    /** A client ends its output only after a whole request. */
    WHOLE_REQUEST("2.5"),
    /** A client sends its next message before the server's idle timeout. */
    IN_TIME("2.7"),
    /** A server replies to a name with a UUID. */
    UUID("3.1"),
    /** A server sends each client a different UUID. */
    OWN_UUID("3.2"),
    /** A server replies with the correct number. */
    RIGHT_NUMBER("3.4"),
    /** A reply is the number, an underscore and the UUID of the client. */
    REPLY("3.5"),
    /** A server numbers the Fibonacci numbers in the same way for all requests. */
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
     * Reads the page that explains all rules of the protocol.
     *
     * @return the page
     */
    public static RulePage page() {
        return RulePage.read(ComputeRule.class, "/META-INF/labnet/rules/compute.md");
    }
}
