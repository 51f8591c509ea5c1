// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.ListingFlaw;
import io.labnet.crds.Room;
import io.labnet.crds.RoomListing;
import io.labnet.crds.client.ScriptedSession.End;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the client with the server of this module, and with servers that send scripted replies. */
class CrdsClientTest {
    private static final Room ROOM = new Room("room1", "239.0.0.10", 5000);
    private static final String EMPTY = "0000000000000000";
    private static final String ROOM_LINE = "726f6f6d313a203233392e302e302e31303a353030300a";

    private final MemoryTransport transport = new MemoryTransport();
    private final MemoryRoomDirectory directory = new MemoryRoomDirectory();
    private final List<ListingFlaw> flaws = new ArrayList<>();
    private Server server = serve(directory);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rooms_returnsTheRoomsOfTheDirectory() throws IOException {
        assertThat(client().rooms()).isEmpty();
        directory.create(ROOM);
        directory.create(new Room("日本語", "239.0.0.11", 5001));

        assertThat(client().rooms()).containsExactly(ROOM, new Room("日本語", "239.0.0.11", 5001));
    }

    @Test
    void create_returnsTheOutcome() throws IOException {
        assertThat(client().create(ROOM)).isEqualTo(CreateOutcome.CREATED);
        assertThat(client().create(ROOM)).isEqualTo(CreateOutcome.ALREADY_THERE);
        assertThat(client().create(new Room("room1", "239.0.0.11", 1))).isEqualTo(CreateOutcome.NAME_TAKEN);
        assertThat(client().create(new Room("r2", "239.0.0.10", 5000))).isEqualTo(CreateOutcome.ADDRESS_TAKEN);
        assertThat(client().create(new Room("r2", "239.0.0.10", 5001)).succeeded())
                .isTrue();
    }

    @Test
    void create_withOverwrite_returnsReplacedOrNotThere() throws IOException {
        server.close();
        server = serve(new MemoryRoomDirectory(new DirectoryRules(1, true)));
        assertThat(client().create(ROOM)).isEqualTo(CreateOutcome.CREATED);

        assertThat(client().create(new Room("room1", "239.0.0.11", 1))).isEqualTo(CreateOutcome.REPLACED);
        assertThat(client().create(new Room("r2", "239.0.0.12", 1))).isEqualTo(CreateOutcome.NOT_THERE);
    }

    @Test
    void create_withTakenNameAndAddress_returnsBoth() throws IOException {
        server.close();
        server = serve(new MemoryRoomDirectory(new DirectoryRules(5, true)));
        client().create(new Room("a", "239.0.0.1", 1));
        client().create(new Room("b", "239.0.0.2", 1));

        CreateOutcome outcome = client().create(new Room("a", "239.0.0.2", 1));
        assertThat(outcome).isEqualTo(CreateOutcome.NAME_AND_ADDRESS_TAKEN);
        assertThat(outcome.succeeded()).isFalse();
    }

    @Test
    void delete_returnsTheOutcome() throws IOException {
        directory.create(ROOM);

        assertThat(client().delete("room1")).isEqualTo(DeleteOutcome.DELETED);
        assertThat(client().delete("room1")).isEqualTo(DeleteOutcome.NO_SUCH_ROOM);
        assertThat(script(listing(ROOM_LINE), listing(ROOM_LINE)).delete("room1"))
                .isEqualTo(DeleteOutcome.STILL_THERE);
    }

