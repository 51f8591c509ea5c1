// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import static io.labnet.compute.Spoken.begun;
import static io.labnet.compute.Spoken.bytes;
import static io.labnet.compute.Spoken.text;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.ComputeRequest.NumberArgument;
import io.labnet.compute.ComputeRequest.Unreadable;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.DecoderContract;
import io.labnet.testkit.DecoderSample;
import java.nio.ByteBuffer;
import java.util.List;

class ComputeRequestContractTest extends DecoderContract<ComputeRequest> {
    private static final String COALESCED = "Client1FIBONACCI7FACTORIAL6FILE19A B C D E F G H I JCOMPLETE";
    private static final String NO_REQUEST = "is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE";
    private static final String ARE_NO_REQUEST = NO_REQUEST.replaceFirst("is", "are");
    private static final String CHARACTERS = "; likely cause: the length before it counts characters, not bytes";
    private static final ComputeRequest[] DOCUMENTED = {
        new ClientName("Client1"),
        RequestWord.FIBONACCI,
        new NumberArgument(7),
        RequestWord.FACTORIAL,
        new NumberArgument(6),
        RequestWord.FILE,
        new NumberArgument(19),
        text("A B C D E F G H I J"),
        RequestWord.COMPLETE
    };

    @Override
    protected Protocol<ComputeRequest, ?> protocol() {
        return ComputeProtocol.server(1_000_000);
    }

