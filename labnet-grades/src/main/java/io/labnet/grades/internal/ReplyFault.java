// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.internal;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.ForeignInput;
import io.labnet.core.rule.KnownMistakes;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.FernetToken;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions for replies that cannot be decrypted. They tell the author of the server what came, the broken
 * rule, and the likely cause if it is a known mistake. Text that they quote is shortened, and contains neither tokens
 * nor keys.
 */
public final class ReplyFault {
    private static final int MAX_SHOWN = 60;
    private static final int MAX_EXPLANATION = 500;

    /** The version and the zero bytes of the timestamp: the beginning of every token made before the year 2106. */
    private static final String TOKEN_BEGINNING = "gAAAA";

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{" + (FernetKey.TEXT_LENGTH - 1) + "}=");
    /**
     * A token of at least 73 bytes. In quoted text, such tokens are replaced first and keys afterwards, because the end
     * of a token can look like a key.
     */
    private static final Pattern LONG_TOKEN = Pattern.compile("gAAAA[\\w-]{92,}=*");

    /** A key in either base64 alphabet, with or without its padding. */
    private static final Pattern LIKE_KEY =
            Pattern.compile("(?<![\\w+/-])[\\w+/-]{" + (FernetKey.TEXT_LENGTH - 1) + "}(?![\\w+/-])=?");

    private static final String SEPARATOR = "\\s*([^\\s\\w=-]+)\\s*";
    private static final Pattern TOKEN_AND_KEY =
            Pattern.compile("gAAAA[\\w-]+=*" + SEPARATOR + KEY + "|" + KEY + SEPARATOR + "gAAAA[\\w-]+=*");

    /** The line of a server with {@code --explain}, which ends with the number of a rule. */
    private static final Pattern EXPLANATION = Pattern.compile("\\P{Cntrl}+ \\(grades-[0-9]+\\.[0-9]+\\)");

    /** Known mistakes of whole replies. */
    private static final KnownMistakes MISTAKES = new KnownMistakes()
            .with("(Midterm|Lab|Exam|Average|GL1A)[ :]", "the reply was not encrypted")
            .with("[0-9]{7}[ \t,]*(GMA|GL[1-4]A|GEA|GG)\\z", "the request, sent back by an echo server")
            .with("([\"'])gAAAA.*\\1\\z", "quotes around the token")
            .with("gAAAA.*gAAAA", "two tokens in a row: a reply is one token")
            .with("(\0\0)?[\0-\3].gAAAA", "a length before the token: a reply has none");

    private ReplyFault() {}

    /**
     * Returns an exception that says why a reply is not a token in the documented form. It can't tell whether the key
     * of the token is right.
     *
     * @param reply the reply, not empty
     * @return the fault; {@code null} if the reply is a token, alone or with a key
     */
    public static @Nullable ProtocolException ofForm(byte[] reply) {
        ProtocolException fault = of(reply, null);
        return fault.rule() == GradeRule.STUDENT_KEY ? null : fault;
    }

    /**
     * Returns an exception that says why a reply is not valid.
     *
     * @param reply the reply, not empty
     * @param own decrypts with the key of the student
     */
    public static ProtocolException of(byte[] reply, @Nullable Fernet own) {
        String text = new String(reply, StandardCharsets.UTF_8).strip();
        if (isToken(text)) {
            return opens(own, text)
                    ? refusal(
                            GradeRule.UTF_8,
                            "the token is encrypted with the student's key, but its message is not UTF-8 text",
                            null)
                    : otherKey("the student's key does not decrypt the token");
        }
        // A key is looked for before lenient parsing, which would skip it or read it as part of the token.
        ProtocolException withKey = ofTokenWithKey(text);
        if (withKey != null) {
            return withKey;
        }
        String count = reply.length + (reply.length == 1 ? " byte" : " bytes");
        String mistake = causeOf(reply);
        // Known mistakes are looked for before lenient parsing, which would skip quotes and read a length as a part of
        // the token.
        return mistake == null && isLikeToken(text) ? ofLikeToken(text, count, own) : ofOtherText(text, count, mistake);
    }

    /** Returns an exception for a reply that is larger than {@link GradeProtocol#MAX_REPLY_BYTES}. */
    public static ProtocolException size() {
        int limit = GradeProtocol.MAX_REPLY_BYTES;
        String problem = "the reply is larger than " + limit + " bytes";
        return new ProtocolException(GradeRule.REPLY_SIZE, Reason.TOO_LARGE, limit, problem);
    }

    /** Returns an exception for a reply that did not come, or whose rest did not come. */
    public static ProtocolException incomplete(int bytes, String event) {
        GradeRule rule = bytes == 0 ? GradeRule.REPLY : GradeRule.WHOLE_TOKEN;
        String problem = event + " after " + bytes + (bytes == 1 ? " byte" : " bytes") + " of a reply";
        return new ProtocolException(rule, Reason.TRUNCATED, bytes, problem);
    }