    @Test
    void find_returnsTheAddressOrNull() throws IOException {
        directory.create(ROOM);

        assertThat(client().find("room1")).isEqualTo(ROOM.address());
        assertThat(client().find("Room1")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0000000000000000"})
    void find_acceptsOneOrEightZeroBytes(String reply) throws IOException {
        assertThat(script(reply).find("x")).isNull();
    }

    @Test
    void listing_withLengthInCharacters_isAccepted() throws IOException {
        String line = "c3a93a203233392e302e302e31303a353030300a";

        assertThat(script("0000000000000013" + line).rooms()).containsExactly(new Room("é", "239.0.0.10", 5000));
    }

    @Test
    void listing_keepsOtherLines() throws IOException {
        RoomListing listing = script("0000000000000003" + "78790a").listing();

        assertThat(listing.rooms()).isEmpty();
        assertThat(listing.otherLines()).containsExactly("xy");
    }

    @Test
    void invalidReply_isAnError() {
        assertThatThrownBy(() -> script("ffffffffffffffff").rooms())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the reply cannot be read: a listing of 18446744073709551615 bytes");
        assertThatThrownBy(() -> script("093232342e302e302e310435303030").find("x"))
                .hasMessageContaining("'224.0.0.1' is not an address in 239.0.0.0/8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invalid command. | the 8 length bytes read \"Invalid \": was the length left out? The reply is \"Invalid command.\"",
                "café: 239.0.0.1:1 | the 8 length bytes read \"caf\\xc3\\xa9: 2\": was the length left out? The reply is \"caf\\xc3\\xa9: 239.0.0.1:1\"",
                "[] | the reply is \"[]\" instead of 8 length bytes and the lines: was the length left out, or sent with fewer bytes?",
            })
    void listingWithoutLength_isQuoted(String reply, String problem) {
        assertThatThrownBy(() -> script(End.FINISH, hex(reply)).rooms())
                .isInstanceOf(IOException.class)
                .hasMessage("the reply cannot be read: " + problem + " (crds-4.1)");
    }

    @Test
    void incompleteReply_isQuoted() throws IOException {
        ConnectOptions shortTimeout = ConnectOptions.defaults().withReadTimeout(Duration.ofMillis(200));
        script("000000000000002b" + hex("a: 239"));
        assertThatThrownBy(() -> new CrdsClient(transport, server.endpoint(), shortTimeout).rooms())
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage(
                        "no complete reply in time: 14 bytes received, \"\\x00\\x00\\x00\\x00\\x00\\x00\\x00+a: 239\";"
                                + " expected 8 length bytes and then 43 bytes of lines (crds-4.2)");
        script("09" + hex("239"));
        assertThatThrownBy(() -> new CrdsClient(transport, server.endpoint(), shortTimeout).find("a"))
                .hasMessage(
                        "no complete reply in time: 4 bytes received, \"\\x09239\"; expected an address and a port, each"
                                + " after a length byte, or a zero byte (crds-4.5)");
        script(End.FINISH, "09" + hex("239"));
        assertThatThrownBy(() -> client().find("a"))
                .hasMessageStartingWith("the server closed the connection inside a reply: 4 bytes received");
    }

    @Test
    void listingWithoutLastLineFeed_endsAtAPause() throws IOException {
        String line = hex("é: 239.0.0.10:5000");

        assertThat(flawed(listing(line)).rooms()).containsExactly(new Room("é", "239.0.0.10", 5000));
        assertThat(flaws).containsExactly(ListingFlaw.NO_LAST_LINE_FEED);
        assertThat(flawed(listing(hex("[\"é\"]"))).listing().otherLines()).containsExactly("[\"é\"]");
    }

    @Test
    void flaws_areReported() throws IOException {
        String line = hex("é: 239.0.0.10:5000\n");
        flawed("0000000000000013" + line, "0000000000000013" + line).create(new Room("é", "239.0.0.10", 5000));
        assertThat(flaws).containsExactly(ListingFlaw.LENGTH_IN_CHARACTERS);
        flaws.clear();
        flawed(listing(hex("a: 239.0.0.10:5000\r\n"))).rooms();
        assertThat(flaws).containsExactly(ListingFlaw.CARRIAGE_RETURN);
        flaws.clear();
        flawed(listing(line)).rooms();
        assertThat(flaws).isEmpty();
    }

    /** Unescaped, the reply could clear a terminal or forge a line of a log. */
    @Test
    void invalidReply_isQuotedWithoutControlCharacters() {
        assertThatThrownBy(() -> script("051b5b324a85" + "0131").find("x"))
                .hasMessage("the reply cannot be read: '\\x1b[2J\\x85' is not an address in 239.0.0.0/8 (crds-4.5)");
        assertThatThrownBy(() -> script("093233392e302e302e31" + "050a310d0931").find("x"))
                .hasMessage("the reply cannot be read: '\\x0a1\\x0d\\x091' is not a port from 1 to 65535 (crds-4.5)");
    }

    @Test
    void serverThatCloses_isAnError() {
        // The room may have been created, but the confirming listing is missing.
        assertThatThrownBy(() -> script(End.FINISH, EMPTY).create(ROOM))
                .isInstanceOf(IOException.class)
                .hasMessage("the server closed the connection without a reply");
    }

    @Test
    void missingServer_isAnError() {
        server.close();

        assertThatThrownBy(() -> client().rooms()).isInstanceOf(ConnectException.class);
    }

    @Test
    void invalidName_isRefusedBeforeSending() {
        for (String name : List.of("", "a\n", "a".repeat(256))) {
            assertThatThrownBy(() -> client().find(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> client().delete(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void brokenConnection_isAnError() {
        assertThatThrownBy(() -> script(End.ABORT).rooms())
                .isInstanceOf(IOException.class)
                .hasMessage("the connection was lost before the reply arrived: nothing received")
                .hasCauseInstanceOf(IOException.class);
    }

    /**
     * The length counts characters, and a line also ends after that number of bytes, so the rest is read as the next
     * reply.
     */
    @Test
    void ambiguousListing_isMentionedIfTheNextReplyIsInvalid() {
        String line = "c3a9".repeat(15) + "3a203233392e302e302e313a310a";
        String other = "613a203233392e302e302e323a310a";

        assertThatThrownBy(() -> script("000000000000002c" + line + other).delete("a"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "; or the length of the previous listing counts characters, not bytes (crds-4.1)");
    }

    @Test
    void listing_withTooManyLines_isRefused() {
        int lines = CrdsProtocol.MAX_LISTING_LINES + 1;

        assertThatThrownBy(() -> script(String.format("%016x", lines) + "0a".repeat(lines))
                        .rooms())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the reply cannot be read: a listing of 2000001 lines is larger than the limit of 2000000 (crds-4.3)");
    }

    @Test
    void options_setTheTimeout() throws IOException {
        ConnectOptions shortTimeout = ConnectOptions.defaults().withReadTimeout(Duration.ofMillis(5));
        script();

        assertThatThrownBy(() -> new CrdsClient(transport, server.endpoint(), shortTimeout).rooms())
                .isInstanceOf(SocketTimeoutException.class);
    }

    private CrdsClient client() {
        return new CrdsClient(transport, server.endpoint());
    }

    private CrdsClient script(String... replies) throws IOException {
        return script(End.NONE, replies);
    }

    private CrdsClient script(End end, String... replies) throws IOException {
        server.close();
        server = transport.serve(
                Endpoint.loopback(1), peer -> new ScriptedSession(List.of(replies), end).conversation());
        return client();
    }

    private CrdsClient flawed(String... replies) throws IOException {
        return script(End.FINISH, replies).withFlawListener(flaws::add);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private Server serve(RoomDirectory rooms) {
        try {
            return transport.serve(Endpoint.loopback(1), new CrdsService(rooms));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String listing(String lines) {
        return String.format("%016x", lines.length() / 2) + lines;
    }
}
