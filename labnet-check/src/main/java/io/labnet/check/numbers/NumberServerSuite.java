// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.numbers;

import static io.labnet.check.numbers.NumberTalk.exchange;
import static io.labnet.check.numbers.NumberTalk.reply;
import static io.labnet.check.numbers.NumberTalk.request;
import static io.labnet.check.numbers.NumberTalk.utf8;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.core.codec.Boundary;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.NumberRule;
import io.labnet.numbers.trace.NumberDialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The cases of servers of the name-and-number exchange. */
public final class NumberServerSuite implements Suite {
    private static final String SANITY = "numbers-3.1/sanity";
    private static final byte[] HALF = utf8("{\"client_name\": \"Ada");
    private static final int MANY = 150;
    private static final int LONG_NAME = 900;
    private static final int SEEDED = 5;

    /** Creates the suite. */
    public NumberServerSuite() {}

    @Override
    public String protocol() {
        return "numbers";
    }

    @Override
    public Side side() {
        return Side.SERVER;
    }

    @Override
    public RulePage page() {
        return NumberRule.page();
    }

    @Override
    public Dialogue<?, ?> dialogue() {
        return new NumberDialogue();
    }

    @Override
    public Variant split() {
        return new Variant("numbers-1.2", Level.MUST);
    }

    @Override
    public CheckCase sanity() {
        return Script.of(SANITY, "a request is answered")
                .with(NumberTalk::exchange)
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>();
        requests().forEach(each -> cases.add(each.needing(SANITY)));
        replies(random).forEach(each -> cases.add(each.needing(SANITY)));
        cases.addAll(new ServerCases(NumberTalk::exchange, HALF).connections(SANITY));
        cases.addAll(NumberRefusals.cases());
        cases.addAll(ServerCases.garbage());
        cases.addAll(endings());
        return cases;
    }

    private static Stream<CheckCase> requests() {
        return Stream.of(
                answered("numbers-1.2/pieces", "a request, whole and in pieces", request("Ada Client", 25), 25)
                        .must(5),
                answered("numbers-2.4/one", "the smallest number", request("Ada Client", 1), 1)
                        .must(3),
                answered("numbers-2.4/hundred", "the largest number", request("Ada Client", 100), 100)
                        .must(3),
                answered("numbers-2.2/empty", "an empty name", request("", 2), 2)
                        .must(1),
                answered("numbers-1.3/name", "a name that is not ASCII", request("Zoë 李 😀", 3), 3)
                        .must(3),
                answered(
                                "numbers-1.1/escapes",
                                "a name with escapes",
                                request("Zo\\u00eb \\ud83d\\ude00 \\n\\t\\/", 4),
                                4)
                        .must(2),
                answered("numbers-1.1/braces", "a name with braces and quotes", request("}{ \\\"} \\\\", 5), 5)
                        .must(2),
                answered(
                                "numbers-1.4/space",
                                "white space before and within the object",
                                "\r\n\t {\"client_name\" :\n\"Ada\" ,\t\"client_number\": 6 }",
                                6)
                        .must(2),
                answered("numbers-1.1/compact", "no white space", "{\"client_name\":\"A\",\"client_number\":7}", 7)
                        .must(1),
                answered("numbers-1.6/long", "a name of 900 letters", request("a".repeat(LONG_NAME), 8), 8)
                        .must(2),
                answered("numbers-2.6/order", "the number first", "{\"client_number\": 9, \"client_name\": \"Ada\"}", 9)
                        .habit(),
                answered(
                                "numbers-2.6/others",
                                "other members",
                                "{\"time\": [12, {\"x\": null}], \"client_name\": \"A\", \"client_number\": 10}",
                                10)
                        .habit());
    }

    /** A case of a request that must be answered, whatever the dialogue says of a server that is silent. */
    private static Script answered(String name, String title, String request, int number) {
        String rule = name.substring(0, name.indexOf('/'));
        return Script.of(name, title)
                .send(request, utf8(request))
                .expect("a reply with the sum", ServerCases.open(rule, reply(number)));
    }

    private static Stream<CheckCase> replies(Random random) {
        return Stream.of(
                sums(random).must(3),
                Script.of("numbers-3.2/many", "the numbers of " + MANY + " replies are from 1 to 100")
                        .with(NumberServerSuite::many)
                        .must(3)
                        .with(Trait.WHOLE),
                Script.of("numbers-3.5/closes", "the server closes after its reply")
                        .with(NumberTalk::exchange)
                        .end()
                        .should(0),
                Script.of("numbers-3.5/once", "the reply is sent in one piece")
                        .send("a request", utf8(request("Ada", 11)))
                        .expect("a reply in one piece", inOnePiece(reply(11)))
                        .should(0)
                        .with(Trait.WHOLE),
                Script.of("numbers-1.5/second", "a second request over the same connection is ignored")
                        .send("two requests", utf8(request("Ada", 12) + request("Ada", 13)))
                        .finish()
                        .expect("one reply", reply(12))
                        .end()
                        .should(0)
                        .with(Trait.WHOLE));
    }

    private static Script sums(Random random) {
        Script script = Script.of("numbers-3.3/seeded", "the sums of seeded numbers");
        for (int i = 1; i <= SEEDED; i++) {
            int number = NumberRequest.MIN_NUMBER + random.nextInt(NumberRequest.MAX_NUMBER);
            exchange(script.on(Integer.toString(i)), request("Client " + i, number), number);
        }
        return script;
    }

    private static Script many(Script script) {
        for (int i = 1; i <= MANY; i++) {
            exchange(script.on(Integer.toString(i))).close();
        }
        return script;
    }

    private static Expectation inOnePiece(Expectation reply) {
        return (in, boundary, stage) -> {
            if (reply.read(in, boundary, stage)) {
                return true;
            }
            if (boundary == Boundary.PAUSE && in.hasRemaining()) {
                byte[] came = new byte[in.remaining()];
                in.get(in.position(), came);
                throw new Mismatch("a reply in one write", "a pause came within it", came, came.length, null)
                        .breaking("numbers-3.5");
            }
            return false;
        };
    }

    /** Returns the cases of numbers out of range, each of which ends the server. */
    private static List<CheckCase> endings() {
        return List.of(
                ending(0).must(4).with(Trait.LAST),
                ending(101).must(3).with(Trait.LAST, Trait.WHOLE),
                ending(-1).must(2).with(Trait.LAST, Trait.WHOLE),
                ending(Long.MAX_VALUE).should(0).with(Trait.LAST, Trait.WHOLE));
    }

    private static Script ending(long number) {
        return Script.of("numbers-2.4/number" + number, "the number " + number + " ends the server, without a reply")
                .send("a request with " + number, utf8(request("Ada Client", number)))
                .expect("no reply, and a close", NumberTalk.refusal("numbers-2.4"))
                .exitsWithSuccess();
    }
}
