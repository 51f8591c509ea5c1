// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.grader.Question.Answer;
import io.labnet.compute.internal.UuidText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One way to write a right reply: an answer with the UUID before or after it. It is never written out as a whole.
 *
 * @param before what stands before the answer
 * @param answer the answer
 * @param after what stands after it
 */
record ReplyForm(String before, Answer answer, String after) {
    /** Gives all ways to write one of the right answers. */
    static List<ReplyForm> of(List<Answer> answers, UUID uuid) {
        List<ReplyForm> forms = new ArrayList<>();
        for (Answer answer : answers) {
            for (String text : List.of(uuid.toString(), UuidText.plain(uuid))) {
                forms.add(new ReplyForm("", answer, "_" + text));
                forms.add(new ReplyForm(text + "_", answer, ""));
            }
        }
        return forms;
    }

    /** Tells how it differs from what is documented. */
    Set<ReplyDeviation> deviations() {
        Set<ReplyDeviation> deviations = EnumSet.noneOf(ReplyDeviation.class);
        if (!before.isEmpty()) {
            deviations.add(ReplyDeviation.UUID_FIRST);
        }
        if (before.indexOf('-') < 0 && after.indexOf('-') < 0) {
            deviations.add(ReplyDeviation.NO_DASHES);
        }
        return deviations;
    }

    /** Tells how long it is. */
    long length() {
        return (long) before.length() + answer.value().digitCount() + after.length();
    }

    /** Tells whether bytes are what stands at an offset; none are what stands behind the end. */
    boolean continuesWith(ByteBuffer bytes, long offset) {
        if (offset + bytes.remaining() > length()) {
            return false;
        }
        ByteBuffer expected = ByteBuffer.allocate(bytes.remaining());
        long at = offset;
        if (at < before.length()) {
            put(before, (int) at, expected);
            at = offset + expected.position();
        }
        if (expected.hasRemaining()
                && at < before.length() + (long) answer.value().digitCount()) {
            answer.value().read((int) (at - before.length()), expected);
            at = offset + expected.position();
        }
        if (expected.hasRemaining()) {
            put(after, (int) (at - before.length() - answer.value().digitCount()), expected);
        }
        return expected.flip().equals(bytes);
    }

    private static void put(String text, int from, ByteBuffer out) {
        int to = Math.min(text.length(), from + out.remaining());
        out.put(text.substring(from, to).getBytes(StandardCharsets.US_ASCII));
    }
}
