// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.numbers;

import static io.labnet.check.numbers.NumberTalk.utf8;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Expectation;
import io.labnet.check.script.Script;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.NumberRule;
import io.labnet.numbers.trace.NumberDialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** The cases of clients of the name-and-number exchange. The number is typed on their standard input. */
public final class NumberClientSuite implements Suite {
    /** The cases whose replies are also sent byte by byte; each delivery starts the program again. */
    private static final Set<String> IN_PIECES =
            Set.of("numbers-1.2/pieces", "numbers-1.3/name", "numbers-1.1/braces", "numbers-1.6/long");

    private static final int LONG_NAME = 900;

    /** Creates the suite. */
    public NumberClientSuite() {}

    @Override
    public String protocol() {
        return "numbers";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public RulePage page() {
        return NumberRule.page();
    }

    /** A number out of range breaks no rule of a client that was told to send it. */
    @Override
    public Dialogue<?, ?> dialogue() {
        return new NumberDialogue(false);
    }

    @Override
    public Variant split() {
        return new Variant("numbers-1.2", Level.MUST);
    }

    @Override
    public CheckCase sanity() {
        return answered("numbers-2.1/sanity", "a request is sent, and its reply read", 25, reply("Ada Server", 10, 35))
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>(rightReplies(random));
        cases.addAll(wrongReplies());
        return cases.stream()
                .map(each -> each.needing("numbers-2.1/sanity"))
                .map(each -> IN_PIECES.contains(each.name()) ? each : each.with(Trait.WHOLE))
                .toList();
    }

    private static List<CheckCase> rightReplies(Random random) {
        String name = "Ada Server";
        List<CheckCase> cases = new ArrayList<>(List.of(
                answered("numbers-1.2/pieces", "a reply, whole and in pieces", 25, reply(name, 10, 35))
                        .must(8),
                answered("numbers-2.3/one", "the smallest number", 1, reply(name, 1, 2))
                        .must(4),
                answered("numbers-2.3/hundred", "the largest number", 100, reply(name, 100, 200))
                        .must(4),
                printing("numbers-3.3/printed", "the sum of 37 and 58 is printed", 37, 58)
                        .must(6),
                unanswered(0).must(5),
                unanswered(101).must(5),
                answered("numbers-1.3/name", "a name that is not ASCII", 25, reply("Zoë 李 😀", 10, 35))
                        .must(4),
                answered("numbers-1.1/escapes", "a name with escapes", 25, reply("Zo\\u00eb \\n\\/", 10, 35))
                        .must(2),
                answered("numbers-1.1/braces", "a name with braces and quotes", 25, reply("}{ \\\"} \\\\", 10, 35))
                        .must(3),
                answered("numbers-3.1/empty", "an empty name", 25, reply("", 10, 35))
                        .must(2),
                answered("numbers-1.6/long", "a name of 900 letters", 25, reply("a".repeat(LONG_NAME), 10, 35))
                        .must(3),
                answered("numbers-1.4/space", "white space before the object", 25, "\r\n\t " + reply(name, 10, 35))
                        .must(2),
                answered(
                                "numbers-2.6/order",
                                "the sum first",
                                25,
                                "{\"sum\": 35, \"server_number\": 10, \"server_name\": \"A\"}")
                        .habit(),
                answered(
                                "numbers-2.6/others",
                                "another member",
                                25,
                                reply(name, 10, 35).replace("}", ", \"time\": [12]}"))
                        .habit(),
                answered(
                                "numbers-3.4/none",
                                "a reply without a sum",
                                25,
                                "{\"server_name\": \"A\", \"server_number\": 10}")
                        .habit()));
        int own = NumberRequest.MIN_NUMBER + random.nextInt(NumberRequest.MAX_NUMBER);
        int other = NumberRequest.MIN_NUMBER + random.nextInt(NumberRequest.MAX_NUMBER);
        cases.add(printing("numbers-3.3/seeded", "the sum of seeded numbers is printed", own, other)
                .must(2));
        return cases;
    }

    private static List<CheckCase> wrongReplies() {
        String right = reply("Ada Server", 10, 35);
        return List.of(
                left("any-2.2/closed", "the server closes without a reply", "")
                        .exits("by itself", status -> true)
                        .must(4),
                left("any-2.2/half", "the server closes within its reply", right.substring(0, 20))
                        .exits("by itself", status -> true)
                        .must(3),
                left("any-2.1/closed", "after no reply, the exit status is not 0", "")
                        .exits("with another exit status than 0", status -> status != 0)
                        .should(0),
                refused("numbers-1.1/text", "the reply is a sentence", "Hello from the server\n"),
                refused("numbers-3.1/string", "the server's number is a string", right.replace("10", "\"10\"")),
                refused("numbers-3.1/none", "the reply has no number", "{\"server_name\": \"A\", \"sum\": 35}"),
                refused("numbers-3.2/zero", "the server's number is 0", reply("A", 0, 25)),
                refused("numbers-3.2/large", "the server's number is 101", reply("A", 101, 126)),
                refused("numbers-3.3/wrong", "the sum is one too large", reply("A", 10, 36)),
                refused("numbers-3.3/string", "the sum is a string", right.replace("35", "\"35\"")));
    }

    private static String reply(String name, int number, int sum) {
        return "{\"server_name\": \"" + name + "\", \"server_number\": " + number + ", \"sum\": " + sum + "}";
    }

    /** Begins a case: the number is typed, and the request expected. */
    private static Script asked(String name, String title, int number) {
        return Script.of(name, title)
                .type(Integer.toString(number))
                .endInput()
                .expect("a request with the number " + number, request(number));
    }

    private static Expectation request(int number) {
        return Expectation.message(
                () -> NumberProtocol.server().decoders().get(),
                "a request such as " + NumberRequest.EXAMPLE,
                (request, stage) -> request.clientNumber() == number
                        ? ""
                        : "the number is " + request.clientNumber() + ", not the typed one, " + number);
    }

    private static Script answered(String name, String title, int number, String reply) {
        return asked(name, title, number).send(reply, utf8(reply)).end().exitsWithSuccess();
    }

    private static Script printing(String name, String title, int own, int other) {
        Pattern sum = Pattern.compile("(?<!\\d)" + (own + other) + "(?!\\d)");
        return answered(name, title, own, reply("Ada Server", other, own + other))
                .prints("the sum " + (own + other), printed -> sum.matcher(printed)
                        .find());
    }

    /** A number out of range has no reply, and the server does not close before the client has. */
    private static Script unanswered(int number) {
        return asked("numbers-2.4/number" + number, "the client does not wait for a reply to " + number, number)
                .exits("by itself", status -> true);
    }

    private static Script left(String name, String title, String reply) {
        Script script = asked(name, title, 25);
        return (reply.isEmpty() ? script : script.send(reply, utf8(reply))).finish();
    }

    private static CheckCase refused(String name, String title, String reply) {
        return left(name, title + ", and the exit status is not 0", reply)
                .exits("with another exit status than 0", status -> status != 0)
                .should(0);
    }
}
