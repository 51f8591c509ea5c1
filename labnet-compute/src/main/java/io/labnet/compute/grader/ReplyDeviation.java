// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

/** How a reply that counts as right is written otherwise than documented. */
enum ReplyDeviation {
    UUID_FIRST("the UUID stands before the answer: documented is 8_UUID"),
    NO_DASHES("the UUID has no dashes"),
    WHITE_SPACE("there is a line end or other white space at an end"),
    OTHER_TEXT("there is text beside the UUID");

    private final String description;

    ReplyDeviation(String description) {
        this.description = description;
    }

    /** Describes it, in words that follow {@code in 4 replies}. */
    String description() {
        return description;
    }
}