    @Override
    protected List<DecoderSample<ComputeRequest>> samples() {
        return List.of(
                accepted(COALESCED, DOCUMENTED),
                accepted(COALESCED, DOCUMENTED).pausingAt(7, 16, 17, 26, 27, 31, 33, 52, 60),
                accepted(COALESCED, DOCUMENTED).pausingAt(7, 40, 45),
                accepted(
                                "Zoë FACTORIALWORD_COUNTone twofactorial5",
                                new ClientName("Zoë"),
                                RequestWord.FACTORIAL,
                                new Unreadable("", ComputeRule.ARGUMENT, "FACTORIAL came without a number"),
                                RequestWord.WORD_COUNT,
                                text("one two"),
                                RequestWord.FACTORIAL,
                                new NumberArgument(5))
                        .pausingAt(5, 31),
                accepted(
                        "\r\nme\r\n FIBONACCI -1 FACTORIAL 1.5x FIBONACCI1000001 7FILE0COMPLETE",
                        new ClientName("me"),
                        RequestWord.FIBONACCI,
                        new Unreadable("-1", ComputeRule.BOUNDS, "is negative"),
                        RequestWord.FACTORIAL,
                        new Unreadable("1.5x", ComputeRule.NUMBER, "is no number"),
                        RequestWord.FIBONACCI,
                        new Unreadable("1000001", ComputeRule.BOUNDS, "is larger than 1000000"),
                        RequestWord.FILE,
                        new NumberArgument(0),
                        RequestWord.COMPLETE),
                accepted(
                        "me\nHELLO you FIBFACTORIAL3FIBONACCIabc COMPLET",
                        new ClientName("me"),
                        new Unreadable("HELLO", ComputeRule.WORD, NO_REQUEST),
                        RequestWord.FACTORIAL,
                        new NumberArgument(3),
                        RequestWord.FIBONACCI,
                        new Unreadable("abc", ComputeRule.NUMBER, "is no number")),
                accepted(
                                "meFIBhm7FACTORIAL2",
                                new ClientName("meFIB"),
                                new Unreadable("hm7", ComputeRule.WORD, NO_REQUEST),
                                RequestWord.FACTORIAL,
                                new NumberArgument(2))
                        .pausingAt(5),
                refused(
                        "FACTORIALs\nFILE9223372036854775808 xFILE9223372036854775807x",
                        Reason.TRUNCATED,
                        new ClientName("FACTORIALs"),
                        RequestWord.FILE,
                        new Unreadable("9223372036854775808", ComputeRule.BOUNDS, "is larger than 9223372036854775807"),
                        RequestWord.FILE,
                        new NumberArgument(Long.MAX_VALUE),
                        begun("x")),
                accepted(
                                "meFILE -5 A B\nFILE-FILE- 5WORD_COUNT-7",
                                new ClientName("me"),
                                RequestWord.FILE,
                                new Unreadable("-5", ComputeRule.BOUNDS, "is negative"),
                                RequestWord.FILE,
                                text("-"),
                                RequestWord.FILE,
                                text("- 5"),
                                RequestWord.WORD_COUNT,
                                new Unreadable("-7", ComputeRule.BOUNDS, "is negative"))
                        .pausingAt(2, 19, 26, 38),
                accepted(
                                "meFACTORIAL\0\0\0\nFIBONACCI\0\7FACTORIAL7\0 FACTORIAL5",
                                new ClientName("me"),
                                RequestWord.FACTORIAL,
                                new Unreadable(
                                        "bytes 00 00 00 0a",
                                        ComputeRule.NUMBER,
                                        "are no decimal text: send \"10\"; likely cause: a binary integer, as struct.pack makes it"),
                                RequestWord.FIBONACCI,
                                new Unreadable(
                                        "bytes 00 07",
                                        ComputeRule.NUMBER,
                                        "are no decimal text: send \"7\"; likely cause: a binary integer, as struct.pack makes it"),
                                RequestWord.FACTORIAL,
                                new Unreadable(
                                        "bytes 37 00",
                                        ComputeRule.NUMBER,
                                        "are no decimal text: send \"7\" alone; likely cause: the zero byte that ends a string in C"),
                                RequestWord.FACTORIAL,
                                new NumberArgument(5))
                        .pausingAt(15),
                accepted(
                                "meFILE4caféFILE2ééx FILE1éé",
                                new ClientName("me"),
                                RequestWord.FILE,
                                new NumberArgument(4),
                                new TextPiece(ByteBuffer.wrap(new byte[] {'c', 'a', 'f', (byte) 0xc3}), true),
                                new Unreadable("bytes a9", ComputeRule.WORD, ARE_NO_REQUEST + CHARACTERS),
                                RequestWord.FILE,
                                new NumberArgument(2),
                                text("é"),
                                new Unreadable("bytes c3 a9 78", ComputeRule.WORD, ARE_NO_REQUEST),
                                RequestWord.FILE,
                                new NumberArgument(1),
                                new TextPiece(ByteBuffer.wrap(new byte[] {(byte) 0xc3}), true),
                                new Unreadable("bytes a9 c3 a9", ComputeRule.WORD, ARE_NO_REQUEST))
                        .pausingAt(2, 6, 7),
                accepted(
                                "meFILE2éé",
                                new ClientName("me"),
                                RequestWord.FILE,
                                new NumberArgument(2),
                                text("é"),
                                new Unreadable("bytes c3 a9", ComputeRule.WORD, ARE_NO_REQUEST))
                        .pausingAt(2, 9),
                refused("FIBONACCI", Reason.MALFORMED).at(0),
                refused("GET / HTTP/1.1\r\nHost: me\r\n", Reason.MALFORMED).at(0),
                accepted("\ufeffme\n", new ClientName("\ufeffme")),
                refused("COMPLETE\n", Reason.MALFORMED).at(0),
                refused("me\nFIBONACCI\n", Reason.TRUNCATED, new ClientName("me"), RequestWord.FIBONACCI),
                refused("n".repeat(300), Reason.TOO_LARGE).at(ClientName.MAX_BYTES));
    }

    @Override
    protected List<ComputeRequest> joined(List<ComputeRequest> messages) {
        return Spoken.joined(messages);
    }

    /** A pause may end a name, a number or a text. */
    @Override
    protected boolean messagesEndThemselves() {
        return false;
    }

    private static DecoderSample<ComputeRequest> accepted(String input, ComputeRequest... messages) {
        return DecoderSample.accepted(bytes(input), messages);
    }

    private static DecoderSample<ComputeRequest> refused(String input, Reason reason, ComputeRequest... before) {
        return DecoderSample.refused(bytes(input), reason, before);
    }
}