    private static @Nullable ProtocolException ofTokenWithKey(String text) {
        int others = text.length() - FernetKey.TEXT_LENGTH;
        if (others > 0
                && (isKeyAndToken(text.substring(others), text.substring(0, others))
                        || isKeyAndToken(
                                text.substring(0, FernetKey.TEXT_LENGTH), text.substring(FernetKey.TEXT_LENGTH)))) {
            return otherKey(
                    "the reply is a token and a key, but neither this key nor the student's key decrypts the token");
        }
        Matcher separated = TOKEN_AND_KEY.matcher(text);
        if (!separated.matches()) {
            return null;
        }
        String between = separated.group(1) == null ? separated.group(2) : separated.group(1);
        String problem = "the reply is a token and a key with '" + shown(between)
                + "' between them: only white space may stand there";
        return refusal(GradeRule.TOKEN_AND_KEY, problem, null);
    }

    private static ProtocolException ofLikeToken(String text, String count, @Nullable Fernet own) {
        if (own == null && (isTokenLoosely(text) || isToken(text + "=") || isToken(text + "=="))) {
            return refusal(GradeRule.BASE64, "the token is not strict URL-safe base64", causeOfOtherBase64(text));
        }
        if (own != null && (opens(own.lenient(), text) || opens(own, text + "=") || opens(own, text + "=="))) {
            return refusal(
                    GradeRule.BASE64,
                    "the token is encrypted with the student's key, but is not strict URL-safe base64",
                    causeOfOtherBase64(text));
        }
        if (isTokenLoosely(text)) {
            return otherKey("the student's key does not decrypt the token");
        }
        String problem = "the reply begins like a token but is not one, " + count
                + ": the token was truncated, or something else was sent with it";
        return refusal(GradeRule.WHOLE_TOKEN, problem, null);
    }

    private static ProtocolException ofOtherText(String text, String count, @Nullable String mistake) {
        if (text.isEmpty()) {
            return refusal(GradeRule.REPLY, "the reply is only white space, " + count, null);
        }
        if (EXPLANATION.matcher(text).matches()) {
            String line = EscapedText.of(text, MAX_EXPLANATION);
            return new ProtocolException(Reason.MALFORMED, 0, "the reply is the server's explanation: " + line);
        }
        return KEY.matcher(text).matches()
                ? refusal(GradeRule.TOKEN, "the reply is a key without a token", null)
                : refusal(GradeRule.TOKEN, "the reply is not a token: '" + shown(text) + "', " + count, mistake);
    }

    private static ProtocolException refusal(GradeRule rule, String problem, @Nullable String likelyCause) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem).withLikelyCause(likelyCause);
    }

    private static ProtocolException otherKey(String problem) {
        return refusal(GradeRule.STUDENT_KEY, problem + ": it was encrypted with another key, or modified", null);
    }

    private static @Nullable String causeOf(byte[] reply) {
        ByteBuffer text = ByteBuffer.wrap(
                new String(reply, StandardCharsets.ISO_8859_1).strip().getBytes(StandardCharsets.ISO_8859_1));
        String mistake = MISTAKES.cause(text);
        return mistake == null ? ForeignInput.cause(text) : mistake;
    }

    private static @Nullable String causeOfOtherBase64(String token) {
        if (token.matches("[^=]*\\s[^=]*=*")) {
            return "a token in lines, as base64.encodebytes makes them";
        }
        if (token.indexOf('+') >= 0 || token.indexOf('/') >= 0) {
            return "the other base64 alphabet: use urlsafe_b64encode";
        }
        return token.indexOf('=') < 0 ? "the padding '=' was removed" : null;
    }

    private static boolean opens(@Nullable Fernet fernet, String token) {
        if (fernet == null) {
            return false;
        }
        try {
            fernet.decrypt(token);
            return true;
        } catch (FernetException refused) {
            return false;
        }
    }

    private static boolean isKeyAndToken(String key, String token) {
        return KEY.matcher(key).matches() && isToken(token);
    }

    private static boolean isLikeToken(String text) {
        return text.startsWith(TOKEN_BEGINNING) || isTokenLoosely(text);
    }

    private static boolean isToken(String text) {
        try {
            FernetToken.parse(text.strip());
            return true;
        } catch (FernetException malformed) {
            return false;
        }
    }

    private static boolean isTokenLoosely(String text) {
        try {
            FernetToken.parseLenient(text);
            return true;
        } catch (FernetException malformed) {
            return false;
        }
    }

    private static String shown(String text) {
        String withoutTokens = LONG_TOKEN.matcher(text).replaceAll("(a token)");
        String withoutKeys = KEY.matcher(withoutTokens).replaceAll("(a key)");
        return EscapedText.of(LIKE_KEY.matcher(withoutKeys).replaceAll("(a key)"), MAX_SHOWN);
    }
}
