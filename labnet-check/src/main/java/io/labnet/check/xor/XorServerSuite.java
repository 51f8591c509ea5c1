// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.xor;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.check.script.Stage;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorRule;
import io.labnet.xorproto.trace.XorDialogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The cases of xor servers, which send a text and score the answer. What they refuse is in {@link XorRefusals}. */
public final class XorServerSuite implements Suite {
    private static final long LARGEST_SID = 0xffff_ffffL;
    private static final int SEVERAL = 3;

    /** A server that is not silent can't be asked what it answers to a request. */
    static final String SILENT = "xor-2.1/silent";

    private static final String SANE = "xor-5.1/sanity";

    private final XorTalk.Form form = new XorTalk.Form();

    /** Creates the suite. */
    public XorServerSuite() {}

    @Override
    public String protocol() {
        return "xor";
    }

    @Override
    public Side side() {
        return Side.SERVER;
    }

    @Override
    public RulePage page() {
        return XorRule.page();
    }

    @Override
    public Dialogue<?, ?> dialogue() {
        return new XorDialogue();
    }

    @Override
    public Variant split() {
        return new Variant("xor-1.8", Level.SHOULD);
    }

    @Override
    public CheckCase sanity() {
        return right(Script.of(SANE, "a right answer gets GOOD 50")
                        .act("find the form of checksum that the server takes", form::find))
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        XorRefusals refusals = new XorRefusals(form);
        List<CheckCase> cases = new ArrayList<>(conversations());
        cases.addAll(habits());
        cases.addAll(refusals.answers());
        cases.addAll(connections());
        cases.addAll(seeded(random));
        cases.add(refusals.explained());
        cases.replaceAll(each -> each.needing(SANE));
        cases.add(0, silent());
        cases.addAll(refusals.requests());
        return cases;
    }

    private XorTalk talk(Script script) {
        return new XorTalk(script, form, "sbmt", XorTalk.SID);
    }

    private Script right(Script script) {
        return talk(script).request().text().answer().good().then();
    }

    private static CheckCase silent() {
        return Script.of(SILENT, "the server is silent until the request has come")
                .open()
                .silence()
                .must(2)
                .with(Trait.WHOLE, Trait.HOSTILE);
    }

    private List<CheckCase> conversations() {
        return List.of(
                right(Script.of("xor-5.1/submission", "a submission gets GOOD 50, and the server closes"))
                        .end()
                        .must(6),
                new XorTalk(Script.of("xor-5.1/test", "a test gets GOOD 50"), form, "test", XorTalk.SID)
                        .request()
                        .text()
                        .answer()
                        .good()
                        .then()
                        .must(2),
                new XorTalk(
                                Script.of("xor-3.1/unsigned", "the largest sid, which is not signed, comes back"),
                                form,
                                "test",
                                LARGEST_SID)
                        .request()
                        .text()
                        .answer()
                        .about("xor-3.1")
                        .good()
                        .then()
                        .must(2),
                new XorTalk(
                                Script.of("xor-2.4/digits", "a submission with an id of 7 digits is not stored"),
                                form,
                                "sbmt",
                                XorTalk.SID / 10)
                        .request()
                        .text()
                        .answer()
                        .about("xor-2.4")
                        .good()
                        .then()
                        .act("the result says that it is not stored", XorServerSuite::notStored)
                        .must(2)
                        .with(Trait.WHOLE));
    }

    private static void notStored(Stage stage) throws Mismatch {
        String message = stage.kept("1 result", String.class);
        if (!message.contains(XorResult.REGISTRATION_FAILED)) {
            throw new Mismatch(
                    "a message that contains " + XorResult.REGISTRATION_FAILED, "the message is \"" + message + '"');
        }
    }

    private List<CheckCase> habits() {
        return List.of(
                talk(Script.of("xor-1.7/taken", "checksums of the other form are right, too"))
                        .about("xor-1.7")
                        .request(XorTalk.Form::other)
                        .text()
                        .answer("send the decrypted text", answer -> answer, XorTalk.Form::other)
                        .good()
                        .then()
                        .habit()
                        .with(Trait.WHOLE),
                talk(Script.of("xor-1.7/same", "checksums have the form of the request"))
                        .request(XorTalk.Form::other)
                        .text()
                        .then()
                        .act("the checksum of the text has the form of the request", this::sameForm)
                        .with(script -> talk(script)
                                .answer("send the decrypted text", answer -> answer, XorTalk.Form::other)
                                .good()
                                .then())
                        .habit()
                        .with(Trait.WHOLE),
                right(Script.of("xor-5.1/flag", "the flag of the result is 1"))
                        .act("the flag of the result is 1", XorServerSuite::hasFlag)
                        .habit()
                        .with(Trait.WHOLE),
                talk(Script.of("xor-1.8/header", "a header is written at once"))
                        .request()
                        .then()
                        .expect("a header in one piece", XorTalk::wholeHeader)
                        .with(this::rest)
                        .should(1)
                        .with(Trait.WHOLE),
                talk(Script.of("xor-3.3/full", "all packets of the text but the last are full, and its length is even"))
                        .request()
                        .text()
                        .then()
                        .act("the packets are full, and the length is even", XorServerSuite::isFull)
                        .with(this::answered)
                        .should(1)
                        .with(Trait.WHOLE),
                talk(Script.of("xor-3.4/lower", "the key is in lower case"))
                        .request()
                        .text()
                        .then()
                        .act("the key is in lower case", XorServerSuite::isLower)
                        .with(this::answered)
                        .should(1)
                        .with(Trait.WHOLE),
                talk(Script.of("xor-4.6/keyword", "the keyword of the answer is ignored"))
                        .about("xor-4.6")
                        .request()
                        .text()
                        .answer("send the answer with the keyword sbmt", XorServerSuite::withKeyword)
                        .good()
                        .then()
                        .habit()
                        .with(Trait.WHOLE),
                cut("xor-4.7/odd", "an answer in packets of an odd length", 4_321)
                        .habit()
                        .with(Trait.WHOLE),
                cut("xor-4.7/small", "an answer in packets of 1,000 bytes", 1_000)
                        .habit()
                        .with(Trait.WHOLE));
    }

