// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the xor protocol that this module enforces. {@link #page} explains them. */
public enum XorRule implements Rule {
    /** The flag is 0 or 1, in two bytes, big-endian. */
    FLAG("1.1"),

    /** The checksum is computed over header and data as sent, with the checksum field as zero. */
    CHECKSUM("1.2"),

    /** The keyword is four ASCII letters. */
    KEYWORD("1.3"),

    /** The length is that of header and data in bytes: 16 to 10,000. */
    LENGTH("1.4"),

    /** A packet has as many bytes as its length field states. */
    WHOLE_PACKET("1.5"),

    /** All packets of a client have checksums of one family. */
    ONE_FAMILY("1.6"),

    /** A client begins with a request, whose flag is 1. */
    REQUEST("2.1"),

    /** The request has no data. */
    NO_DATA("2.2"),

    /** The keyword of the request is in lower case. */
    LOWER_CASE("2.3"),

    /** A score is stored under a student id of 8 digits. */
    STUDENT_ID("2.4"),

    /** The packets of the text have the sid of the request. */
    TEXT_SID("3.1"),

    /** The last packet of the text has the flag 1, and no other packet of the text has it. */
    TEXT_END("3.2"),

    /** The packets of the answer have the sid of the request. */
    ANSWER_SID("4.1"),

    /** The last packet of the answer has the flag 1. */
    ANSWER_END("4.2"),

    /** The client sends the last packet of the answer only after it has received the whole text. */
    ANSWER_AFTER_TEXT("4.3"),

    /** The answer has as many bytes as the text. */
    ANSWER_LENGTH("4.4"),

    /** The answer is the decrypted text. */
    ANSWER_TEXT("4.5"),

    /** The server ends with a result. */
    RESULT("5.1");

    private final String number;

    XorRule(String section) {
        this.number = "xor-" + section;
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
        return RulePage.read(XorRule.class, "/META-INF/labnet/rules/xor.md");
    }
}
