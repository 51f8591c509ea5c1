// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.StrictText;
import io.labnet.numbers.internal.ReceivedBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON objects (RFC 8259) from a stream without separators, except optional white space: an object ends with
 * its closing brace. Unknown members are skipped. Names must be unique.
 */
final class JsonObjects {
    /** The maximum nesting depth, including the object itself. The objects of this protocol are flat. */
    static final int MAX_DEPTH = 4;

    /** If the input does not begin with an object, an error message quotes at most this number of bytes. */
    private static final int MAX_BEGINNING = 40;

    /** An error message quotes at most this number of the bytes directly before a fault. */
    private static final int MAX_CONTEXT = 30;

    /** The maximum length of a UTF-8 character in bytes. */
    private static final int MAX_CHARACTER = 4;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonObjects() {}

    /**
     * Decodes an object, like {@link Decoder#decode}.
     *
     * @param expected an example of the message
     */
    static @Nullable JsonMembers take(ByteBuffer in, String expected) {
        skipWhiteSpace(in);
        if (!in.hasRemaining()) {
            return null;
        }
        if (in.get(in.position()) != '{') {
            throw refusal(0, "it begins " + EscapedText.ofBytes(in, MAX_BEGINNING) + "; expected " + expected)
                    .explainedBy(NumberMistake.BEGINNING, in);
        }
        byte[] bytes = new byte[Math.min(in.remaining(), NumberProtocol.MAX_MESSAGE_BYTES)];
        in.duplicate().get(bytes);
        JsonMembers members = parse(bytes, expected);
        if (members != null) {
            in.position(in.position() + members.length());
        } else if (bytes.length == NumberProtocol.MAX_MESSAGE_BYTES) {
            throw new ProtocolException(
                    NumberRule.MESSAGE_SIZE,
                    Reason.TOO_LARGE,
                    bytes.length,
                    "the message is larger than the limit of " + bytes.length + " bytes");
        }
        return members;
    }

    private static ProtocolException refusal(int offset, String problem) {
        return new ProtocolException(NumberRule.JSON_OBJECT, Reason.MALFORMED, offset, problem);
    }

    /**
     * Each call parses the message again from its first byte, which is cheap because messages are small. The parser is
     * fed one byte at a time, so it reports a fault at the same byte however the input was split.
     */
    private static @Nullable JsonMembers parse(byte[] bytes, String expected) {
        JsonMembers members = new JsonMembers(expected);
        int fed = 0;
        try (JsonParser parser = JSON.createNonBlockingByteArrayParser()) {
            ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
            while (fed < bytes.length) {
                feeder.feedInput(bytes, fed, fed + 1);
                fed++;
                boolean complete = isComplete(parser, members);
                if (parser.currentToken() == JsonToken.END_OBJECT && followsComma(bytes, fed - 1)) {
                    throw refusal(fed - 1, "the message is not a JSON object: it has a comma before '}'");
                }
                if (complete) {
                    requireUtf8(bytes, fed);
                    return members.ended(fed);
                }
            }
            return null;
        } catch (StreamConstraintsException e) {
            throw refusal(
                    fed - 1,
                    "the message has an object or array nested more than " + MAX_DEPTH
                            + " levels deep, or a number of more than " + StreamReadConstraints.DEFAULT_MAX_NUM_LEN
                            + " digits");
        } catch (JacksonException e) {
            throw fault(bytes, fed - 1);
        } catch (IOException e) {
            throw new IllegalStateException("reading an array failed", e);
        }
    }

    /** Refuses what the parser accepts although it is not UTF-8, such as overlong sequences. */
    private static void requireUtf8(byte[] bytes, int length) {
        try {
            String unused = StrictText.read(ByteBuffer.wrap(bytes), length, StandardCharsets.UTF_8);
        } catch (ProtocolException e) {
            throw e.withRule(NumberRule.UTF_8);
        }
    }