    private Script rest(Script script) {
        return talk(script).text().answer().good().then();
    }

    private Script answered(Script script) {
        return talk(script).answer().good().then();
    }

    private Script cut(String name, String title, int size) {
        return talk(Script.of(name, title))
                .about("xor-4.7")
                .request()
                .text()
                .answer(
                        "send the answer in packets of " + size + " bytes of data",
                        answer -> XorText.cut(
                                answer.data(), size, answer.packets().get(0).keyword(), XorTalk.SID, null))
                .good()
                .then();
    }

    private static XorText withKeyword(XorText answer) {
        return answer.with(packet -> new XorPacket(packet.last(), "sbmt", packet.sid(), packet.data()));
    }

    private void sameForm(Stage stage) throws Mismatch {
        ChecksumForm came = stage.kept("1 form", ChecksumForm.class);
        boolean same = (came == ChecksumForm.RFC_1071) == (form.other() == ChecksumForm.RFC_1071);
        if (!same) {
            throw new Mismatch("a checksum " + form.other() + ", as that of the request", "it is " + came);
        }
    }

    private static void hasFlag(Stage stage) throws Mismatch {
        if (stage.kept("1 flag", Integer.class) != 1) {
            throw new Mismatch("the flag 1", "the flag is 0");
        }
    }

    private static void isFull(Stage stage) throws Mismatch {
        XorText text = stage.kept("1", XorText.class);
        int length = text.data().length;
        boolean full = text.packets().stream()
                .allMatch(packet -> packet.last() || packet.data().length() == XorPacket.MAX_DATA_BYTES);
        if (!full || length % 2 == 1 || length % XorPacket.MAX_DATA_BYTES == 0) {
            throw new Mismatch(
                    "packets with 9984 bytes of data, and a last one that is not full; an even length",
                    "the text has " + length + " bytes in " + text.packets().size() + " packets, the first with "
                            + text.packets().get(0).data());
        }
    }

    private static void isLower(Stage stage) throws Mismatch {
        String key = stage.kept("1", XorText.class).packets().get(0).keyword();
        if (!key.equals(key.toLowerCase(Locale.ROOT))) {
            throw new Mismatch("a key in lower case", "the key is " + key);
        }
    }

    private List<CheckCase> connections() {
        byte[] half = Arrays.copyOf(new XorPacket(true, "sbmt", XorTalk.SID).encode(), 8);
        List<CheckCase> cases = new ArrayList<>(new ServerCases(this::right, half).connections());
        cases.add(talk(Script.of("any-1.1/answer", "a client resets its connection in the middle of its answer"))
                .request()
                .text()
                .offer("half a packet of the answer", checksum -> half)
                .then()
                .abort()
                .must(2)
                .with(Trait.WHOLE, Trait.HOSTILE));
        cases.add(together(Script.of("any-1.2/together", "three clients get their texts, and then answer"))
                .must(4)
                .with(Trait.WHOLE));
        cases.addAll(ServerCases.garbage());
        return cases;
    }

    private Script together(Script script) {
        List<XorTalk> talks = new ArrayList<>();
        for (int i = 0; i < SEVERAL; i++) {
            talks.add(new XorTalk(script.on("client " + i), form, "test", XorTalk.SID + i));
        }
        talks.forEach(XorTalk::request);
        talks.forEach(XorTalk::text);
        Collections.reverse(talks);
        talks.forEach(XorTalk::answer);
        talks.forEach(talk -> talk.about("any-1.2").good());
        return script;
    }

    private List<CheckCase> seeded(Random random) {
        List<CheckCase> cases = new ArrayList<>();
        for (int i = 1; i <= SEVERAL; i++) {
            StringBuilder keyword = new StringBuilder();
            random.ints(XorPacket.KEYWORD_LETTERS, 'a', 'z' + 1).forEach(keyword::appendCodePoint);
            long sid = 10_000_000L + random.nextInt(90_000_000);
            Script script = Script.of("xor-2.3/seeded-" + i, "a request with a seeded keyword and sid");
            cases.add(new XorTalk(script, form, keyword.toString(), sid)
                    .request()
                    .text()
                    .answer()
                    .good()
                    .then()
                    .must(1));
        }
        return cases;
    }
}
