// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.rule.Rule;

/** A flaw of a listing that is nevertheless readable, to be reported to the author of the server. */
public enum ListingFlaw {
    /** The length is in characters, not in bytes. The numbers of characters and bytes differ if a name is not ASCII. */
    LENGTH_IN_CHARACTERS(
            "the length of the listing counts its characters, not its bytes: take the length after encoding",
            CrdsRule.LISTING_BYTES),
    /** The last line has no line feed. */
    NO_LAST_LINE_FEED("the last line of the listing does not end with a line feed", () -> "crds-4.4"),
    /** A line ends with CR and LF. */
    CARRIAGE_RETURN("a line of the listing ends with CR LF, not with LF alone", () -> "crds-4.4");

    private final String explanation;

    ListingFlaw(String explanation, Rule rule) {
        this.explanation = rule.cited(explanation);
    }

    /** {@return a one-line explanation of the flaw for people, with the number of the rule} */
    public String explanation() {
        return explanation;
    }
}
