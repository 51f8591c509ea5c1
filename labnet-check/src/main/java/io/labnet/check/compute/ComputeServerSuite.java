// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.compute;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.check.script.Stage;
import io.labnet.compute.ComputeRule;
import io.labnet.compute.NameUuid;
import io.labnet.compute.trace.ComputeDialogue;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The cases of compute servers; what they refuse is in {@link ComputeRefusals}. The parts of requests are sent with
 * pauses and never byte by byte: a pause of the checker itself, on a busy machine, would cut a number in two.
 */
public final class ComputeServerSuite implements Suite {
    private static final String SANE = "compute-3.4/sanity";
    private static final String FILE = "compute-3.4/file";
    private static final String TOGETHER = "compute-3.8/together";
    private static final int SEVERAL = 3;

    /** Creates the suite. */
    public ComputeServerSuite() {}

    @Override
    public String protocol() {
        return "compute";
    }

    @Override
    public Side side() {
        return Side.SERVER;
    }

    @Override
    public RulePage page() {
        return ComputeRule.page();
    }

    @Override
    public Dialogue<?, ?> dialogue() {
        return new ComputeDialogue();
    }

    /** Not used: all cases are sent whole. */
    @Override
    public Variant split() {
        return new Variant("compute-2.6", Level.SHOULD);
    }

    @Override
    public CheckCase sanity() {
        return right(Script.of(SANE, "a client gets its UUID and the factorial of 6"))
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>(numbers());
        cases.addAll(texts());
        cases.addAll(conversations());
        cases.addAll(clients());
        cases.addAll(habits());
        cases.add(seeded(random));
        cases.addAll(ComputeRefusals.cases());
        cases.replaceAll(each -> each.needing(SANE));
        return cases;
    }

    private static Script right(Script script) {
        return right(new ComputeTalk(script));
    }

    private static Script right(ComputeTalk talk) {
        return talk.name("Client1").ask("FACTORIAL", 6, 720).complete().then();
    }

    private static ComputeTalk named(String name, String title) {
        return new ComputeTalk(Script.of(name, title)).name("Client1");
    }

