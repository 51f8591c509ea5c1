// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

/** The rules of a decoder, each with a remedy. */
public enum Rule {
    SAME_HOWEVER_SPLIT(
            "the same input decodes to the same messages, however it is split",
            "while a message is incomplete, return null and set the position back to where the call found it:"
                    + " the next call gets these bytes again, with those that follow"),
    SAME_IN_EVERY_BUFFER(
            "the same bytes decode to the same messages in every kind of buffer",
            "read from in.position() to in.limit() with in.get(...), not from in.array() or index 0,"
                    + " and count the offset of a refusal from the position"),
    KEEPS_NO_BUFFER(
            "neither a decoder nor a message keeps the buffer of a call",
            "copy the bytes that you need into a new array: the buffer is overwritten after the call"),
    KEEPS_NOTHING(
            "a decoder does not keep bytes that it consumes without returning a message",
            "leave the bytes of an incomplete message in the buffer: the next call gets them again, with those that"
                    + " follow"),
    RETURNS_IMMEDIATELY(
            "a complete message is returned immediately, before more input arrives",
            "return a message even if no bytes remain after it: the sender may be waiting for the reply; if only the"
                    + " end of the input can end a message, return false from messagesEndThemselves()"),
    TRUNCATED(
            "input that ends inside a message is refused as TRUNCATED",
            "return null for an incomplete message at the end of the input too: bytes that remain are refused for you"),
    PROTOCOL_EXCEPTION_ONLY(
            "a decoder throws only ProtocolException, for any input",
            "compare in.remaining() with the number of bytes to read, and throw a ProtocolException for bytes that can"
                    + " never become a message"),
    WITHIN_LIMIT(
            "a decoder reads only up to the limit of its buffer",
            "return null if bytes are missing; if you need another limit, set it on in.slice()"),
    MOVES_FORWARD(
            "a decoder moves its position only forward, and past each message that it returns",
            "leave the position after the last byte of the message, or unchanged if you return null"),
    CHANGES_NOTHING("a decoder does not modify the bytes in its buffer", "copy the bytes into a new array first"),
    ALLOCATES_FOR_RECEIVED_BYTES(
            "a decoder allocates memory for received bytes, not for a length that the peer announces",
            "return null until in.remaining() is at least the length, and then create the array; if a call needs more"
                    + " for another reason, override allocationLimit()"),
    RETURNS(
            "every call of a decoder returns",
            "look for a loop that does not end when no bytes remain, or that consumes none; if a call needs more time,"
                    + " override callTimeout()");

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
