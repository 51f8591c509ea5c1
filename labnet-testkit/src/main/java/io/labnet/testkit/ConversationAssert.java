// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Closing;
import io.labnet.testkit.internal.Input;
import io.labnet.testkit.internal.Replies;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions about the output of a driven session, and whether its conversation continues. AssertJ's {@code
 * assertThat(driver)} creates one. Each {@code hasSent} checks everything that the peer has read since the previous
 * check.
 */
public final class ConversationAssert extends AbstractAssert<ConversationAssert, ConversationDriver> {
    ConversationAssert(ConversationDriver driver) {
        super(driver, ConversationAssert.class);
    }

    /**
     * Asserts what was sent, as text. Everything that a session sends during one call is one write; to compare messages
     * instead of writes, pass a decoder.
     *
     * @param writes each write, at least one, as UTF-8
     * @return this assertion
     */
    public ConversationAssert hasSent(String... writes) {
        uncheckedWrites("the writes").containsExactly(writes);
        return this;
    }

    /**
     * Asserts what was sent, as bytes, which a failure shows in hex.
     *
     * @param writes each write, at least one
     * @return this assertion
     */
    public ConversationAssert hasSent(byte[]... writes) {
        named("the writes in hex", hex(actual.takeUncheckedWrites())).isEqualTo(hex(Arrays.asList(writes)));
        return this;
    }

    /**
     * Asserts what was sent, as messages, in any number of writes. Fails for bytes of an incomplete message, and for
     * bytes that the decoder refuses.
     *
     * @param decoder a new decoder of the peer
     * @param messages the messages in order, compared by {@code equals}
     * @param <M> the type of the messages
     * @return this assertion
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // Safe, because List.of copies the array.
    public final <M> ConversationAssert hasSent(Decoder<M> decoder, M... messages) {
        byte[] bytes = Chunks.join(actual.takeUncheckedWrites());
        named("the messages in " + Input.hex(bytes), Replies.messages(decoder, bytes, true))
                .containsExactlyElementsOf(List.of(messages));
        return this;
    }

    /**
     * Asserts that nothing was sent.
     *
     * @return this assertion
     */
    public ConversationAssert hasSaidNothing() {
        uncheckedWrites("the writes").isEmpty();
        return this;
    }

    /**
     * Asserts that the session continues.
     *
     * @return this assertion
     */
    public ConversationAssert isOpen() {
        return isClosing(Closing.NO);
    }

    /**
     * Asserts that the session has finished normally: its connection closes once the peer has read everything.
     *
     * @return this assertion
     */
    public ConversationAssert isFinished() {
        return isClosing(Closing.FINISH);
    }

    /**
     * Asserts that the session has aborted the connection.
     *
     * @return this assertion
     */
    public ConversationAssert isAborted() {
        return isClosing(Closing.ABORT);
    }

    /**
     * Asserts that the conversation ended because its input was refused.
     *
     * @param reason the kind of the refusal
     * @return this assertion
     */
    public ConversationAssert hasRejected(Reason reason) {
        ProtocolException rejection = actual.session().rejection();
        Assertions.assertThat(rejection == null ? null : rejection.reason())
                .as(described("the reason of the refusal of the input"))
                .isEqualTo(reason);
        return this;
    }

    private ConversationAssert isClosing(Closing closing) {
        Assertions.assertThat(actual.closing())
                .as(described("how the conversation closes"))
                .isEqualTo(closing);
        return this;
    }

    private ListAssert<String> uncheckedWrites(String what) {
        return named(
                what, actual.takeUncheckedWrites().stream().map(Replies::text).toList());
    }

    private <T> ListAssert<T> named(String what, List<T> list) {
        return Assertions.assertThat(list).as(described(what));
    }

    private String described(String what) {
        String description = descriptionText();
        ProtocolException rejection = actual.session().rejection();
        return (description.isEmpty() ? what : description + ": " + what)
                + (rejection == null ? "" : ", after refusing its input: " + rejection.getMessage());
    }

    private static List<String> hex(List<byte[]> writes) {
        return writes.stream().map(Input::hex).toList();
    }
}
