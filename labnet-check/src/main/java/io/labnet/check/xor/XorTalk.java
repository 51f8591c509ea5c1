// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.xor;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.check.script.Step;
import io.labnet.core.codec.Boundary;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Adds the steps of a conversation with a server under test, on one connection, to a script. */
final class XorTalk {
    static final long SID = 20_201_234;
    private static final Duration BETWEEN_PACKETS = Duration.ofMillis(30);
    private static final int MAX_SCORE = 50;

    /** The share of letters in what is taken for text, and how much larger it is than that in other bytes. */
    private static final double MANY_LETTERS = 0.7;

    private static final double MORE_LETTERS = 0.05;

    /** The form of checksum that the server takes, which is found before the first case. */
    static final class Form {
        private ChecksumForm found = ChecksumForm.RFC_1071;
        private boolean known;

        ChecksumForm get() {
            return found;
        }

        ChecksumForm other() {
            return get() == ChecksumForm.RFC_1071 ? ChecksumForm.BYTE_SWAPPED : ChecksumForm.RFC_1071;
        }

        /** Tries whole conversations until one of them is right. */
        void find(Stage stage) throws IOException {
            for (ChecksumForm form : List.of(ChecksumForm.RFC_1071, ChecksumForm.BYTE_SWAPPED)) {
                if (!known) {
                    found = form;
                    known = works(stage, form);
                }
            }
            found = known ? found : ChecksumForm.RFC_1071;
        }

        private boolean works(Stage stage, ChecksumForm form) throws IOException {
            Script script = Script.of("xor-1.7/form", "a conversation").on(form.toString());
            XorTalk talk = new XorTalk(script, this, "test", SID)
                    .request()
                    .text()
                    .answer()
                    .good();
            try {
                for (Step step : talk.then().habit().steps()) {
                    step.run(stage);
                }
                return true;
            } catch (Mismatch wrong) {
                return false;
            }
        }
    }

    private final Script script;
    private final Form form;
    private final String wire;
    private final String keyword;
    private final long sid;
    private @Nullable String rule;

    XorTalk(Script script, Form form, String keyword, long sid) {
        this.script = script;
        this.form = form;
        this.wire = script.connection();
        this.keyword = keyword;
        this.sid = sid;
    }

    /** Goes on with the script. */
    Script then() {
        return script;
    }

    XorTalk request() {
        return request(Form::get);
    }

    /** Sends a request whose checksum has a certain form. */
    XorTalk request(Function<Form, ChecksumForm> checksum) {
        script.on(wire)
                .sendLater("send the request " + keyword + " of " + sid, stage -> new XorPacket(true, keyword, sid)
                        .encode(checksum.apply(form)));
        return this;
    }

