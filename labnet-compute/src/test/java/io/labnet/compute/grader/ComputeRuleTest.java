// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.ComputeRule;
import io.labnet.compute.NameUuid;
import io.labnet.compute.grader.ClientResult.Outcome;
import io.labnet.compute.server.ComputeListener;
import io.labnet.compute.server.ComputeService;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.core.codec.Boundary;
import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.testkit.ConversationDriver;
import io.labnet.testkit.RuleContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Passes the examples of the page to a server or, those of replies, to the second of two clients of a grader. */
class ComputeRuleTest extends RuleContract {
    private static final String CLIENT1 = NameUuid.of("Client1").toString();
    private static final String CLIENT2 = NameUuid.of("Client2").toString();
    private static final Pattern LETTERS = Pattern.compile("<(\\d+) letters>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})");

    @Override
    protected List<? extends Rule> rules() {
        return List.of(ComputeRule.values());
    }

    @Override
    protected RulePage page() {
        return ComputeRule.page();
    }

    @Override
    protected @Nullable String refusal(Entry rule, String example) {
        if (rule.number().startsWith("compute-3.")) {
            return refusalByClient(example.replace("UUID", CLIENT2).replace("OTHER", CLIENT1));
        }
        return refusalByServer(example, rule.number().equals("compute-2.7") && !example.contains("7"));
    }

    private static @Nullable String refusalByServer(String example, boolean silent) {
        try (ComputeService service = new ComputeService(ComputeSettings.documented(), ComputeListener.SILENT)) {
            ConversationDriver wire = new ConversationDriver(service.apply(new Peer("127.0.0.1", 37802)));
            converse(wire, example);
            return (silent ? wire.timeOut() : wire.end())
                    .writes().stream()
                            .filter(reply -> reply.contains("ERROR "))
                            .findFirst()
                            .orElse(null);
        }
    }

    private static @Nullable String refusalByClient(String replies) {
        ClientResult first = result(
                "Client1",
                List.of(TestRequest.fibonacci(6), TestRequest.fibonacci(7)),
                CLIENT1 + "|5_" + CLIENT1 + "|8_" + CLIENT1);
        ClientResult second = result("Client2", List.of(TestRequest.fibonacci(7)), replies);
        return new Grading(List.of(first, second))
                .results.get(1).outcomes().stream()
                        .map(Outcome::fault)
                        .filter(fault -> !fault.isEmpty())
                        .findFirst()
                        .orElse(null);
    }

    private static ClientResult result(String name, List<TestRequest> questions, String replies) {
        ComputeClientSession session = new ComputeClientSession(
                name,
                Endpoint.loopback(1),
                questions,
                () -> true,
                () -> true,
                Duration.ofSeconds(1),
                GraderListener.SILENT);
        ConversationDriver wire = new ConversationDriver(new Conversation<>(ComputeProtocol.client(), session));
        converse(wire, replies);
        wire.end();
        return session.result();
    }

    private static void converse(ConversationDriver wire, String example) {
        for (String part : example.split("\\|", -1)) {
            wire.arrive(text(part).getBytes(StandardCharsets.ISO_8859_1), Boundary.PAUSE);
        }
    }

    private static String text(String example) {
        String whole = LETTERS.matcher(example).replaceAll(letters -> "a".repeat(Integer.parseInt(letters.group(1))));
        return ESCAPE.matcher(whole.replace("\\n", "\n"))
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
