// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

/** A difference between a correct reply and the documented form. */
public enum Deviation {
    UUID_FIRST("the UUID comes before the answer; the documented form is 8_UUID"),
    NO_DASHES("the UUID has no dashes"),
    WHITE_SPACE("there is a line end or other white space at the start or the end"),
    OTHER_TEXT("there is other text besides the UUID");

    /** The description; in the report, words such as {@code in 4 replies} come before it. */
    public final String description;

    Deviation(String description) {
        this.description = description;
    }
}
