// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.script.Delivery;
import io.labnet.core.rule.RulePage.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a case.
 *
 * @param rule the number of the rule that was broken
 * @param level how binding it is
 * @param delivery how the messages were sent
 * @param passed the steps before, in words
 * @param step the step that failed, in words
 * @param expected what was expected
 * @param came what came instead, in words
 * @param bytes the bytes that came, possibly none; must not be changed
 * @param offset the first byte that is wrong; the number of bytes if they are right so far
 * @param cause the known mistake that this looks like; {@code null} if it looks like none
 * @param ending how the program ended meanwhile; {@code null} if it did not
 * @param transcript what both sides said, decoded
 * @param printed what the program printed
 */
@SuppressWarnings("ArrayRecordComponent") // Only read, and never compared.
public record Failure(
        String rule,
        Level level,
        Delivery delivery,
        List<String> passed,
        String step,
        String expected,
        String came,
        byte[] bytes,
        int offset,
        @Nullable String cause,
        @Nullable String ending,
        String transcript,
        String printed) {
    /**
     * Copies the list.
     *
     * @param rule the number of the rule
     * @param level how binding it is
     * @param delivery how the messages were sent
     * @param passed the steps before
     * @param step the step that failed
     * @param expected what was expected
     * @param came what came instead
     * @param bytes the bytes that came
     * @param offset the first byte that is wrong
     * @param cause the known mistake
     * @param ending how the program ended
     * @param transcript what both sides said
     * @param printed what the program printed
     */
    public Failure {
        passed = List.copyOf(passed);
    }

    /**
     * Changes the broken rule.
     *
     * @param broken the number of the rule
     * @param binding how binding it is
     * @return the changed failure
     */
    Failure as(String broken, Level binding) {
        return new Failure(
                broken,
                binding,
                delivery,
                passed,
                step,
                expected,
                came,
                bytes,
                offset,
                cause,
                ending,
                transcript,
                printed);
    }

    /**
     * Changes what happened.
     *
     * @param what the step that failed
     * @param instead what came instead
     * @param how how the program ended
     * @return the changed failure
     */
    Failure at(String what, String instead, @Nullable String how) {
        return new Failure(
                rule, level, delivery, passed, what, expected, instead, bytes, offset, cause, how, transcript, printed);
    }
}