    static BigInteger factorial(int n) {
        return Stream.iterate(BigInteger.ONE, i -> i.add(BigInteger.ONE))
                .limit(n)
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Returns the number in the way of counting in which the 1st is 0. */
    static BigInteger fibonacci(int n) {
        BigInteger a = BigInteger.ZERO;
        BigInteger b = BigInteger.ONE;
        for (int i = 1; i < n; i++) {
            BigInteger next = a.add(b);
            a = b;
            b = next;
        }
        return a;
    }

    private static ComputeTalk askFactorial(ComputeTalk talk, int n) {
        return talk.ask("FACTORIAL", n, factorial(n));
    }

    private static ComputeTalk askFibonacci(ComputeTalk talk, int n) {
        return talk.ask("FIBONACCI", n, fibonacci(n), fibonacci(n + 1));
    }

    private static List<CheckCase> numbers() {
        return List.of(
                askFactorial(named("compute-3.4/zero", "0! is 1"), 0)
                        .then()
                        .must(4)
                        .with(Trait.WHOLE),
                askFactorial(
                                askFactorial(
                                        named("compute-3.4/factorials", "1! and 20!, which has more than 32 bits"), 1),
                                20)
                        .then()
                        .must(4)
                        .with(Trait.WHOLE),
                askFactorial(named("compute-3.4/large", "25!, which has more than 64 bits"), 25)
                        .then()
                        .must(2)
                        .with(Trait.WHOLE),
                askFactorial(named("compute-3.4/huge", "200!, which has 375 digits"), 200)
                        .then()
                        .should(1)
                        .with(Trait.WHOLE),
                askFibonacci(named("compute-3.4/fibonacci", "the 7th Fibonacci number"), 7)
                        .then()
                        .must(4)
                        .with(Trait.WHOLE),
                askFibonacci(askFibonacci(named("compute-3.6/both", "the 7th and the 20th Fibonacci number"), 7), 20)
                        .then()
                        .must(3)
                        .with(Trait.WHOLE),
                askFibonacci(named("compute-3.4/first", "the first Fibonacci number"), 1)
                        .then()
                        .must(2)
                        .with(Trait.WHOLE),
                askFibonacci(named("compute-3.4/ninety", "the 90th Fibonacci number, which has more than 32 bits"), 90)
                        .then()
                        .must(2)
                        .with(Trait.WHOLE));
    }

    private static List<CheckCase> texts() {
        String lines = "one two\nthree\n\nfour five\n";
        String large = "word another ".repeat(400).strip();
        return List.of(
                named(FILE, "the words of a text")
                        .count("FILE", "A B C D E F G H I J", 10)
                        .then()
                        .must(4)
                        .with(Trait.WHOLE),
                named("compute-3.4/word-count", "WORD_COUNT is FILE")
                        .count("WORD_COUNT", "A B C", 3)
                        .then()
                        .must(2)
                        .with(Trait.WHOLE),
                named("compute-3.4/lines", "a text of several lines")
                        .count("FILE", lines, 5)
                        .then()
                        .must(3)
                        .with(Trait.WHOLE),
                named("compute-3.4/long", "a text of 5,199 bytes, more than small buffers have")
                        .count("FILE", large, 800)
                        .then()
                        .must(4)
                        .with(Trait.WHOLE, Trait.PIECES),
                named("compute-3.4/parts", "a text that comes in two parts")
                        .parts("FILE", "11", "A B C", " D E F")
                        .reply(6)
                        .then()
                        .must(2)
                        .with(Trait.WHOLE, Trait.PIECES),
                named("compute-2.8/characters", "a text whose length in bytes is not that in characters")
                        .about("compute-2.8")
                        .count("FILE", "caf\u00e9 gr\u00f6\u00dfe \u65e5\u672c", 3)
                        .then()
                        .must(4)
                        .with(Trait.WHOLE)
                        .needing(FILE),
                named("compute-3.4/runs", "words with several spaces between them")
                        .count("FILE", "  A  B\t C ", 3)
                        .then()
                        .should(1)
                        .with(Trait.WHOLE),
                named("compute-3.4/empty", "an empty text has no words")
                        .ifSilent("compute-3.4")
                        .count("FILE", "", 0)
                        .then()
                        .should(1)
                        .with(Trait.WHOLE));
    }

    private static List<CheckCase> conversations() {
        ComputeTalk many = named("compute-3.7/many", "six requests in one conversation");
        askFactorial(askFibonacci(many, 10), 5).count("FILE", "A B C", 3);
        askFibonacci(askFactorial(many, 12), 15).count("WORD_COUNT", "A B", 2);
        return List.of(
                many.complete().then().must(4).with(Trait.WHOLE),
                named("compute-3.7/complete", "after COMPLETE the server sends nothing, and closes")
                        .complete()
                        .end()
                        .then()
                        .must(3)
                        .with(Trait.WHOLE),
                named("compute-2.1/factorial", "Factorial may have any case")
                        .about("compute-2.1")
                        .ask("Factorial", 5, 120)
                        .then()
                        .must(1)
                        .with(Trait.WHOLE),
                new ComputeTalk(Script.of("compute-3.1/umlauts", "a name with characters outside ASCII"))
                        .name("Zo\u00eb-\u30c1\u30e3")
                        .ask("FACTORIAL", 4, 24)
                        .then()
                        .must(2)
                        .with(Trait.WHOLE));
    }

    private static List<CheckCase> clients() {
        Script together = Script.of(TOGETHER, "three clients get their UUIDs, and then ask");
        List<ComputeTalk> talks = new ArrayList<>();
        for (int i = 1; i <= SEVERAL; i++) {
            talks.add(new ComputeTalk(together.on("client " + i))
                    .ifSilent("compute-3.8")
                    .name("Client" + i));
        }
        for (int i = SEVERAL; i > 0; i--) {
            talks.get(i - 1).ask("FACTORIAL", i + 3, factorial(i + 3));
        }
        List<CheckCase> cases = new ArrayList<>();
        cases.add(together.must(5).with(Trait.WHOLE));
        cases.add(different("compute-3.2/names", "two clients of different names have different UUIDs", "Client2"));
        cases.add(different("compute-3.2/same", "two connected clients of one name have different UUIDs", "Client1"));
        byte[] half = {'C', 'l'};
        cases.addAll(new ServerCases(script -> right(new ComputeTalk(script).ifSilent("any-1.2")), half)
                .connections(TOGETHER));
        cases.addAll(ServerCases.garbage());
        return cases;
    }

    private static CheckCase different(String name, String title, String second) {
        ComputeTalk first = named(name, title);
        return new ComputeTalk(first.then().on("2"))
                .name(second)
                .then()
                .act("the UUIDs differ", stage -> {
                    String uuid = ComputeTalk.uuid(stage, "1");
                    if (uuid.equals(ComputeTalk.uuid(stage, "2"))) {
                        throw new Mismatch("two UUIDs that differ", "both are " + uuid);
                    }
                })
                .must(3)
                .with(Trait.WHOLE)
                .needing(TOGETHER);
    }

    private static List<CheckCase> habits() {
        return List.of(
                new ComputeTalk(Script.of("compute-3.3/uuid3", "the UUID is uuid3 of the name"))
                        .name("Alice")
                        .then()
                        .act("it is uuid3 of the name", ComputeServerSuite::isUuid3)
                        .habit()
                        .with(Trait.WHOLE),
                askFibonacci(named("compute-3.6/one-based", "the 7th Fibonacci number is 8, as the document counts"), 7)
                        .then()
                        .act("it is 8", ComputeServerSuite::isOneBased)
                        .habit()
                        .with(Trait.WHOLE),
                new ComputeTalk(Script.of("compute-1.3/newline", "a line feed after a name does not belong to it"))
                        .name("Alice")
                        .complete()
                        .then()
                        .on("2")
                        .with(script -> new ComputeTalk(script).name("Alice\n").then())
                        .act("the UUIDs are the same", ComputeServerSuite::isSame)
                        .habit()
                        .with(Trait.WHOLE),
                named("compute-2.6/joined", "a request in one segment")
                        .about("compute-2.6")
                        .parts("FACTORIAL6")
                        .reply(720)
                        .then()
                        .should(1)
                        .with(Trait.WHOLE),
                named("compute-2.9/none", "a text without a length ends at a pause")
                        .about("compute-2.9")
                        .parts("FILE", "A B C D")
                        .reply(4)
                        .then()
                        .habit()
                        .with(Trait.WHOLE));
    }

    private static void isUuid3(Stage stage) throws Mismatch {
        String expected = NameUuid.of("Alice").toString();
        if (!ComputeTalk.uuid(stage, "1").equals(expected)) {
            throw new Mismatch(expected, ComputeTalk.uuid(stage, "1"));
        }
    }

    private static void isOneBased(Stage stage) throws Mismatch {
        if (!stage.kept("1 number", String.class).equals("8")) {
            throw new Mismatch("8", "13: the numbers are counted from 0");
        }
    }

    /** The UUIDs can be compared only if they are made of the name. */
    private static void isSame(Stage stage) throws Mismatch {
        String uuid = ComputeTalk.uuid(stage, "1");
        boolean ofName = uuid.equals(NameUuid.of("Alice").toString());
        if (ofName && ComputeTalk.uuid(stage, "2").equals(NameUuid.of("Alice\n").toString())) {
            throw new Mismatch("the UUID of Alice", "the UUID of Alice and a line feed");
        }
    }

    private static CheckCase seeded(Random random) {
        int factorial = 5 + random.nextInt(15);
        int fibonacci = 5 + random.nextInt(60);
        String title = String.format(Locale.ROOT, "seeded numbers: %d! and Fibonacci %d", factorial, fibonacci);
        ComputeTalk talk = named("compute-3.4/seeded", title);
        return askFibonacci(askFactorial(talk, factorial), fibonacci)
                .then()
                .must(2)
                .with(Trait.WHOLE);
    }
}
