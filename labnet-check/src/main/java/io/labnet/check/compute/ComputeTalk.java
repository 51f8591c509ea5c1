// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.compute;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.check.script.Wire;
import io.labnet.compute.ComputeRule;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.EscapedText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds the steps of a conversation with a server under test, on one connection, to a script. */
final class ComputeTalk {
    /** Longer than the 50 ms after which servers take what has come for a message. */
    private static final Duration PAUSE = Duration.ofMillis(80);

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-?)(?:[0-9a-fA-F]{4}\\1){3}[0-9a-fA-F]{12}");

    private final Script script;
    private final String wire;
    private @Nullable String rule;
    private @Nullable String late;

    ComputeTalk(Script script) {
        this.script = script;
        this.wire = script.connection();
    }

    /** Goes on with the script. */
    Script then() {
        return script;
    }

    /** Lets a wrong or missing reply break the rule of the case. */
    ComputeTalk about(String broken) {
        rule = broken;
        return this;
    }

    /** Lets a missing reply break another rule than that of the reply. */
    ComputeTalk ifSilent(String broken) {
        late = broken;
        return this;
    }

    /** Sends the name, and expects a UUID, which is kept. */
    ComputeTalk name(String name) {
        return parts(name).uuid();
    }

    /** Expects a UUID, which is kept. */
    ComputeTalk uuid() {
        String expected = "a UUID";
        script.on(wire).expect(expected, reply(ComputeRule.UUID, (text, stage) -> {
            if (!UUID.matcher(text.strip()).matches()) {
                return text.length() < 36
                                && UUID.matcher(text + "0".repeat(36 - text.length()))
                                        .find()
                        ? null
                        : expected;
            }
            stage.keep(wire, text.strip());
            return "";
        }));
        return this;
    }

    /** Sends the parts of a request, with a pause after each but the last. */
    ComputeTalk parts(String... parts) {
        return bytes(Stream.of(parts)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    ComputeTalk bytes(byte[]... parts) {
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            byte[] part = parts[i];
            script.on(wire).send(words(part), part);
            if (!last) {
                script.act("pause", stage -> stage.wire(wire).pause(PAUSE));
            }
        }
        return this;
    }

    private static String words(byte[] part) {
        String text = new String(part, StandardCharsets.UTF_8);
        String shown = text.length() > 20 ? text.substring(0, 20) + "... of " + part.length + " bytes" : text;
        return "send " + EscapedText.of(shown);
    }

    /** Asks for a number, and expects one of the values. */
    ComputeTalk ask(String word, long number, Object... values) {
        return parts(word, Long.toString(number)).reply(values);
    }

    /** Asks for the number of words of a text, whose length is sent in bytes. */
    ComputeTalk count(String word, String text, int words) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String length = Integer.toString(bytes.length);
        byte[][] parts = {word.getBytes(StandardCharsets.UTF_8), length.getBytes(StandardCharsets.UTF_8), bytes};
        return bytes(bytes.length == 0 ? Arrays.copyOf(parts, 2) : parts).reply(words);
    }

    /** Expects one of the values, an underscore and the UUID, and nothing else. */
    ComputeTalk reply(Object... values) {
        List<String> numbers = Stream.of(values).map(String::valueOf).toList();
        script.on(wire)
                .expect(
                        "the reply " + String.join(" or ", numbers) + "_UUID",
                        reply(ComputeRule.ANSWER, (text, stage) -> {
                            String uuid = stage.kept(wire, String.class);
                            List<String> right = numbers.stream()
                                    .map(number -> number + "_" + uuid)
                                    .toList();
                            if (right.contains(text)) {
                                stage.keep(wire + " number", text.substring(0, text.indexOf('_')));
                                return "";
                            }
                            return right.stream().anyMatch(reply -> reply.startsWith(text))
                                    ? null
                                    : String.join(" or ", right);
                        }));
        return this;
    }

    /** Expects an error that ends with the UUID. */
    ComputeTalk error() {
        return errorUnless("");
    }

    /** Expects an error, or anything if the number before was a certain one. */
    ComputeTalk errorUnless(String number) {
        script.on(wire).expect("ERROR, a reason and the UUID", reply(ComputeRule.ANSWER, (text, stage) -> {
            String uuid = stage.kept(wire, String.class);
            if (number.equals(stage.keptOrNull(wire + " number"))) {
                return "";
            }
            boolean right = text.startsWith("ERROR") && text.strip().endsWith(uuid);
            return right ? "" : "ERROR".startsWith(text) ? null : "ERROR, a reason, _" + uuid;
        }));
        return this;
    }

    /** Says that the client is done. */
    ComputeTalk complete() {
        script.on(wire).send("send COMPLETE", "COMPLETE".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private interface Judge {
        /** Returns what was expected; empty if it is this, {@code null} if more must come. */
        @Nullable
        String expected(String text, Stage stage);
    }

    /** Expects a reply, which ends at a pause. */
    private Expectation reply(ComputeRule silent, Judge judge) {
        return new Expectation() {
            @Override
            public boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
                if (boundary == Boundary.END && !in.hasRemaining() && rule != null) {
                    throw new Mismatch("a reply", "the program closed the connection").breaking(rule);
                }
                if (!in.hasRemaining()) {
                    return false;
                }
                byte[] bytes = new byte[in.remaining()];
                in.get(in.position(), bytes);
                String text = new String(bytes, StandardCharsets.UTF_8);
                String expected = judge.expected(text, stage);
                // What is right is complete; what is wrong may not be.
                if (expected == null || (boundary == Boundary.MORE && !expected.isEmpty())) {
                    return false;
                }
                in.position(in.limit());
                if (!expected.isEmpty()) {
                    throw wrong(expected, text, bytes, silent == ComputeRule.UUID ? silent : ComputeRule.REPLY);
                }
                return true;
            }

            @Override
            public Mismatch late(Mismatch mismatch) {
                String broken = rule == null ? silent.number() : rule;
                return mismatch.bytes().length == 0 ? mismatch.breaking(late == null ? broken : late) : mismatch;
            }
        };
    }

    /** Explains a wrong reply; where the dialogue is more tolerant than the page, the rule is named here. */
    private Mismatch wrong(String expected, String text, byte[] bytes, ComputeRule form) {
        byte[] right = expected.getBytes(StandardCharsets.UTF_8);
        int same = Arrays.mismatch(bytes, right);
        String came = "\"" + text + '"';
        Mismatch wrong =
                new Mismatch(expected, came, bytes, Math.min(Math.max(same, 0), bytes.length), cause(expected, text));
        if (rule != null) {
            return wrong.breaking(rule);
        }
        boolean tolerated = wrong.likelyCause() != null || form == ComputeRule.UUID;
        return tolerated ? wrong.breaking(form.number()) : wrong;
    }

    private static @Nullable String cause(String replies, String text) {
        return Stream.of(replies.split(" or "))
                .map(reply -> causeOf(reply, text))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String causeOf(String expected, String text) {
        if (text.strip().equals(expected)) {
            return "a line end follows the reply";
        }
        if (text.strip().equals(expected.replace("-", ""))) {
            return "the UUID has no dashes, unlike the one that answered the name";
        }
        int underscore = expected.indexOf('_');
        boolean swapped = underscore > 0
                && text.strip().equals(expected.substring(underscore + 1) + "_" + expected.substring(0, underscore));
        return swapped ? "the UUID comes before the number" : null;
    }

    /** Expects that the server closes. */
    ComputeTalk end() {
        script.on(wire).end();
        return this;
    }

    /** Returns the UUID of a client. */
    static String uuid(Stage stage, String connection) {
        return stage.kept(connection, String.class);
    }

    /** Ends the output of the client. */
    ComputeTalk finish() {
        script.on(wire).finish();
        return this;
    }

    /** Expects an error, or that the server closes, but no number or UUID. */
    ComputeTalk refused() {
        script.on(wire).act("an error, or a close", stage -> {
            Wire open = stage.wire(wire);
            open.expect(
                    "an error, or a close",
                    (in, boundary, unused) -> {
                        byte[] bytes = new byte[in.remaining()];
                        in.get(in.position(), bytes);
                        String text = new String(bytes, StandardCharsets.UTF_8);
                        if (!text.isEmpty() && !"ERROR".startsWith(text) && !text.startsWith("ERROR")) {
                            throw new Mismatch("an error, or a close", "\"" + text + '"', bytes, 0, null);
                        }
                        return text.startsWith("ERROR") || boundary == Boundary.END;
                    },
                    stage);
        });
        return this;
    }
}