    /** Explains a fault. The parser's own message is for Java programmers, and is not used. */
    private static ProtocolException fault(byte[] bytes, int offset) {
        boolean text = isInString(bytes, offset);
        // The parser reports a wrong word such as NaN, or invalid UTF-8, at a byte inside or after it.
        int word = text ? startOfCharacter(bytes, offset) : startOfWord(bytes, offset);
        String wrong = EscapedText.ofBytes(Arrays.copyOfRange(bytes, word, offset + 1));
        String problem = "the message is not a JSON object: after " + ReceivedBytes.before(bytes, word, MAX_CONTEXT)
                + " comes " + wrong + (text ? ruleOfStrings(bytes, word) : rule(wrong, bytes[word - 1]));
        ProtocolException refusal = refusal(offset, problem);
        if (text) {
            return bytes[word] < 0 ? refusal.withRule(NumberRule.UTF_8) : refusal;
        }
        return refusal.explainedBy(NumberMistake.WORD, ByteBuffer.wrap(bytes, word, bytes.length - word))
                .explainedBy(NumberMistake.BEGINNING, ByteBuffer.wrap(bytes));
    }

    private static int startOfWord(byte[] bytes, int offset) {
        int start = offset;
        while (Character.isLetter(bytes[start - 1])) {
            start--;
        }
        return start;
    }

    /**
     * Returns the start of the UTF-8 character that is incomplete at the offset; the offset itself if there is none.
     */
    private static int startOfCharacter(byte[] bytes, int offset) {
        int start = offset - 1;
        while (offset - start < MAX_CHARACTER && (bytes[start] & 0xc0) == 0x80) {
            start--;
        }
        int lead = bytes[start] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        return offset - start < length ? start : offset;
    }

    private static String ruleOfStrings(byte[] bytes, int offset) {
        if (bytes[offset] < 0) {
            return ", which is not UTF-8";
        }
        return bytes[offset] < ' '
                ? ", but control characters in strings are written as escapes such as \\n"
                : ", which JSON does not allow there";
    }

    private static String rule(String wrong, byte before) {
        if (wrong.equals("'")) {
            return ", but strings have double quotes";
        }
        return before == '0' && Character.isDigit(wrong.charAt(0))
                ? ", but numbers do not begin with 0"
                : ", which JSON does not allow there";
    }

    /** Returns whether the offset is inside a string. */
    private static boolean isInString(byte[] bytes, int offset) {
        boolean open = false;
        for (int i = 0; i < offset; i++) {
            if (open && bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                open = !open;
            }
        }
        return open;
    }

    /** Reads the available tokens; returns whether the object is complete. */
    private static boolean isComplete(JsonParser parser, JsonMembers members) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.NOT_AVAILABLE; token = parser.nextToken()) {
            int depth = parser.getParsingContext().getNestingDepth();
            if (token == JsonToken.END_OBJECT && depth == 0) {
                return true;
            }
            // At a start token, the depth already includes the new object or array. The value of a member therefore has
            // depth 1 if it is a scalar, and 2 if it is an object or array.
            if (token.isScalarValue() ? depth == 1 : token.isStructStart() && depth == 2) {
                int begin = (int) parser.currentTokenLocation().getByteOffset() - 1;
                members.put(nameOf(parser, depth), value(parser, token), jsonText(parser, token), begin);
            }
        }
        return false;
    }

    /**
     * Returns whether a comma precedes a closing brace. The parser does not detect this mistake if the brace is passed
     * to it after the comma, in a separate call.
     */
    private static boolean followsComma(byte[] bytes, int brace) {
        int last = brace - 1;
        while (isWhiteSpace(bytes[last])) {
            last--;
        }
        return bytes[brace] == '}' && bytes[last] == ',';
    }

    private static String nameOf(JsonParser parser, int depth) {
        JsonStreamContext object = parser.getParsingContext();
        return String.valueOf(
                depth == 1 ? object.getCurrentName() : object.getParent().getCurrentName());
    }

    /** Returns a string, a 64-bit integer, or {@code null} for any other value. */
    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : (Object) parser.getLongValue();
            default -> null;
        };
    }

    /** Returns the JSON text of a value; for an object or array, only its opening bracket. */
    private static String jsonText(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_STRING ? '"' + parser.getText() + '"' : parser.getText();
    }

    /** Returns a text as a JSON string. */
    static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static void skipWhiteSpace(ByteBuffer in) {
        while (in.hasRemaining() && isWhiteSpace(in.get(in.position()))) {
            in.get();
        }
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
