// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comparison of a reply, as it arrives, with the correct replies. It does not keep a long reply in memory. It ignores
 * white space at either end, since programs that print lines send a line end.
 */
public final class ReplyMatcher {
    private final List<Form> possible = new ArrayList<>();
    private final List<Answer> answers;
    private final UUID uuid;
    private final ReceivedText received = new ReceivedText();
    private boolean whiteSpace;

    /**
     * Creates a comparison.
     *
     * @param answers the correct answers
     * @param uuid the UUID of the client
     */
    public ReplyMatcher(List<Answer> answers, UUID uuid) {
        this.answers = answers;
        this.uuid = uuid;
        for (Answer answer : answers) {
            for (String text : List.of(uuid.toString(), IdentityMatcher.plain(uuid))) {
                possible.add(new Form("", answer, "_" + text));
                possible.add(new Form(text + "_", answer, ""));
            }
        }
    }

    public void add(ByteBuffer bytes) {
        int start = 0;
        int end = bytes.remaining();
        while (!isBegun() && start < end && isWhiteSpace(bytes.get(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(bytes.get(end - 1))) {
            end--;
        }
        ByteBuffer text = bytes.slice(start, end - start);
        whiteSpace |= text.remaining() < bytes.remaining();
        long before = received.length();
        possible.removeIf(form -> !form.continuesWith(text, before));
        received.add(text);
    }

    /**
     * Returns the answers that the reply matches: none if it is wrong or incomplete, two if both Fibonacci numberings
     * yield the same number.
     */
    public List<Answer> matched() {
        return matching().map(Form::answer).distinct().toList();
    }

    /** Returns how a correct reply differs from the documented form. */
    public Set<Deviation> deviations() {
        Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
        matching().forEach(form -> deviations.addAll(form.deviations()));
        if (whiteSpace) {
            deviations.add(Deviation.WHITE_SPACE);
        }
        return deviations;
    }

    /** Returns whether the reply may still become correct. */
    public boolean mayContinue() {
        return possible.stream().anyMatch(form -> form.length() > received.length());
    }

    /** Returns whether the reply so far is a correct answer without a UUID. */
    public boolean lacksUuid() {
        return possible.stream().anyMatch(form -> form.before().isEmpty() && form.digits() == received.length());
    }

    public boolean isBegun() {
        return received.length() > 0;
    }

    public String expected() {
        return answers.stream()
                .map(answer -> ReceivedText.of(answer.value()) + "_" + uuid)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    public ReceivedText received() {
        return received;
    }

    private Stream<Form> matching() {
        return possible.stream().filter(form -> form.length() == received.length());
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    /**
     * One form of a correct reply: an answer with the UUID before or after it. It is compared in pieces, because its
     * text may be long.
     */
    private record Form(String before, Answer answer, String after) {
        Set<Deviation> deviations() {
            Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
            if (!before.isEmpty()) {
                deviations.add(Deviation.UUID_FIRST);
            }
            if ((before + after).indexOf('-') < 0) {
                deviations.add(Deviation.NO_DASHES);
            }
            return deviations;
        }

        int digits() {
            return answer.value().digitCount();
        }

        long length() {
            return (long) before.length() + digits() + after.length();
        }

        /** Returns whether the bytes are equal to those at an offset of this form. */
        boolean continuesWith(ByteBuffer bytes, long offset) {
            if (offset + bytes.remaining() > length()) {
                return false;
            }
            ByteBuffer expected = ByteBuffer.allocate(bytes.remaining());
            put(before, offset, expected);
            long digit = offset + expected.position() - before.length();
            if (digit >= 0 && digit < digits()) {
                answer.value().read((int) digit, expected);
            }
            put(after, offset + expected.position() - before.length() - digits(), expected);
            return expected.flip().equals(bytes);
        }

        /**
         * Writes a text from an index on, as far as it fits in the buffer; writes nothing if the index is not within
         * the text.
         */
        private static void put(String text, long from, ByteBuffer out) {
            if (from >= 0 && from < text.length()) {
                int to = (int) Math.min(text.length(), from + out.remaining());
                out.put(text.substring((int) from, to).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
