// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the chat-room directory that this module enforces. {@link #page} explains them. */
public enum CrdsRule implements Rule {
    /** A command begins with a byte from 1 to 4. */
    COMMAND_BYTE("1.1"),
    /** A client sends each command to its end. */
    WHOLE_COMMAND("1.2"),
    /** There is nothing between two commands, not even a line end. */
    NO_SEPARATOR("1.3"),
    /** A field has one length byte, and is not empty. */
    LENGTH_BYTE("2.1"),
    /** The length of a field is in bytes, not in characters. */
    LENGTH_IN_BYTES("2.2"),
    /** A makeroom has the fields name, address and port. */
    THREE_FIELDS("2.3"),
    /** A name is UTF-8 without control characters. */
    NAME("3.1"),
    /** An address is a dotted quad, as text. */
    ADDRESS("3.2"),
    /** An address is within 239.0.0.0/8. */
    ADDRESS_RANGE("3.3"),
    /** A port is one to five digits, from 1 to 65535. */
    PORT("3.4"),
    /** Each name is in the directory only once, and so is each pair of address and port. */
    UNIQUE("3.5"),
    /** A directory has a maximum number of rooms. */
    DIRECTORY_SIZE("3.6"),
    /** A listing begins with 8 length bytes, big-endian. */
    LISTING_LENGTH("4.1"),
    /** The length of a listing is the size of its lines in bytes. */
    LISTING_BYTES("4.2"),
    /** A listing has at most 64 MiB and 2,000,000 lines. */
    LISTING_SIZE("4.3"),
    /** The reply to chat is an address and a port. */
    FOUND_ROOM("4.5"),
    /** The commands makeroom and deleteroom have no reply. */
    NO_REPLY("4.7"),
    /** A chat message is one datagram of 1 to 1024 bytes. */
    MESSAGE_SIZE("5.1");

    private final String number;

    CrdsRule(String section) {
        this.number = "crds-" + section;
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
        return RulePage.read(CrdsRule.class, "/META-INF/labnet/rules/crds.md");
    }
}
