// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

/** What is wrong with a listing that can be read all the same, so that the author of its server can be told. */
public enum ListingFlaw {
    /** The length counts characters, which are fewer than the bytes where a name is not ASCII. */
    LENGTH_IN_CHARACTERS(
            "the length of the listing counts its characters, not its bytes: take the length after encoding"),
    /** The last line has no line feed. */
    NO_LAST_LINE_FEED("the last line of the listing does not end with a line feed"),
    /** A line ends with CR and LF. */
    CARRIAGE_RETURN("a line of the listing ends with CR LF, not with LF alone");

    private final String explanation;

    ListingFlaw(String explanation) {
        this.explanation = explanation;
    }

    /** {@return what is wrong and what is right, in one line for a person} */
    public String explanation() {
        return explanation;
    }
}
