// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.ComputeRequest.NumberArgument;
import io.labnet.compute.ComputeRequest.Unreadable;
import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.ConversationDriver;
import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests what a server understands of pieces with pauses between them, and the UUIDs of names. */
class ComputeVectorsTest {
    private record Sent(List<Hex> pieces) {}

    private record Understood(List<Message> messages) {}

    /** A message; one field is not null. {@code refused} is the number of the broken rule. */
    private record Message(
            @Nullable String name,
            @Nullable RequestWord word,
            @Nullable Long number,
            @Nullable Hex text,
            @Nullable String refused) {
        static Message of(ComputeRequest request) {
            return new Message(
                    request instanceof ClientName name ? name.text() : null,
                    request instanceof RequestWord word ? word : null,
                    request instanceof NumberArgument number ? number.value() : null,
                    request instanceof TextPiece piece ? hex(piece.bytes()) : null,
                    request instanceof Unreadable unreadable ? unreadable.rule().number() : null);
        }
    }

    private static Hex hex(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return new Hex(HexFormat.of().formatHex(array));
    }

    private record Name(String name) {}

    private record Identity(UUID uuid) {}

    @TestFactory
    Stream<DynamicTest> requests() throws IOException {
        return Vectors.ofDecoder(
                "compute/requests.json",
                Sent.class,
                Understood.class,
                ComputeVectorsTest::understood,
                (expected, messages) -> assertThat(messages).isEqualTo(expected.messages()));
    }

    private static List<Message> understood(Sent sent) {
        List<ComputeRequest> received = new ArrayList<>();
        Conversation<ComputeRequest, ComputeReply> conversation = new Conversation<>(
                ComputeProtocol.server(ComputeProtocol.DEFAULT_MAX_N), (message, out) -> received.add(message));
        ConversationDriver wire = new ConversationDriver(conversation);
        sent.pieces().forEach(piece -> wire.arrive(piece.array(), Boundary.PAUSE));
        wire.end();
        if (conversation.rejection() != null) {
            throw conversation.rejection();
        }
        return Spoken.joined(received).stream().map(Message::of).toList();
    }

    /** {@code compute-3.3} */
    @TestFactory
    Stream<DynamicTest> uuids() throws IOException {
        return Vectors.tests("compute/uuids.json", Name.class, Identity.class, vector -> assertThat(
                        NameUuid.of(vector.input().name()))
                .isEqualTo(vector.expected().uuid()));
    }
}
