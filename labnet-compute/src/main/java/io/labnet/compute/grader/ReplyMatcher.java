// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.grader.Question.Answer;
import io.labnet.compute.internal.WhiteSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Compares a reply with the right ones while it arrives, so that a long one is never held. White space at either end
 * doesn't count: programs that print lines send it.
 */
final class ReplyMatcher {
    private final List<ReplyForm> possible;
    private final List<Answer> answers;
    private final UUID uuid;
    private final HeardText heard = new HeardText();
    private boolean whiteSpace;

    ReplyMatcher(List<Answer> answers, UUID uuid) {
        this.possible = new ArrayList<>(ReplyForm.of(answers, uuid));
        this.answers = List.copyOf(answers);
        this.uuid = uuid;
    }

    /** Takes what has arrived. */
    void add(ByteBuffer bytes) {
        int received = bytes.remaining();
        if (!isBegun()) {
            WhiteSpace.skip(bytes);
        }
        ByteBuffer text = bytes.slice();
        text.limit(WhiteSpace.stripped(text, text.remaining()));
        whiteSpace |= text.remaining() < received;
        long before = heard.length();
        possible.removeIf(form -> !form.continuesWith(text, before));
        heard.add(text);
    }

    /** Tells which of the answers it is; two may be the same number. Empty when it is none, or not whole. */
    List<Answer> matched() {
        return possible.stream()
                .filter(form -> form.length() == heard.length())
                .map(ReplyForm::answer)
                .distinct()
                .toList();
    }

    /** Tells how a right reply differs from what is documented. */
    Set<ReplyDeviation> deviations() {
        Set<ReplyDeviation> deviations = EnumSet.noneOf(ReplyDeviation.class);
        possible.stream()
                .filter(form -> form.length() == heard.length())
                .forEach(form -> deviations.addAll(form.deviations()));
        if (whiteSpace) {
            deviations.add(ReplyDeviation.WHITE_SPACE);
        }
        return deviations;
    }

    /** Tells whether it may become a right one yet. */
    boolean mayGoOn() {
        return possible.stream().anyMatch(form -> form.length() > heard.length());
    }

    /** Tells whether it is a right answer without a word of whose it is. */
    boolean lacksUuid() {
        return possible.stream()
                .anyMatch(
                        form -> form.before().isEmpty() && form.answer().value().digitCount() == heard.length());
    }

    /** Tells whether anything has arrived. */
    boolean isBegun() {
        return heard.length() > 0;
    }

    /** Shows what would be right. */
    String expected() {
        return answers.stream()
                .map(answer -> HeardText.of(answer.value()) + "_" + uuid)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    /** Shows what has arrived. */
    HeardText heard() {
        return heard;
    }
}
