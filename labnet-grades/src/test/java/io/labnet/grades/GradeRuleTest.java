// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Boundary;
import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import io.labnet.core.transport.trace.TranscriptText;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.client.GradeClientSession;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import io.labnet.grades.trace.GradeDialogue;
import io.labnet.testkit.ConversationDriver;
import io.labnet.testkit.RuleContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Passes the examples of the page to a server that explains or, those of replies, to a client. */
class GradeRuleTest extends RuleContract {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);
    private static final Pattern SPACES = Pattern.compile("<(\\d+) spaces>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|([nrt]))");
    private static final Pattern NAME =
            Pattern.compile("(TOKEN(?:\\(([^)]*)\\))?|OTHER|KEY)(?:\\[(\\d*):(-?\\d*)\\])?");

    private static final String TEXT = Documented.MIDTERM_TEXT;

    @Override
    protected List<? extends Rule> rules() {
        return List.of(GradeRule.values());
    }

    @Override
    protected RulePage page() {
        return GradeRule.page();
    }

    @Override
    protected @Nullable String refusal(Entry rule, String example) {
        byte[] bytes = text(example).getBytes(StandardCharsets.ISO_8859_1);
        if (rule.number().equals(GradeRule.TEXT.number())) {
            return refusalByClass(bytes);
        }
        boolean reply = rule.number().compareTo("grades-3") > 0;
        return reply
                ? refusalByClient(bytes)
                : refusalByServer(bytes, rule.number().equals("grades-2.2"));
    }

    private static @Nullable String refusalByServer(byte[] request, boolean silent) {
        GradeService service =
                new GradeService(() -> Documented.BOOK, GradeReplyForm.TOKEN, false, true, GradeListener.SILENT);
        ConversationDriver wire = new ConversationDriver(service.apply(PEER)).arrive(request, Boundary.MORE);
        String reply = String.join("", (silent ? wire.timeOut() : wire.end()).writes());
        return reply.startsWith("gAAAA") ? null : reply;
    }

    private static @Nullable String refusalByClient(byte[] reply) {
        GradeClientSession session =
                new GradeClientSession(new GradeRequest(Documented.ID, GradeCommand.GMA), Documented.KEY);
        ConversationDriver wire = new ConversationDriver(new Conversation<>(session.protocol(), session));
        wire.arrive(reply, Boundary.MORE).end();
        GradeOutcome outcome = Objects.requireNonNull(session.outcome());
        return outcome instanceof NoAnswer none ? none.explanation() : null;
    }

    /** Passes a reply to somebody who has the grade file. */
    private static @Nullable String refusalByClass(byte[] reply) {
        Transcript transcript = new Transcript(
                new GradeDialogue(Documented.BOOK), Clock.systemUTC(), new TranscriptText("", false, 1, lines -> {}));
        byte[] request = new GradeRequest(Documented.ID, GradeCommand.GMA).encode();
        transcript.data(Side.CLIENT, ByteBuffer.wrap(request));
        transcript.data(Side.SERVER, ByteBuffer.wrap(reply));
        transcript.ended(Side.SERVER);
        Transcript.Breach breach = transcript.firstBreach();
        return breach == null ? null : breach.problem().getMessage();
    }

    private static String text(String example) {
        String spaced = replaced(SPACES, example, found -> " ".repeat(Integer.parseInt(found.group(1))));
        String named = replaced(NAME, spaced, GradeRuleTest::named);
        return unescaped(named);
    }

    private static String named(MatchResult name) {
        String whole =
                switch (name.group(1)) {
                    case "KEY" -> Documented.KEY.text();
                    case "OTHER" -> Fernet.of(FernetKey.generate()).encryptText(TEXT);
                    default -> token(name.group(2) == null ? TEXT : name.group(2));
                };
        if (name.group(3) == null) {
            return whole;
        }
        int from = name.group(3).isEmpty() ? 0 : Integer.parseInt(name.group(3));
        int to = name.group(4).isEmpty() ? whole.length() : Integer.parseInt(name.group(4));
        return whole.substring(from, to < 0 ? whole.length() + to : to);
    }

    private static String token(String text) {
        return text.equals(TEXT)
                ? Documented.MIDTERM_TOKEN
                : Fernet.of(Documented.KEY).encrypt(unescaped(text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String unescaped(String text) {
        return replaced(
                ESCAPE,
                text,
                found -> found.group(1) == null
                        ? "\n\r\t".substring("nrt".indexOf(found.group(2)), "nrt".indexOf(found.group(2)) + 1)
                        : Character.toString(Integer.parseInt(found.group(1), 16)));
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
    }
}
