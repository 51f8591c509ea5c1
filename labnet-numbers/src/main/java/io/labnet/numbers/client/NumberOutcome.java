// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

/** The outcome of an exchange for the client. */
public sealed interface NumberOutcome permits NumberExchange, NumberOutcome.ServerEnded, NumberOutcome.NoReply {
    /** {@return the fault, as a message to people; empty if there is none} */
    String fault();

    /** The client's number was out of range, which ends the server. The client did not wait for a reply. */
    record ServerEnded() implements NumberOutcome {
        @Override
        public String fault() {
            return "";
        }
    }

    /**
     * The client received no readable reply.
     *
     * @param explanation the reason, as a message to people
     */
    record NoReply(String explanation) implements NumberOutcome {
        @Override
        public String fault() {
            return explanation;
        }
    }
}
