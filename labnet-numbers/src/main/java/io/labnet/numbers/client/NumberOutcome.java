// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

/** How an exchange ended, for the client. */
public sealed interface NumberOutcome permits NumberExchange, NumberOutcome.ServerEnded, NumberOutcome.NoReply {
    /** {@return what went wrong, in words; empty if nothing did} */
    String fault();

    /** The number was out of range: the server was told to end, and nothing was waited for. */
    record ServerEnded() implements NumberOutcome {
        @Override
        public String fault() {
            return "";
        }
    }

    /**
     * No reply came that can be read.
     *
     * @param explanation why, in words
     */
    record NoReply(String explanation) implements NumberOutcome {
        @Override
        public String fault() {
            return explanation;
        }
    }
}
