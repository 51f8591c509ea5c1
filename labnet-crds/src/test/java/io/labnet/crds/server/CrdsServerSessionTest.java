// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Peer;
import io.labnet.crds.Room;
import io.labnet.crds.RoomRefusal;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.testkit.ConversationDriver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrdsServerSessionTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);
    private static final String MAKE_ROOM1 = "0205726f6f6d310a3233392e302e302e31300435303030";
    private static final String MAKE_R2 = "020272320a3233392e302e302e31310435303031";
    private static final String ROOM1 = "0a3233392e302e302e31300435303030";
    private static final String BOTH = "000000000000002b"
            + "726f6f6d313a203233392e302e302e31303a353030300a72323a203233392e302e302e31313a353030310a";

    private static final Encoder<String> HEX = (digits, out) -> out.put(bytes(digits));

    private final RecordingListener listener = new RecordingListener();
    private final MemoryRoomDirectory memory = new MemoryRoomDirectory();
    private final SlowDirectory slow = new SlowDirectory();

    @Test
    void documentedExchange_isAnsweredByteForByte() {
        ConversationDriver wire =
                serve(memory).arrive(HEX, "01" + MAKE_ROOM1 + MAKE_R2 + "01" + "0305726f6f6d31" + "01" + "04027232");

        assertThat(wire)
                .hasSent(bytes("0000000000000000" + BOTH + "0000000000000014"
                        + "72323a203233392e302e302e31313a353030310a" + "0a3233392e302e302e31310435303031"));
        assertThat(wire).isFinished();
        assertThat(listener.events())
                .containsExactly(
                        "connected",
                        "listed 0",
                        "created room1: 239.0.0.10:5000",
                        "created r2: 239.0.0.11:5001",
                        "listed 43",
                        "deleted room1",
                        "listed 20",
                        "looked up r2 239.0.0.11:5001");
    }

    @Test
    void slowDirectory_sendsTheSameReplies() {
        ConversationDriver wire = serve(slow).arrive(HEX, MAKE_ROOM1 + MAKE_R2 + "01" + "0405726f6f6d31" + "01");

        assertThat(wire).hasSent(bytes(BOTH), bytes(ROOM1));
        assertThat(wire).isFinished();
    }

    @Test
    void oneByteAtATime_sendsTheSameReplies() {
        ConversationDriver wire = serve(memory);
        String all = MAKE_ROOM1 + MAKE_R2 + "01" + "0405726f6f6d31";
        for (int i = 0; i < all.length(); i += 2) {
            wire.arrive(HEX, all.substring(i, i + 2));
        }

        assertThat(wire).hasSent(bytes(BOTH), bytes(ROOM1));
    }

    @Test
    void eachReply_isOneWrite() {
        ConversationDriver wire =
                serve(memory).arrive(HEX, MAKE_ROOM1 + MAKE_R2).arrive(HEX, "01");

        assertThat(wire).hasSent(bytes(BOTH));
        assertThat(wire.arrive(HEX, "0405726f6f6d31")).hasSent(bytes(ROOM1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"040178", "0400", "0401ff", "04010a"})
    void unknownRoom_sendsOneZeroByteAndEnds(String find) {
        ConversationDriver wire = serve(memory).arrive(HEX, find + "01");

        assertThat(wire).hasSent(bytes("00"));
        assertThat(wire).isFinished();
    }

    @ParameterizedTest
    @CsvSource({
        "0201610932 32342e302e302e310435303030, ADDRESS_OUT_OF_RANGE",
        "0201610b3233392e302e302e3235360435303030, ADDRESS_MALFORMED",
        "0201610b3233392e302e302e3031300435303030, ADDRESS_MALFORMED",
        "020161093233392e302e302e310130, PORT_OUT_OF_RANGE",
        "020161093233392e302e302e31053635353336, PORT_OUT_OF_RANGE",
        "020161093233392e302e302e3103616263, PORT_MALFORMED",
        "0200093233392e302e302e310435303030, NAME_EMPTY",
        "02017f093233392e302e302e310435303030, NAME_HAS_CONTROL_CHARACTER",
        "0201ff093233392e302e302e310435303030, NAME_NOT_UTF8",
        "0205726f6f6d310a3233392e302e302e39390435303030, NAME_TAKEN",
        "0205726f6f6d320a3233392e302e302e31300435303030, ADDRESS_TAKEN"
    })
    void refusedRoom_isReportedAndTheConversationContinues(String make, RoomRefusal refusal) {
        ConversationDriver wire = serve(memory).arrive(HEX, MAKE_ROOM1);
        listener.events().clear();

        wire.arrive(HEX, make.replace(" ", "")).arrive(HEX, "0405726f6f6d31");

        assertThat(listener.events())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("refused ")
                .endsWith(" " + refusal);
        assertThat(wire).hasSent(bytes(ROOM1));
    }

    @Test
    void fullDirectory_refusesRooms() {
        serve(new MemoryRoomDirectory(new DirectoryRules(1, false))).arrive(HEX, MAKE_ROOM1 + MAKE_R2);

        assertThat(listener.events()).last().isEqualTo("refused r2: 239.0.0.11:5001 DIRECTORY_FULL");
    }

    @Test
    void replacedRoom_isReported() {
        serve(new MemoryRoomDirectory(new DirectoryRules(1, true))).arrive(HEX, MAKE_ROOM1 + MAKE_ROOM1);

        assertThat(listener.events()).last().isEqualTo("replaced room1: 239.0.0.10:5000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0305726f6f6d31", "0300", "0301ff"})
    void deletingAnUnknownRoom_continues(String delete) {
        ConversationDriver wire = serve(memory).arrive(HEX, delete + "01");

        assertThat(listener.events()).element(1).asString().startsWith("not found: ");
        assertThat(wire).hasSent(bytes("0000000000000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "05", "0a", "ff"})
    void unknownCommand_endsTheConversation(String command) {
        ConversationDriver wire = serve(memory).arrive(HEX, "01" + command + "01");

        assertThat(wire).hasSent(bytes("0000000000000000"));
        assertThat(wire).isFinished();
        assertThat(wire).hasRejected(Reason.MALFORMED);
    }

    @Test
    void incompleteCommandAtTheEnd_isTruncated() {
        ConversationDriver wire = serve(memory).arrive(HEX, "0205726f").end();

        assertThat(wire).hasRejected(Reason.TRUNCATED);
        assertThat(listener.events()).containsExactly("connected");
    }

    @Test
    void makeroomFollowedByEnd_createsTheRoom() {
        ConversationDriver wire = serve(slow).arrive(HEX, MAKE_ROOM1).end();

        assertThat(wire).isFinished();
        assertThat(listener.events()).containsExactly("connected", "created room1: 239.0.0.10:5000");
    }

    @Test
    void longListing_isSentInPiecesWithoutLaterChanges() {
        for (int i = 0; i < 20_000; i++) {
            memory.create(new Room("room" + i, "239.0." + (i >> 8) + "." + (i & 0xff), 5000));
        }
        long length = memory.listing().byteLength();
        ConversationDriver wire = serve(memory).stopReading().arrive(HEX, "0101");
        int maxUnsent = 0;
        for (int unsent = 1; unsent > 0; ) {
            unsent = wire.session().unsent().remaining();
            maxUnsent = Math.max(maxUnsent, unsent);
            wire.read(unsent);
            memory.delete("room19999");
        }

        assertThat(maxUnsent).isBetween(1, 2 * ListingSnapshot.MAX_PIECE_BYTES + Long.BYTES);
        ByteBuffer all = ByteBuffer.wrap(wire.bytes());
        assertThat(all.getLong()).isEqualTo(length);
        String lines = StandardCharsets.UTF_8
                .decode(all.slice(all.position(), (int) length))
                .toString();
        assertThat(lines.lines()).hasSize(20_000).last().isEqualTo("room19999: 239.0.78.31:5000");
        assertThat(all.getLong(8 + (int) length)).isLessThan(length);
        assertThat(wire.bytes()).hasSize((int) (16 + length + all.getLong(8 + (int) length)));
    }

    @Test
    void failingDirectory_refusesRoomsAndSendsNothing() {
        slow.fail(true, false);
        ConversationDriver making = serve(slow).arrive(HEX, MAKE_ROOM1 + "0305726f6f6d31");
        assertThat(making).isOpen();
        for (String question : List.of("01", "0405726f6f6d31")) {
            ConversationDriver asking = serve(slow).arrive(HEX, question);
            assertThat(asking).hasSaidNothing();
            assertThat(asking).isFinished();
        }

        assertThat(listener.events())
                .containsSubsequence(
                        "failed the disk is gone",
                        "refused room1: 239.0.0.10:5000 DIRECTORY_FAILED",
                        "failed the disk is gone",
                        "connected",
                        "failed the disk is gone");
    }

    @Test
    void directoryThatFailsInAListing_abortsTheConnection() throws IOException {
        ConversationDriver wire = serve(slow);
        for (int i = 0; i < 5000; i++) {
            slow.create(new Room("r" + i, "239.1." + (i >> 8) + "." + (i & 0xff), 5000));
        }
        wire.holdWork().arrive(HEX, "01").releaseWork();
        slow.fail(false, true);

        assertThat(wire.releaseWork()).isAborted();
    }

    @Test
    void listener_receivesTheEnd() {
        serve(memory).end().disconnect(null);

        assertThat(listener.events()).containsExactly("connected", "disconnected");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private ConversationDriver serve(RoomDirectory directory) {
        return new ConversationDriver(new CrdsService(directory, listener).apply(PEER));
    }
}
