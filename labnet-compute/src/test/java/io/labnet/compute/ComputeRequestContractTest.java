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
import java.util.List;

class ComputeRequestContractTest extends DecoderContract<ComputeRequest> {
    private static final String COALESCED = "Client1FIBONACCI7FACTORIAL6FILE19A B C D E F G H I JCOMPLETE";
    private static final String NO_REQUEST = "is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE";
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
                                new Unreadable("", "FACTORIAL came without a number"),
                                RequestWord.WORD_COUNT,
                                text("one two"),
                                RequestWord.FACTORIAL,
                                new NumberArgument(5))
                        .pausingAt(5, 31),
                accepted(
                        "\r\nme\r\n FIBONACCI -1 FACTORIAL 1.5x FIBONACCI1000001 7FILE0COMPLETE",
                        new ClientName("me"),
                        RequestWord.FIBONACCI,
                        new Unreadable("-1", "is negative"),
                        RequestWord.FACTORIAL,
                        new Unreadable("1.5x", "is no number"),
                        RequestWord.FIBONACCI,
                        new Unreadable("1000001", "is larger than 1000000"),
                        RequestWord.FILE,
                        new NumberArgument(0),
                        RequestWord.COMPLETE),
                accepted(
                        "me\nHELLO you FIBFACTORIAL3FIBONACCIabc COMPLET",
                        new ClientName("me"),
                        new Unreadable("HELLO", NO_REQUEST),
                        RequestWord.FACTORIAL,
                        new NumberArgument(3),
                        RequestWord.FIBONACCI,
                        new Unreadable("abc", "is no number")),
                accepted(
                                "meFIBhm7FACTORIAL2",
                                new ClientName("meFIB"),
                                new Unreadable("hm7", NO_REQUEST),
                                RequestWord.FACTORIAL,
                                new NumberArgument(2))
                        .pausingAt(5),
                refused(
                        "FACTORIALs\nFILE9223372036854775808 xFILE9223372036854775807x",
                        Reason.TRUNCATED,
                        new ClientName("FACTORIALs"),
                        RequestWord.FILE,
                        new Unreadable("9223372036854775808", "is larger than 9223372036854775807"),
                        RequestWord.FILE,
                        new NumberArgument(Long.MAX_VALUE),
                        begun("x")),
                accepted(
                                "meFILE -5 A B\nFILE-FILE- 5WORD_COUNT-7",
                                new ClientName("me"),
                                RequestWord.FILE,
                                new Unreadable("-5", "is negative"),
                                RequestWord.FILE,
                                text("-"),
                                RequestWord.FILE,
                                text("- 5"),
                                RequestWord.WORD_COUNT,
                                new Unreadable("-7", "is negative"))
                        .pausingAt(2, 19, 26, 38),
                accepted(
                                "meFACTORIAL\0\0\0\nFIBONACCI\0\7FACTORIAL7\0 FACTORIAL5",
                                new ClientName("me"),
                                RequestWord.FACTORIAL,
                                new Unreadable("bytes 00 00 00 0a", "are no decimal text: send \"10\""),
                                RequestWord.FIBONACCI,
                                new Unreadable("bytes 00 07", "are no decimal text: send \"7\""),
                                RequestWord.FACTORIAL,
                                new Unreadable("bytes 37 00", "are no decimal text: send \"7\" alone"),
                                RequestWord.FACTORIAL,
                                new NumberArgument(5))
                        .pausingAt(15),
                refused("FIBONACCI", Reason.MALFORMED).at(0),
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
