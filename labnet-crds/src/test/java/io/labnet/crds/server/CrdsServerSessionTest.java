// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Peer;
import io.labnet.crds.Room;
import io.labnet.crds.RoomRefusal;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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

    private final RecordingListener listener = new RecordingListener();
    private final MemoryRoomDirectory memory = new MemoryRoomDirectory();
    private final SlowDirectory slow = new SlowDirectory();

    @Test
    void documentedExchange_isAnsweredByteForByte() {
        Wire wire = serve(memory).arrive("01" + MAKE_ROOM1 + MAKE_R2 + "01" + "0305726f6f6d31" + "01" + "04027232");

        assertThat(wire.hex())
                .isEqualTo("0000000000000000" + BOTH + "0000000000000014" + "72323a203233392e302e302e31313a353030310a"
                        + "0a3233392e302e302e31310435303031");
        assertThat(wire.session().closing()).isEqualTo(Closing.FINISH);
        assertThat(listener.told())
                .containsExactly(
                        "connected",
                        "listed 0",
                        "made room1: 239.0.0.10:5000",
                        "made r2: 239.0.0.11:5001",
                        "listed 43",
                        "deleted room1",
                        "listed 20",
                        "sought r2 239.0.0.11:5001");
    }

    @Test
    void slowDirectory_givesTheSameAnswers() {
        Wire wire = serve(slow).arrive(MAKE_ROOM1 + MAKE_R2 + "01" + "0405726f6f6d31" + "01");

        assertThat(wire.hex()).isEqualTo(BOTH + ROOM1);
        assertThat(wire.writes()).isEqualTo(2);
        assertThat(wire.session().closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void oneByteAtATime_givesTheSameAnswers() {
        Wire wire = serve(memory);
        String all = MAKE_ROOM1 + MAKE_R2 + "01" + "0405726f6f6d31";
        for (int i = 0; i < all.length(); i += 2) {
            wire.arrive(all.substring(i, i + 2));
        }

        assertThat(wire.hex()).isEqualTo(BOTH + ROOM1);
    }

    @Test
    void eachReply_isOneWrite() {
        Wire wire = serve(memory).arrive(MAKE_ROOM1 + MAKE_R2).arrive("01");

        assertThat(wire.writes()).isEqualTo(1);
        assertThat(wire.arrive("0405726f6f6d31").writes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"040178", "0400", "0401ff", "04010a"})
    void unknownRoom_isOneZeroByteAndTheEnd(String find) {
        Wire wire = serve(memory).arrive(find + "01");

        assertThat(wire.hex()).isEqualTo("00");
        assertThat(wire.session().closing()).isEqualTo(Closing.FINISH);
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
    void refusedRoom_isToldAndTheConversationGoesOn(String make, RoomRefusal refusal) {
        Wire wire = serve(memory).arrive(MAKE_ROOM1);
        listener.told().clear();

        wire.arrive(make.replace(" ", "")).arrive("0405726f6f6d31");

        assertThat(listener.told())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("refused ")
                .endsWith(" " + refusal);
        assertThat(wire.hex()).isEqualTo(ROOM1);
    }

    @Test
    void fullDirectory_refuses() {
        serve(new MemoryRoomDirectory(new DirectoryRules(1, false))).arrive(MAKE_ROOM1 + MAKE_R2);

        assertThat(listener.told()).last().isEqualTo("refused r2: 239.0.0.11:5001 DIRECTORY_FULL");
    }

    @Test
    void overwrite_isTold() {
        serve(new MemoryRoomDirectory(new DirectoryRules(1, true))).arrive(MAKE_ROOM1 + MAKE_ROOM1);

        assertThat(listener.told()).last().isEqualTo("replaced room1: 239.0.0.10:5000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0305726f6f6d31", "0300", "0301ff"})
    void deletingWhatIsNotThere_goesOn(String delete) {
        Wire wire = serve(memory).arrive(delete + "01");

        assertThat(listener.told()).element(1).asString().startsWith("not there: ");
        assertThat(wire.hex()).isEqualTo("0000000000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "05", "0a", "ff"})
    void unknownCommand_ends(String command) {
        Wire wire = serve(memory).arrive("01" + command + "01");

        assertThat(wire.hex()).isEqualTo("0000000000000000");
        assertThat(wire.session().closing()).isEqualTo(Closing.FINISH);
        assertThat(Objects.requireNonNull(wire.session().rejection()).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void halfACommand_isTruncatedAtTheEnd() {
        Wire wire = serve(memory).arrive("0205726f").end();

        assertThat(Objects.requireNonNull(wire.session().rejection()).reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(listener.told()).containsExactly("connected");
    }

    @Test
    void makeRoomAndTheEnd_makesTheRoom() {
        Wire wire = serve(slow).arrive(MAKE_ROOM1).end();

        assertThat(wire.session().closing()).isEqualTo(Closing.FINISH);
        assertThat(listener.told()).containsExactly("connected", "made room1: 239.0.0.10:5000");
    }

    @Test
    void longListing_leavesPieceByPieceAsItWas() {
        for (int i = 0; i < 20_000; i++) {
            memory.create(new Room("room" + i, "239.0." + (i >> 8) + "." + (i & 0xff), 5000));
        }
        long length = memory.listing().byteLength();
        Wire wire = serve(memory);
        wire.session().receive(ByteBuffer.wrap(new byte[] {1, 1}), Boundary.MORE);
        int mostHeld = 0;
        for (int held = 1; held > 0; ) {
            held = wire.session().unsent().remaining();
            mostHeld = Math.max(mostHeld, held);
            wire.write();
            memory.delete("room19999");
        }

        assertThat(mostHeld).isBetween(1, 2 * ListingSnapshot.MAX_PIECE_BYTES + Long.BYTES);
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
    void failingDirectory_refusesRoomsAndAnswersNothing() {
        slow.fail(true, false);
        Wire making = serve(slow).arrive(MAKE_ROOM1 + "0305726f6f6d31");
        assertThat(making.session().closing()).isEqualTo(Closing.NO);
        for (String question : List.of("01", "0405726f6f6d31")) {
            Wire asking = serve(slow).arrive(question);
            assertThat(asking.hex()).isEmpty();
            assertThat(asking.session().closing()).isEqualTo(Closing.FINISH);
        }

        assertThat(listener.told())
                .containsSubsequence(
                        "failed the disk is gone",
                        "refused room1: 239.0.0.10:5000 DIRECTORY_FAILED",
                        "failed the disk is gone",
                        "connected",
                        "failed the disk is gone");
    }

    @Test
    void directoryThatFailsInAListing_breaksTheConnection() throws IOException {
        Wire wire = serve(slow);
        for (int i = 0; i < 5000; i++) {
            slow.create(new Room("r" + i, "239.1." + (i >> 8) + "." + (i & 0xff), 5000));
        }
        wire.session().receive(ByteBuffer.wrap(new byte[] {1}), Boundary.MORE);
        assertThat(wire.work()).isTrue();
        slow.fail(false, true);
        wire.flush();

        assertThat(wire.session().closing()).isEqualTo(Closing.ABORT);
    }

    @Test
    void listener_isToldTheEnd() {
        serve(memory).end().session().disconnected(null);

        assertThat(listener.told()).containsExactly("connected", "disconnected");
    }

    private Wire serve(RoomDirectory directory) {
        return new Wire(new CrdsService(directory, listener).apply(PEER));
    }
}
