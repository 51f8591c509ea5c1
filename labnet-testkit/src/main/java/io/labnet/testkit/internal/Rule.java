// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

/** The rules of a decoder, each with a remedy. */
public enum Rule {
    SAME_HOWEVER_CUT(
            "the same input gives the same messages, however it is cut into pieces",
            "as long as a message is incomplete, return null and put the position back to where the call found it:"
                    + " the bytes come again, with those that follow them"),
    SAME_IN_EVERY_BUFFER(
            "the same bytes give the same messages from every kind of buffer",
            "read from in.position() to in.limit() by in.get(...), not from in.array() nor from index 0,"
                    + " and count the offset of a refusal from the position"),
    KEEPS_NO_BUFFER(
            "neither a decoder nor a message keeps the buffer of a call",
            "copy the bytes that you need into an array of your own: the buffer is overwritten after the call"),
    KEEPS_NOTHING(
            "a decoder keeps none of the bytes that it takes without giving a message",
            "leave the bytes of an incomplete message in the buffer: they come again, with those that follow them"),
    GIVES_AT_ONCE(
            "a message that is whole is given at once, not when something follows it",
            "return it also if nothing remains behind it, without waiting for another byte or the end: the sender may"
                    + " wait for an answer; where only the end of the input ends a message, messagesEndThemselves()"
                    + " says so"),
    TRUNCATED(
            "input that ends inside a message is refused as TRUNCATED",
            "return null for an incomplete message also at the end: bytes that are left there are refused for you"),
    PROTOCOL_EXCEPTION_ONLY(
            "a decoder throws nothing but ProtocolException, whatever the bytes",
            "compare in.remaining() with what you are about to read, and throw a ProtocolException for bytes that can"
                    + " never become a message"),
    WITHIN_LIMIT(
            "a decoder reads up to the limit of its buffer and no farther",
            "return null where bytes are missing; if you need a limit of your own, set it on in.slice()"),
    MOVES_FORWARD(
            "a decoder moves its position forward, and past every message that it gives",
            "leave the position after the last byte of the message, or where it was if you return null"),
    CHANGES_NOTHING("a decoder does not change the bytes", "copy the bytes into an array of your own first"),
    ALLOCATES_FOR_WHAT_CAME(
            "a decoder allocates memory for bytes that have come, not for a length that the peer claims",
            "return null until in.remaining() is at least the length, and make the array after that; a call that needs"
                    + " more for another reason says so in allocationLimit()"),
    RETURNS(
            "every call of a decoder returns",
            "look for a loop that does not end when the bytes run out, or that takes none; a call that needs more"
                    + " time says so in callTimeout()");

    private final String requirement;
    private final String remedy;

    Rule(String requirement, String remedy) {
        this.requirement = requirement;
        this.remedy = remedy;
    }

    public String requirement() {
        return requirement;
    }

    public String remedy() {
        return remedy;
    }
}
