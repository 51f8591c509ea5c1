// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.core.session.Peer;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.NumberRule;
import io.labnet.numbers.client.NumberExchange;
import io.labnet.testkit.ConversationDriver;
import io.labnet.testkit.RuleContract;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page of the rules and the code agree. */
class NumberRuleTest extends RuleContract {
    private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9a-f]{2})|\\\\([nr])|(.)\u00d7(\\d+)");
    private static final NumberRequest REQUEST = new NumberRequest("Ada Client", 25);

    @Override
    protected List<? extends Rule> rules() {
        return List.of(NumberRule.values());
    }

    @Override
    protected RulePage page() {
        return NumberRule.page();
    }

    @Override
    protected @Nullable String refusal(Entry rule, String example) {
        byte[] message = bytes(example);
        return rule.number().startsWith("numbers-3.") ? ofReply(message) : ofRequest(message);
    }

    /** Returns what a server that explains mistakes sends instead of a reply. */
    private static @Nullable String ofRequest(byte[] message) {
        NumberService service = new NumberService("Ada Server", () -> 10, null, NumberListener.SILENT, true);
        ConversationDriver wire = new ConversationDriver(service.apply(new Peer("127.0.0.1", 48_528)));
        wire.arrive(message).end();
        String sent = String.join("", wire.writes());
        return sent.startsWith("{\"server_name\"") ? null : sent;
    }

    private static @Nullable String ofReply(byte[] message) {
        try {
            String fault = new NumberExchange(REQUEST, NumberReply.decode(message)).fault();
            return fault.isEmpty() ? null : fault;
        } catch (ProtocolException e) {
            return e.getMessage();
        }
    }

    private static byte[] bytes(String example) {
        // One character for each byte.
        return ESCAPED.matcher(example)
                .replaceAll(found -> Matcher.quoteReplacement(unescaped(found)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(MatchResult found) {
        if (found.group(1) != null) {
            return new String(HexFormat.of().parseHex(found.group(1)), StandardCharsets.ISO_8859_1);
        }
        if (found.group(2) != null) {
            return found.group(2).equals("n") ? "\n" : "\r";
        }
        return found.group(3).repeat(Integer.parseInt(found.group(4)));
    }
}
