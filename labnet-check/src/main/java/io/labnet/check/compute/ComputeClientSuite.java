// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.compute;

import io.labnet.check.Suite;
import io.labnet.check.compute.ComputeService.Answers;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.compute.ComputeRule;
import io.labnet.compute.NameUuid;
import io.labnet.compute.trace.ComputeDialogue;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cases of compute clients, which test a server with several connections and print its points. The checker is a
 * right server, and servers with one mistake each, which the client must find.
 */
public final class ComputeClientSuite implements Suite {
    private static final String SANE = "compute-3.4/sanity";

    /** A client that connects one by one takes too long for the other cases. */
    private static final String TOGETHER = "compute-3.8/together";

    private static final int CLIENTS = 4;
    private static final Answers RIGHT = new Answers() {};

    /** Creates the suite. */
    public ComputeClientSuite() {}

    @Override
    public String protocol() {
        return "compute";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public RulePage page() {
        return ComputeRule.page();
    }

    @Override
    public Dialogue<?, ?> dialogue() {
        return new ComputeDialogue();
    }

    @Override
    public Variant split() {
        return new Variant("compute-2.6", Level.SHOULD);
    }

    @Override
    public CheckCase sanity() {
        return served(SANE, "the client tests a right server", RIGHT).must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>();
        cases.addAll(right());
        cases.addAll(wrong());
        cases.replaceAll(each -> each.needing(each.name().equals(TOGETHER) ? SANE : TOGETHER));
        return cases;
    }

    private static Script served(String name, String title, Answers answers) {
        return served(name, title, answers, 1);
    }

    private static Script served(String name, String title, Answers answers, int together) {
        return Script.of(name, title)
                .act("serve the clients until the program ends", new ComputeService(answers, together)::serve)
                .stops();
    }

    private static List<CheckCase> right() {
        return List.of(
                served(TOGETHER, "four clients are connected at the same time", RIGHT, CLIENTS)
                        .must(8)
                        .with(Trait.WHOLE),
                satisfied("compute-3.4/right", "a server that answers right gets all points", RIGHT)
                        .must(10),
                usual(),
                satisfied(
                                "compute-3.6/zero-based",
                                "Fibonacci numbers that are counted from 0 are right",
                                new Answers() {
                                    @Override
                                    public String number(String word, int n, int client) {
                                        return RIGHT.number(word, word.equals("FIBONACCI") ? n + 1 : n, client);
                                    }
                                })
                        .habit()
                        .with(Trait.WHOLE),
                satisfied("compute-3.3/random", "a UUID that is not uuid3 of the name is right", new Answers() {
                            @Override
                            public String uuid(String name, int client) {
                                return NameUuid.of(name + "!").toString();
                            }
                        })
                        .habit()
                        .with(Trait.WHOLE),
                satisfied("compute-3.9/newline", "a line end after a reply is tolerated", new Answers() {
                            @Override
                            public String reply(String number, String uuid) {
                                return number + "_" + uuid + "\n";
                            }
                        })
                        .habit()
                        .with(Trait.WHOLE));
    }

    private static CheckCase usual() {
        ComputeService service = new ComputeService(RIGHT, 1);
        return Script.of("compute-2.6/pauses", "the parts of requests come with pauses, and texts have a length")
                .act("serve the clients until the program ends", service::serve)
                .act("requests have the usual form", service::usual)
                .should(1)
                .with(Trait.WHOLE);
    }

    private static Script satisfied(String name, String title, Answers answers) {
        return served(name, title, answers).act("the client finds no mistake", stage -> {
            if (found(stage)) {
                throw new Mismatch(
                        "exit status 0, and no message about a wrong reply",
                        "it " + stage.program().ending());
            }
        });
    }

    /** Returns whether a client says, by its status or its points, that the server has a mistake. */
    private static boolean found(Stage stage) throws Mismatch {
        String output = stage.program().output();
        boolean lost = output.contains("/40") && !output.contains(" 40/40");
        return stage.program().exitStatus() != 0 || lost;
    }

    private static List<CheckCase> wrong() {
        List<CheckCase> cases = new ArrayList<>();
        cases.add(finds("compute-3.1/hello", "a greeting in place of a UUID", new Answers() {
            @Override
            public String uuid(String name, int client) {
                return "Hello " + name;
            }

            @Override
            public String reply(String number, String uuid) {
                return number + "_" + NameUuid.of("Client1");
            }
        }));
        cases.add(finds("compute-3.2/same", "the same UUID for all clients", new Answers() {
            @Override
            public String uuid(String name, int client) {
                return NameUuid.of("Client1").toString();
            }
        }));
        cases.add(finds("compute-3.4/number", "factorials that are too large by one", new Answers() {
            @Override
            public String number(String word, int n, int client) {
                return RIGHT.number(word, n, client) + (word.equals("FIBONACCI") ? "" : "1");
            }
        }));
        cases.add(finds("compute-3.4/words", "a wrong number of words", new Answers() {
            @Override
            public String words(int words) {
                return Integer.toString(words + 1);
            }
        }));
        cases.add(finds(
                "compute-3.5/other",
                "replies with the UUID of another client",
                reply((number, uuid) -> number + "_" + UUID.nameUUIDFromBytes(new byte[] {1}))));
        cases.add(
                finds("compute-3.6/mixed", "Fibonacci numbers that each client gets counted otherwise", new Answers() {
                    @Override
                    public String number(String word, int n, int client) {
                        return RIGHT.number(word, word.equals("FIBONACCI") ? n + client % 2 : n, client);
                    }
                }));
        cases.add(left("any-2.2/left", "the server closes after the first request")
                .stops()
                .must(4)
                .with(Trait.WHOLE));
        cases.add(left("any-2.1/left", "the exit status says that the server closed after the first request")
                .stops(false)
                .should(1)
                .with(Trait.WHOLE));
        return cases;
    }

    private interface Reply {
        @Nullable
        String of(String number, String uuid);
    }

    private static Answers reply(Reply reply) {
        return new Answers() {
            @Override
            public @Nullable String reply(String number, String uuid) {
                return reply.of(number, uuid);
            }
        };
    }

    private static CheckCase finds(String name, String title, Answers answers) {
        return served(name, title + ", which the client finds", answers)
                .act("the client finds the mistake", stage -> {
                    if (!found(stage)) {
                        throw new Mismatch(
                                "another exit status than 0, or less than 40 points",
                                "it " + stage.program().ending() + " as if the server were right");
                    }
                })
                .must(3)
                .with(Trait.WHOLE);
    }

    private static Script left(String name, String title) {
        return served(name, title, reply((number, uuid) -> null));
    }
}