    /** Expects the text, and keeps it. */
    XorTalk text() {
        script.on(wire).expect("the text", new Expectation() {
            @Override
            public boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
                return readText(in, boundary, stage);
            }

            @Override
            public Mismatch late(Mismatch late) {
                return late.bytes().length == 0 ? late : XorText.late(late, XorRule.TEXT_END);
            }
        });
        return this;
    }

    private boolean readText(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
        int start = in.position();
        List<XorPacket> packets = new ArrayList<>();
        XorFrame frame = XorText.next(in, "a packet of the text");
        while (frame != null) {
            XorPacket packet = frame.packet();
            if (XorResult.isResult(packet)) {
                throw new Mismatch("the text", "the result " + words(XorResult.of(packet)) + " came");
            }
            if (packets.isEmpty() && packet.sid() != sid && in.hasRemaining() && greets(in)) {
                throw XorText.broken(
                        XorRule.REQUEST, "no packet before the request", "a packet came before the text", in);
            }
            packets.add(packet);
            if (packet.last() && (packet.sid() == sid || boundary != Boundary.MORE)) {
                XorText text = new XorText(packets);
                stage.keep(wire, text);
                stage.keep(wire + " form", frame.form());
                return true;
            }
            frame = packet.last() ? null : XorText.next(in, "a packet of the text");
        }
        in.position(start);
        return false;
    }

    private boolean greets(ByteBuffer in) throws Mismatch {
        XorFrame second = XorText.next(in.duplicate(), "a packet of the text");
        return second != null && second.packet().sid() == sid;
    }

    /** Finds out whether a text was encrypted with something else than its keyword. */
    private Mismatch wrongKey(XorText text, Mismatch refused) {
        String key = text.packets().get(0).keyword();
        double right = text.decrypted(key).letters();
        Map<String, String> others = new LinkedHashMap<>();
        others.put("\0", "it is not encrypted");
        others.put(key.substring(0, 1), "it is encrypted with the first letter of its keyword alone");
        others.put(keyword, "it is encrypted with the keyword of the request");
        for (Map.Entry<String, String> other : others.entrySet()) {
            XorText tried = text.decrypted(other.getKey());
            if (tried.letters() > Math.max(MANY_LETTERS, right + MORE_LETTERS)) {
                return new Mismatch(
                                "a text that is encrypted with the four letters of its keyword " + key,
                                other.getValue() + "; " + refused.came(),
                                text.data(),
                                0,
                                null)
                        .breaking(XorRule.ANSWER_TEXT.number());
            }
        }
        return refused;
    }

    /** Sends the decrypted text, cut as it came. */
    XorTalk answer() {
        return answer("send the decrypted text", UnaryOperator.identity());
    }

    /** Sends the decrypted text after a change. */
    XorTalk answer(String words, UnaryOperator<XorText> change) {
        return answer(words, change, Form::get);
    }

    XorTalk answer(String words, UnaryOperator<XorText> change, Function<Form, ChecksumForm> checksum) {
        script.on(wire).act(words, stage -> {
            XorText answer = change.apply(stage.kept(wire, XorText.class).answer(sid));
            for (int i = 0; i < answer.packets().size(); i++) {
                XorPacket packet = answer.packets().get(i);
                if (i > 0 && i == answer.packets().size() - 1) {
                    silence(stage);
                }
                stage.wire(wire).send(packet.encode(checksum.apply(form)), stage.delivery());
            }
        });
        return this;
    }

    /** Expects no result before the last packet. */
    private void silence(Stage stage) throws Mismatch, IOException {
        try {
            stage.wire(wire).expectSilence(BETWEEN_PACKETS);
        } catch (Mismatch early) {
            Mismatch wrong = new Mismatch(
                    "no result before the last packet of the answer, which has the flag 1",
                    early.bytes().length == 0 ? early.came() : "the result came before",
                    early.bytes(),
                    0,
                    null);
            throw wrong.breaking(rule == null ? XorRule.ANSWER_END.number() : rule);
        }
    }

    /** Sends bytes, which the server may refuse before all are sent. */
    XorTalk offer(String words, Function<ChecksumForm, byte[]> bytes) {
        script.on(wire).act("send " + words, stage -> offer(stage, bytes.apply(form.get())));
        return this;
    }

    /** Sends bytes that are made of the right answer, and that the server may refuse before all are sent. */
    XorTalk offerAnswer(String words, BiFunction<XorText, ChecksumForm, byte[]> bytes) {
        script.on(wire).act("send " + words, stage -> {
            XorText answer = stage.kept(wire, XorText.class).answer(sid);
            offer(stage, bytes.apply(answer, form.get()));
        });
        return this;
    }

    private void offer(Stage stage, byte[] bytes) throws Mismatch, IOException {
        try {
            stage.wire(wire).send(bytes, stage.delivery());
        } catch (Mismatch refused) {
            // The next expectation reads the reason.
            return;
        }
    }

    /** Lets a wrong result break the rule of the case, because the server would be right without what the case does. */
    XorTalk about(String broken) {
        rule = broken;
        return this;
    }

    /** Expects the result GOOD 50, and keeps it. */
    XorTalk good() {
        String expected = "the result GOOD 50";
        script.on(wire).expect(expected, (in, boundary, stage) -> {
            int flag = in.remaining() > 1 ? in.getShort(in.position()) : 0;
            XorResult result = result(in, expected, XorRule.TEXT_END.number());
            if (result != null && !(result.good() && result.score() == MAX_SCORE)) {
                Mismatch wrong = new Mismatch(expected, "the answer is right, but " + words(result) + " came");
                boolean score = result.score() > MAX_SCORE;
                throw wrongKey(
                        stage.kept(wire, XorText.class),
                        wrong.breaking(rule == null || score ? XorRule.RESULT.number() : rule));
            }
            if (result != null) {
                stage.keep(wire + " result", result.message());
                stage.keep(wire + " flag", flag);
            }
            return result != null;
        });
        return this;
    }

    /**
     * Expects that the server refuses what came: by FAIL with a score, or by a close. Whether FAIL is a right packet is
     * judged by another case.
     */
    XorTalk refused(int score) {
        String expected = "the result FAIL " + score + ", or a close";
        script.on(wire).expect(expected, (in, boundary, stage) -> {
            XorResult result;
            try {
                result = result(in, expected, null);
            } catch (Mismatch wrong) {
                if (wrong.rule() == null) {
                    throw wrong;
                }
                return true;
            }
            if (result != null && result.good()) {
                throw new Mismatch(expected, words(result) + " came");
            }
            if (result != null && result.score() != score) {
                throw XorText.broken(XorRule.RESULT, expected, words(result) + " came", in);
            }
            return result != null || boundary == Boundary.END;
        });
        return this;
    }

    /** Expects a score of at most so many points, or a close, possibly after the text. */
    XorTalk refusedAfterText(XorRule rule, int score) {
        String expected = "the result FAIL with at most " + score + " points, or a close";
        script.on(wire).expect(expected, (in, boundary, stage) -> {
            XorFrame frame = XorText.next(in, expected);
            while (frame != null && !XorResult.isResult(frame.packet())) {
                frame = XorText.next(in, expected);
            }
            if (frame != null && frame.packet().sid() > score) {
                throw XorText.broken(rule, expected, words(XorResult.of(frame.packet())) + " came", in);
            }
            return frame != null || boundary == Boundary.END;
        });
        return this;
    }

    /** Reads the result; a packet of the text in its place breaks a rule, or that of the case if it is null. */
    private @Nullable XorResult result(ByteBuffer in, String expected, @Nullable String text) throws Mismatch {
        ByteBuffer before = in.duplicate();
        XorFrame frame = XorText.next(in, expected);
        if (frame == null) {
            return null;
        }
        XorPacket packet = frame.packet();
        if (XorResult.isResult(packet)) {
            return XorResult.of(packet);
        }
        String came = "a packet with the keyword " + packet.keyword() + " came";
        if (packet.sid() != sid) {
            throw XorText.broken(XorRule.RESULT, expected, came + ", neither GOOD nor FAIL", before);
        }
        Mismatch wrong = new Mismatch(expected, came + ", which belongs to a text", XorText.rest(before), 0, null);
        throw text == null ? wrong : wrong.breaking(text);
    }

    /** Expects that a header does not come in two pieces. */
    static boolean wholeHeader(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
        int came = in.remaining();
        if (boundary == Boundary.PAUSE && came > 0 && came < XorPacket.HEADER_BYTES) {
            String problem = "a pause came after " + came + " bytes of the header";
            throw new Mismatch("16 bytes of a header at once", problem, XorText.rest(in), came, null);
        }
        return came >= XorPacket.HEADER_BYTES;
    }

    private static String words(XorResult result) {
        return result.keyword() + " " + result.score() + ", \"" + result.message() + "\",";
    }
}
