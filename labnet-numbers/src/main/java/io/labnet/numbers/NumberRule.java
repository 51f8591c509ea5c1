// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the name-and-number exchange that this module enforces. {@link #page} explains them. */
public enum NumberRule implements Rule {
    /** A message is a JSON object. */
    JSON_OBJECT("1.1"),
    /** A peer sends the whole object. */
    WHOLE_OBJECT("1.2"),
    /** Text is UTF-8. */
    UTF_8("1.3"),
    /** Nothing except white space comes before the object, not even a length. */
    OBJECT_FIRST("1.4"),
    /** A message has at most 1024 bytes. */
    MESSAGE_SIZE("1.6"),
    /** A request has the members client_name and client_number. */
    REQUEST_MEMBERS("2.1"),
    /** The value of client_name is a string. */
    CLIENT_NAME("2.2"),
    /** The value of client_number is a 64-bit integer. */
    CLIENT_NUMBER("2.3"),
    /** The value of client_number is from 1 to 100. */
    CLIENT_RANGE("2.4"),
    /** A member occurs only once. */
    MEMBER_ONCE("2.5"),
    /** A reply has the members server_name, a string, and server_number, a 64-bit integer. */
    REPLY_MEMBERS("3.1"),
    /** The value of server_number is from 1 to 100. */
    SERVER_RANGE("3.2"),
    /** The value of sum is the sum of both numbers. */
    SUM("3.3");

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
